import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { portrait } from "../../../main/app/sample/catalogue.ts";
import { fromBase64, toBase64 } from "../../../src/bytes/base64.ts";
import type { PastCheckView } from "../../../src/contract/views.ts";
import { findPaper } from "../../../src/paper/find-in-file.ts";
import { FACE_BYTES } from "../../../src/verdict/face-matcher.ts";
import { COMPARES_FIRST_POINTS, CRASHES, sayAlways, WANTS_A_WAY_OUT } from "../../support/face-modules.ts";
import { catalogueType, WalletWorld, whole } from "../../support/wallet-world.ts";

const world = await WalletWorld.open({ after }, ["identity-office", "bank"]);
const bank = world.office("bank");
const citizen = await world.citizen();
const card = await giveCard();
await bank.ask("registry.sync", {});

async function giveCard() {
  const vct = String(catalogueType("id-card")["vct"]);
  const { request } = await citizen.ask("holder.request_key", { office: "identity-office", vct });
  const claims = {
    document_number: "L02X 00T47",
    family_name: "Sample",
    given_name: "Ada Marie",
    birthdate: "1991-03-14",
    place_of_birth: "Lakeside",
    nationality: "Lakeside",
    portrait: portrait("holder"),
  };
  const office = world.office("identity-office");
  const issued = whole(await office.ask("office.issue", { type: "id-card", request, claims }));
  return await citizen.ask("holder.keep", { delivery: issued.delivery });
}

const { pdf } = await citizen.ask("paper.make", {
  credential: card.id,
  claims: [["portrait"]],
  size: "A4",
  language: "en",
});
const onPaper = findPaper(fromBase64(pdf)) ?? "";

/** A pixel picture whose first points are of this brightness, and which holds a mark. */
const MARK = Buffer.from("a face that must not be kept anywhere");
function picture(first: number): string {
  const bytes = new Uint8Array(FACE_BYTES).fill(first, 0, 4);
  bytes.set(MARK, 100);
  return toBase64(bytes);
}
const PICTURES = { consent: "given", portrait: picture(7), live: picture(7) } as const;

async function newCheck(): Promise<string> {
  const { check, verdict } = await bank.ask("counter.inspect", { file: onPaper, compare: true });
  assert.ok(verdict.checks.some(({ code }) => code === "person_compared.waiting"));
  return check;
}

async function switchOn(module: Uint8Array): Promise<void> {
  const { state, file } = await bank.ask("counter.add_matcher", { file: toBase64(module) });
  assert.equal(state, "off", "a file alone switches nothing on");
  await bank.ask("wallet.confirm", { passphrase: bank.passphrase });
  const now = await bank.ask("counter.set_matcher", { on: true, file: file?.hash ?? "" });
  assert.equal(now.state, "on");
}

/** No check was touched: somebody still has to look. */
function assertWaits({ checks, outcome }: PastCheckView): void {
  assert.equal(outcome, "cannot tell");
  assert.ok(checks.some(({ code }) => code === "person_compared.waiting"));
  assert.ok(checks.some(({ code }) => code === "holder_bound.on_paper"));
}

test("none is shipped, and it is off: nothing is compared, and the check goes on without it", async () => {
  assert.deepEqual(await bank.ask("counter.matcher", {}), { state: "none" });
  const check = await newCheck();
  assert.equal(await bank.refused("counter.compare_faces", { check, ...PICTURES }), "matcher.off");
  const asked = { on: true, file: "A".repeat(43) } as const;
  assert.equal(await bank.refused("counter.set_matcher", asked), "matcher.none");
  const settled = await bank.ask("counter.compare", { check, person: "same" });
  assert.equal(settled.outcome, "valid");
  assert.equal(settled.face, undefined);
  assert.equal(await citizen.refused("counter.matcher", {}), "counter.no_office");
});

