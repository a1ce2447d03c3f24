import assert from "node:assert/strict";
import { after, test } from "node:test";
import { Collector } from "../../../main/carrier/collect.ts";
import { fromBase64 } from "../../../src/bytes/base64.ts";
import type { PaperView } from "../../../src/contract/paper-views.ts";
import type { CheckedView } from "../../../src/contract/views.ts";
import { findPaper, isPdf } from "../../../src/paper/find-in-file.ts";
import { formatPaper, parsePaper } from "../../../src/paper/message.ts";
import { scanSheets } from "../../support/scan-sheet.ts";
import { MARKS, WalletWorld } from "../../support/wallet-world.ts";

const world = await WalletWorld.open({ after }, ["civil-registry", "bank"]);
const bank = world.office("bank");
const civil = world.office("civil-registry");
const citizen = await world.citizen();
const held = await world.giveBirth(citizen, world.birth("C 1/1991"));
const other = await world.giveBirth(citizen, world.birth("C 2/1991"));
await bank.ask("registry.sync", {});

const PLAN = { credential: held.id, claims: [["family_name"]], size: "A4", language: "en" } as const;
const CLAIMS = PLAN.claims.map((path) => [...path]);

function collect(view: PaperView, shuffled: (frames: readonly string[]) => readonly string[]): string {
  const collector = new Collector();
  let text: string | undefined;
  for (const frame of shuffled(scanSheets(view.sheets))) text = collector.take(frame).text ?? text;
  assert.ok(text !== undefined, "all codes together are the message");
  return text;
}

const preview = await citizen.ask("paper.preview", { ...PLAN, claims: CLAIMS });
const message = collect(preview, (frames) => frames.toReversed());
const codesOf = ({ verdict }: CheckedView): readonly string[] => verdict.checks.map(({ code }) => code);
const failed = ({ verdict }: CheckedView): readonly string[] =>
  verdict.checks.flatMap(({ code, result }) => (result === "failed" ? [code] : []));

test("a printed certificate carries what was chosen and nothing else", () => {
  assert.deepEqual(
    preview.leaves.map(({ path }) => path),
    [["family_name"]],
  );
  assert.equal(
    preview.sheets.flatMap(({ items }) => items.filter(({ kind }) => kind === "code")).length,
    preview.codes,
  );
  const { credential } = parsePaper(message);
  const told = credential
    .split("~")
    .slice(1, -1)
    .map((part) => Buffer.from(part, "base64url").toString());
  assert.equal(told.length, 1);
  assert.ok(told[0]?.includes(MARKS[0]));
  const printed = JSON.stringify(preview.sheets);
  assert.ok(printed.includes(MARKS[0]));
  for (const mark of MARKS.slice(1)) assert.ok(!printed.includes(mark), mark);
});

test("scanned without a network it is genuine, and who carries it was not checked", async () => {
  const checked = await world.withoutNode(() =>
    bank.ask("counter.inspect", { file: message, compare: true }),
  );
  assert.equal(checked.onPaper, true);
  assert.equal(checked.verdict.outcome, "cannot tell");
  const open = checked.verdict.checks.filter(({ result }) => result !== "passed").map(({ code }) => code);
  assert.deepEqual(open, ["holder_bound.on_paper"]);
  assert.ok(!codesOf(checked).some((code) => /^(?:request_bound|answered)\./.test(code)));
  assert.deepEqual(
    checked.shown[0]?.map(({ value }) => value),
    [MARKS[0]],
  );
});

test("a light wallet, which holds no list of what was issued, believes the receipt", async () => {
  const { verdict } = await citizen.ask("counter.inspect", { file: message });
  assert.equal(verdict.checks.find(({ name }) => name === "anchored")?.code, "anchored.ok");
});

