import assert from "node:assert/strict";
import { after, test } from "node:test";
import { fromBase64 } from "../../../src/bytes/base64.ts";
import { findPaper, isPdf } from "../../../src/paper/find-in-file.ts";
import { formatPaper } from "../../../src/paper/message.ts";
import { isPaper } from "../../../src/paper/marks.ts";
import type { TestWallet } from "../../support/test-wallet.ts";
import { BIRTH_VCT, WalletWorld, whole } from "../../support/wallet-world.ts";

const DAY = 86_400;
const world = await WalletWorld.open({ after }, ["civil-registry", "bank"]);
// Days pass because the test says so.
world.stopped = world.clock();
const began = world.clock();
const bank = world.office("bank");
const civil = world.office("civil-registry");
const citizen = await world.citizen();
const old = await world.giveBirth(citizen, world.birth("C 1/1991"));

async function printed(holder: TestWallet, credential: string): Promise<string> {
  const claims = [["family_name"]];
  const { pdf } = await holder.ask("paper.make", { credential, claims, size: "A4", language: "en" });
  const message = findPaper(fromBase64(pdf));
  assert.ok(message !== undefined && isPaper(message));
  return message;
}
const message = await printed(citizen, old.id);

world.stopped = began + 10 * DAY;
const { request } = await citizen.ask("holder.request_key", { office: "civil-registry", vct: BIRTH_VCT });
const replaced = await civil.ask("office.propose_replacement", {
  old: old.commitment,
  request,
  claims: world.birth("C 1/1991"),
  reason: "correction",
});
const next = whole(await civil.ask("office.complete_replacement", { proposal: replaced.proposal }));
world.stopped = began + 20 * DAY;
await bank.ask("registry.sync", {});

test("what took its place is offered, with every step of its life as the registry has it", async () => {
  const { verdict, life } = await bank.ask("counter.inspect", { file: message });
  assert.equal(verdict.outcome, "not valid");
  assert.ok(verdict.checks.some(({ code }) => code === "status.replaced"));
  assert.deepEqual(
    life[0]?.map(({ commitment, reason, state, isShown }) => [commitment, reason, state, isShown]),
    [
      [old.commitment, undefined, "replaced", true],
      [next.row.commitment, "correction", "valid", undefined],
    ],
  );
  assert.ok((life[0]?.[1]?.height ?? 0) > (life[0]?.[0]?.height ?? 0));
  const light = await citizen.ask("counter.inspect", { file: message });
  assert.deepEqual(light.life, [[]], "a light copy does not know what came before and after");
});

test("was it valid on that day? Before its replacement it was, after it was not, before its issue it was not there", async () => {
  const on = async (time: number) => (await bank.ask("counter.on_day", { file: message, time })).verdict;
  const then = await on(began + 5 * DAY);
  assert.deepEqual(
    then.checks.filter(({ result }) => result !== "passed").map(({ code }) => code),
    ["holder_bound.on_paper"],
  );
  assert.equal(then.at, began + 5 * DAY);
  const since = await on(began + 15 * DAY);
  assert.equal(since.outcome, "not valid");
  assert.ok(since.checks.some(({ code }) => code === "status.replaced"));
  assert.equal(
    await bank.refused("counter.on_day", { file: message, time: began - 400 * DAY }),
    "statement.absent",
  );
  assert.equal(
    await bank.refused("counter.on_day", { file: message, time: began + 99 * DAY }),
    "counter.day_to_come",
  );
  assert.equal(await citizen.refused("counter.on_day", { file: message, time: began }), "registry.full_only");
  const before = (await bank.ask("counter.checks", { limit: 1000 })).length;
  await on(began + 5 * DAY);
  assert.equal((await bank.ask("counter.checks", { limit: 1000 })).length, before, "a question is no check");
});

test("a visitor gets a receipt, and of many files there is a report; neither says what was shown", async () => {
  const { check } = await bank.ask("counter.inspect", { file: message });
  const second = await bank.ask("counter.inspect", {
    file: formatPaper({ credential: "x~", receipt: "{}" }),
  });
  const forms = [
    ["en", "A4"],
    ["de", "Letter"],
  ] as const;
  for (const [language, size] of forms) {
    const slip = await bank.ask("counter.slip", { check, size, language });
    assert.match(slip.name, /^check-[A-Za-z0-9]{8}\.pdf$/);
    const checks = [
      { check, name: "one.pdf" },
      { check: second.check, name: "two.pdf" },
    ];
    const report = await bank.ask("counter.report", { checks, size, language });
    for (const { pdf } of [slip, report]) {
      const bytes = fromBase64(pdf);
      assert.ok(isPdf(bytes) && bytes.length > 2000);
      assert.equal(findPaper(bytes), undefined);
    }
  }
  const args = { size: "A4", language: "en" } as const;
  assert.equal(await bank.refused("counter.slip", { check: "nothing", ...args }), "counter.unknown_check");
});
