import assert from "node:assert/strict";
import { after, suite, test } from "node:test";
import { Collector } from "../../../main/carrier/collect.ts";
import { fromBase64 } from "../../../src/bytes/base64.ts";
import { findPaper } from "../../../src/paper/find-in-file.ts";
import { scanSheets } from "../../support/scan-sheet.ts";
import { anotherOfficer, counterDay } from "../../support/counter-day.ts";
import { BIRTH_VCT, MARKS, WalletWorld } from "../../support/wallet-world.ts";

const world = await WalletWorld.open({ after }, ["civil-registry", "bank"]);
world.stopped = world.clock();
const bank = world.office("bank");
const second = await anotherOfficer(world, "bank-second");

const ASKED = {
  purpose: "identity-check",
  credentials: [{ vct: BIRTH_VCT, claims: [{ path: ["family_name"], optional: false }] }],
};

test("a day without a network: every bad certificate is caught, every good one counts, and what turns reaches its officer", async () => {
  await bank.ask("registry.sync", {});
  const { outcomes, expected, switches, told, turns } = await counterDay(world, [bank, second], {
    visits: 12,
    shift: 4,
  });
  assert.deepEqual(outcomes, expected);
  assert.equal(switches.length, 2);
  assert.equal(turns.officer, "bank-second");
  assert.deepEqual(told, [{ ...turns, code: "status.revoked" }], "to nobody else, and nothing else");
});

suite("an appointment", () => {
  test("is answered at home and taken once, until its window ends and by nobody but who made it", async () => {
    const citizen = await world.citizen("visitor");
    const held = await world.giveBirth(citizen, world.birth("C 9/1991"));
    for (const one of [bank, second]) await one.ask("registry.sync", {});
    const week = 7 * 86_400;
    const answered = async (): Promise<string> => {
      const { request } = await bank.ask("counter.ask", { ...ASKED, validFor: week });
      const answers = [{ query: "document0", credential: held.id, approved: [["family_name"]] }];
      return (await citizen.ask("present.answer", { request, answers, despiteWarnings: false })).response;
    };
    const [kept, late] = [await answered(), await answered()];
    world.stopped = world.clock() + week - 1;
    await bank.ask("registry.sync", {});
    assert.equal(await second.refused("counter.check", { response: kept }), "presentation.unknown_request");
    const { verdict } = await bank.ask("counter.check", { response: kept });
    assert.equal(verdict.outcome, "valid");
    assert.equal(await bank.refused("counter.check", { response: kept }), "presentation.replayed");
    world.stopped += 1;
    assert.equal(await bank.refused("counter.check", { response: late }), "presentation.expired");
    assert.equal(
      await bank.refused("counter.ask", { ...ASKED, validFor: week + 1 }),
      "call.arguments",
      "no window is longer",
    );
  });

  test("goes on paper: its codes and its PDF are the answer, taken once and by this counter alone, and nothing of it stands in clear", async () => {
    const citizen = await world.citizen("on-paper");
    const held = await world.giveBirth(citizen, world.birth("C 10/1991"));
    for (const one of [bank, second]) await one.ask("registry.sync", {});
    const { request } = await bank.ask("counter.ask", { ...ASKED, validFor: 86_400 });
    const answers = [{ query: "document0", credential: held.id, approved: [["family_name"]] }];
    const { response } = await citizen.ask("present.answer", { request, answers, despiteWarnings: false });
    const paper = { request, response, answers, size: "A4", language: "en" } as const;
    const { pdf, sheets, codes } = await citizen.ask("paper.answer", paper);
    const scanned = scanSheets(sheets);
    assert.equal(scanned.length, codes);
    const collector = new Collector();
    const read = scanned.toReversed().flatMap((frame) => collector.take(frame).text ?? []);
    assert.deepEqual(read, [response]);
    assert.equal(findPaper(fromBase64(pdf)), response);
    const inClear = JSON.stringify(sheets);
    assert.ok(inClear.includes("Family name") && inClear.includes("Office: bank"));
    assert.ok(!inClear.includes(MARKS[0]), "what it says stands nowhere");
    const [row] = await citizen.ask("activity.list", { limit: 1 });
    assert.deepEqual([row?.kind, row?.party, row?.given], ["print", "bank", ["family_name"]]);

    const other = await bank.ask("counter.ask", { ...ASKED, validFor: 86_400 });
    assert.equal(
      await citizen.refused("paper.answer", { ...paper, request: other.request }),
      "paper.other_answer",
    );
    const no = { ...paper, response: "no answer" };
    assert.equal(await citizen.refused("paper.answer", no), "presentation.encryption");

    const [brought = ""] = read;
    assert.equal(
      await second.refused("counter.check", { response: brought }),
      "presentation.unknown_request",
    );
    assert.equal((await bank.ask("counter.check", { response: brought })).verdict.outcome, "valid");
    assert.equal(await bank.refused("counter.check", { response: brought }), "presentation.replayed");
  });

  test("counters without a network share no nonce, state or key, and each names itself", async () => {
    const seen = new Set<string>();
    for (let i = 0; i < 5; i++) {
      for (const officer of [bank, second]) {
        const { request } = await officer.ask("counter.ask", { ...ASKED, validFor: 600 });
        const payload = JSON.parse(Buffer.from(request.split(".")[1] ?? "", "base64url").toString());
        const { nonce, state, client_id: audience, client_metadata: metadata } = payload;
        assert.equal(audience, `registry:${world.registry}:bank`);
        for (const one of [nonce, state, metadata.jwks.keys[0].kid]) seen.add(one);
      }
    }
    assert.equal(seen.size, 30);
  });
});