test("a file is looked at before it is kept, and the passphrase switches on that file and no other", async () => {
  for (const file of [toBase64(WANTS_A_WAY_OUT), "AGFzbQ==", "AGFzbQ no base64"]) {
    assert.equal(await bank.refused("counter.add_matcher", { file }), "matcher.unfit");
  }
  assert.deepEqual(await bank.ask("counter.matcher", {}), { state: "none" });
  const { file, state } = await bank.ask("counter.add_matcher", { file: toBase64(sayAlways(1)) });
  assert.equal(state, "off");
  const hash = file?.hash ?? "";
  assert.equal(file?.bytes, sayAlways(1).length);
  assert.equal(
    await bank.refused("counter.set_matcher", { on: true, file: hash }),
    "wallet.passphrase_again",
  );
  await bank.ask("wallet.confirm", { passphrase: bank.passphrase });
  const other = { on: true, file: "A".repeat(43) } as const;
  assert.equal(await bank.refused("counter.set_matcher", other), "matcher.changed");
  assert.equal((await bank.ask("counter.set_matcher", { on: true, file: hash })).state, "on");
  const check = await newCheck();
  assert.equal((await bank.ask("counter.set_matcher", { on: false })).state, "off");
  assert.equal(await bank.refused("counter.compare_faces", { check, ...PICTURES }), "matcher.off");
});

test("what it says stands beside the check and never passes it; a person settles that, also against it", async () => {
  await switchOn(COMPARES_FIRST_POINTS);
  const first = await newCheck();
  const alike = await bank.ask("counter.compare_faces", { check: first, ...PICTURES });
  assert.deepEqual(alike.face && [alike.face.consent, alike.face.says, alike.face.code], [
    "given",
    "supports",
    undefined,
  ]);
  assertWaits(alike);
  const again = await bank.refused("counter.compare_faces", { check: first, ...PICTURES });
  assert.equal(again, "matcher.asked", "nobody tries until it fits");
  const settled = await bank.ask("counter.compare", { check: first, person: "different" });
  assert.equal(settled.outcome, "not valid");
  assert.equal(settled.face?.says, "supports");

  const second = await newCheck();
  const unlike = await bank.ask("counter.compare_faces", { check: second, ...PICTURES, live: picture(8) });
  assert.equal(unlike.face?.says, "does_not_support");
  assertWaits(unlike);
  assert.equal((await bank.ask("counter.compare", { check: second, person: "same" })).outcome, "valid");
  assert.equal(
    await bank.refused("counter.compare_faces", { check: second, ...PICTURES }),
    "counter.not_waiting",
  );
});

test("who says no is not compared, not asked again, and checked as everybody", async () => {
  const check = await newCheck();
  const refused = await bank.ask("counter.compare_faces", { check, consent: "refused" });
  assert.equal(refused.face?.consent, "refused");
  assert.equal(refused.face.says, undefined);
  assertWaits(refused);
  assert.equal(await bank.refused("counter.compare_faces", { check, ...PICTURES }), "matcher.asked");
  assert.equal((await bank.ask("counter.compare", { check, person: "same" })).outcome, "valid");
  const [row] = await bank.ask("activity.list", { limit: 1, kinds: ["face"] });
  assert.equal(row?.outcome, "refused");
});

test("a crash, nonsense and a file that was changed say nothing; then it may be asked once more", async () => {
  const check = await newCheck();
  const codes: (string | undefined)[] = [];
  const attempt = async (): Promise<void> => {
    const past = await bank.ask("counter.compare_faces", { check, ...PICTURES });
    assertWaits(past);
    assert.equal(past.face?.says, undefined);
    codes.push(past.face?.code);
  };
  await switchOn(CRASHES);
  await attempt();
  await switchOn(sayAlways(77));
  await attempt();
  const path = join(bank.folder, "face-matcher.wasm");
  const kept = readFileSync(path);
  writeFileSync(path, sayAlways(1));
  assert.equal((await bank.ask("counter.matcher", {})).state, "off");
  await attempt();
  writeFileSync(path, kept);
  assert.deepEqual(codes, ["matcher.failed", "matcher.answer", "matcher.changed"]);
  await switchOn(sayAlways(3));
  const { face } = await bank.ask("counter.compare_faces", { check, ...PICTURES });
  assert.equal(face?.says, "unclear");
});

test("no picture is written down, and what was is there after the wallet was opened anew", async () => {
  const rows = await bank.ask("counter.checks", { limit: 1000 });
  const log = await bank.ask("activity.list", { limit: 1000 });
  const text = JSON.stringify([rows, log]);
  assert.ok(!text.includes(picture(7).slice(120, 180)) && !text.includes("data:image"));
  bank.close();
  await bank.reopen();
  const kept = await bank.ask("counter.checks", { limit: 1000 });
  assert.deepEqual(
    kept.map(({ face }) => face),
    rows.map(({ face }) => face),
  );
  assert.equal((await bank.ask("counter.matcher", {})).state, "on");
});