test("the PDF is made as previewed, carries the same message, and stands in the log by names alone", async () => {
  for (const size of ["A4", "Letter", "label"] as const) {
    for (const language of ["en", "de"] as const) {
      const { name, pdf } = await citizen.ask("paper.make", { ...PLAN, claims: CLAIMS, size, language });
      const bytes = fromBase64(pdf);
      assert.match(name, /^birth-certificate-[0-9a-f]{8}\.pdf$/);
      assert.ok(isPdf(bytes));
      assert.ok(findPaper(bytes) === message, "the PDF itself carries the message");
    }
  }
  const [row] = await citizen.ask("activity.list", { limit: 1 });
  assert.deepEqual([row?.kind, row?.outcome, row?.given], ["print", "done", ["family_name"]]);
  assert.ok(!JSON.stringify(row).includes(MARKS[0]));
});

test("none of the claims, and all of them", async () => {
  const none = await citizen.ask("paper.preview", { credential: held.id, size: "A4", language: "en" });
  assert.deepEqual(none.leaves, []);
  const all = held.claims.map(({ path }) => [...path]);
  const whole = await citizen.ask("paper.preview", { ...PLAN, claims: all, size: "Letter", language: "de" });
  assert.deepEqual(whole.leaves, held.claims);
  const { verdict } = await bank.ask("counter.inspect", { file: collect(whole, (frames) => frames) });
  assert.deepEqual(
    verdict.checks.filter(({ result }) => result !== "passed").map(({ code }) => code),
    ["holder_bound.on_paper"],
  );
});

/** One character of the message changed, where a mark of it begins. */
function altered(text: string, from: number): string {
  const at = text.indexOf(text[from] === "A" ? "B" : "A", from);
  return `${text.slice(0, at)}${text[at] === "A" ? "B" : "A"}${text.slice(at + 1)}`;
}

test("altered bytes, a stranger's receipt and half a message are seen", async () => {
  const { credential, receipt } = parsePaper(message);
  const inspect = (file: string): Promise<CheckedView> => bank.ask("counter.inspect", { file });
  const [jwt = "", disclosure = ""] = credential.split("~");
  const [, payload = "", signature = ""] = jwt.split(".");

  const bad = [
    formatPaper({ credential: credential.replace(signature, altered(signature, 5)), receipt }),
    formatPaper({ credential: credential.replace(payload, altered(payload, 40)), receipt }),
    formatPaper({ credential: credential.replace(disclosure, altered(disclosure, 20)), receipt }),
    message.slice(0, -1),
    message.replace('"sealfolio-paper-1"', '"sealfolio-paper-2"'),
    `${message.slice(0, -1)},"x":1}`,
  ];
  for (const [i, file] of bad.entries()) {
    const checked = await inspect(file);
    assert.equal(checked.verdict.outcome, "not valid", `${i}`);
    assert.ok(failed(checked).length > 0);
  }

  const { receipt: foreign } = await citizen.ask("holder.receipt", { id: other.id });
  const swapped = formatPaper({ credential, receipt: foreign });
  const light = await citizen.ask("counter.inspect", { file: swapped });
  assert.deepEqual(failed(light), ["anchored.receipt_invalid"]);
});

test("what is withdrawn after it was printed is seen, and cannot be printed again", async () => {
  await civil.ask("office.revoke", { commitment: held.commitment, reason: "error" });
  await bank.ask("registry.sync", {});
  const checked = await bank.ask("counter.inspect", { file: message });
  assert.equal(checked.verdict.outcome, "not valid");
  assert.deepEqual(failed(checked), ["status.revoked"]);
  await citizen.ask("registry.sync", {});
  assert.equal(await citizen.refused("paper.preview", { ...PLAN, claims: CLAIMS }), "paper.ended");
  assert.equal(await citizen.refused("paper.make", { ...PLAN, claims: CLAIMS }), "paper.ended");
});

test("what is not there is refused by its code", async () => {
  assert.equal(
    await citizen.refused("paper.preview", { ...PLAN, credential: "nothing", claims: CLAIMS }),
    "holder.unknown_credential",
  );
  assert.equal(
    await citizen.refused("paper.preview", { ...PLAN, credential: other.id, claims: [["no_such_claim"]] }),
    "sdjwt.path",
  );
});
