import assert from "node:assert/strict";
import { after, suite, test } from "node:test";
import { notifyIssuer } from "../../../main/openid4vci/obtain.ts";
import { commitmentOfIssued } from "../../../src/credential/commitment.ts";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";
import {
  askLater as later,
  askOnce as ask,
  codeFrom,
  keyOf,
  keysOf,
  OfferTakers,
  renewed,
  type Taker as Holder,
} from "../../support/offer-taker.ts";
import { WalletWorld } from "../../support/wallet-world.ts";

// Wallets that do not keep to it ask an office for single-use copies.

const world = await WalletWorld.open({ after }, ["civil-registry"]);
const civil = world.office("civil-registry");
const TYPE = "birth-certificate";
const takers = new OfferTakers({ after }, world.clock);
let people = 0;

/** Somebody who has a token for copies and has not asked for them yet. */
async function holder(number?: string): Promise<Holder> {
  const name = `holder ${++people}`;
  const offer = await civil.ask("offers.create", {
    type: TYPE,
    format: "dc+sd-jwt",
    copies: true,
    claims: world.birth(number ?? `C 5${people}/1991`),
    waits: 3600,
    withCode: false,
  });
  return await takers.take(name, offer.link, keysOf(name));
}

async function waiting(one: Holder): Promise<string> {
  const got = await ask(one);
  assert.ok(got.state === "waiting");
  return got.transaction;
}

const waits = async () => (await civil.ask("copies.waiting", {})).length;

async function issueAll() {
  const ids = (await civil.ask("copies.waiting", {})).map(({ id }) => id);
  return await civil.ask("copies.issue_waiting", { type: TYPE, ids });
}

const marks = async (one: Holder, transaction: string) => {
  const got = await later(one, transaction);
  assert.ok(got.state === "arrived");
  return got.credentials.map(({ credential }) => commitmentOfIssued(credential, nodePrimitives.sha256));
};

suite("who asks for copies as they should not", () => {
  test("gets none for fewer or more keys than there are copies, one key twice, or another's key", async () => {
    const eve = await holder();
    const other = await holder();
    assert.equal(eve.opened.configurations[0]?.copies, 8);
    for (const keys of [
      eve.keys.slice(1),
      keysOf("many", 9),
      keysOf("very many", 80),
      eve.keys.with(7, eve.keys[0] ?? keyOf("none")),
      [],
    ]) {
      assert.equal(await codeFrom(() => ask({ ...eve, keys })), "vci.refused", String(keys.length));
    }
    assert.equal(await waits(), 0);
    await waiting(other);
    const stolen = eve.keys.with(3, other.keys[3] ?? keyOf("none"));
    assert.equal(await codeFrom(() => ask({ ...eve, keys: stolen })), "vci.refused");
    await waiting(eve);
    assert.equal(await waits(), 2);
    await issueAll();
  });

  test("learns nothing by another's transaction, nor with another's token", async () => {
    const [ana, eve] = [await holder(), await holder()];
    const own = await waiting(ana);
    const others = await waiting(eve);
    assert.equal(await codeFrom(() => later(eve, own)), "vci.refused");
    assert.equal(await codeFrom(() => later({ ...eve, access: ana.access }, own)), "vci.refused");
    assert.equal(
      await codeFrom(() => later({ ...ana, access: { ...ana.access, isBound: false } }, own)),
      "vci.refused",
    );
    // Before it is issued, however often it is asked for, it only waits.
    for (let i = 0; i < 20; i++) {
      const got = await later(ana, own);
      assert.ok(got.state === "waiting" && got.interval >= 60 && got.transaction === own);
    }
    await issueAll();
    assert.equal(await codeFrom(() => later(eve, own)), "vci.refused");
    const marksOfAna = await marks(ana, own);
    const marksOfEve = await marks(eve, others);
    assert.equal(new Set([...marksOfAna, ...marksOfEve]).size, 16);
  });

  test("gets nothing once the office took the offer back, however long it has waited", async () => {
    const eve = await holder();
    const transaction = await waiting(eve);
    const [{ id } = { id: "" }] = await civil.ask("copies.waiting", {});
    assert.equal((await civil.ask("offers.cancel", { id })).state, "cancelled");
    assert.equal(await waits(), 0);
    assert.equal(await codeFrom(() => later(eve, transaction)), "vci.denied");
    assert.equal(await codeFrom(() => ask(eve)), "vci.denied");
    assert.equal(await codeFrom(() => renewed(eve)), "vci.gone");
  });

  test("is issued to once, however often keys are shown and answers are lost, before and after", async () => {
    const [ana, ben] = [await holder(), await holder()];
    const transaction = await waiting(ana);
    assert.equal(await waiting(ana), transaction);
    await waiting(ben);
    // A wallet that lost its keys shows others; those count.
    const fresh = { ...ana, keys: keysOf("fresh") };
    assert.equal(await waiting(fresh), transaction);
    assert.equal(await waits(), 2);
    const before = (await civil.ask("copies.list", {})).length;
    const both = await Promise.allSettled([issueAll(), issueAll()]);
    assert.deepEqual(both.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
    assert.equal((await civil.ask("copies.list", {})).length, before + 2);
    const first = await marks(ana, transaction);
    assert.deepEqual(await marks(ana, transaction), first);
    // To ask anew with keys changes nothing any more.
    const again = await ask({ ...ana, keys: keysOf("late") });
    assert.ok(again.state === "arrived");
    assert.deepEqual(
      again.credentials.map(({ credential }) => commitmentOfIssued(credential, nodePrimitives.sha256)),
      first,
    );
    const { tools, opened, access } = ana;
    assert.ok(await notifyIssuer("credential_accepted", transaction, opened.metadata, access, tools));
    assert.ok(!(await notifyIssuer("credential_accepted", "other", opened.metadata, access, tools)));
  });

  test("with one refresh token has one refill under way, and none by another key or after the end", async () => {
    const [ana, ben] = [await holder(), await holder()];
    await waiting(ana);
    // While it waits, a token that ended is renewed for the same.
    const transaction = await waiting(await renewed(ana));
    await waiting(ben);
    await issueAll();
    assert.equal((await marks(await renewed(ana), transaction)).length, 8);
    const refill = await renewed(ana);
    const second = await waiting({ ...refill, keys: keysOf("refill") });
    assert.notEqual(second, transaction);
    const twice = await renewed(ana);
    assert.equal(await waiting({ ...twice, keys: keysOf("twice") }), second);
    assert.equal(await waits(), 1);
    // The token that was given before it stands for nothing now.
    assert.equal(await codeFrom(() => later(refill, second)), "vci.refused");
    assert.equal(await codeFrom(() => renewed({ ...ana, tools: ben.tools })), "vci.gone");

    const rows = await civil.ask("copies.list", {});
    const own = rows.find(({ claims }) => claims["registration_number"] === `C 5${people - 1}/1991`);
    const change = async (act: "suspend" | "reinstate" | "revoke", reason: string) => {
      const certificate = own?.certificate ?? "";
      assert.equal((await civil.ask("copies.change", { certificate, act, reason })).state, "sealed");
    };
    await change("suspend", "lost");
    assert.equal((await civil.ask("copies.waiting", {}))[0]?.code, "copies.stopped");
    assert.equal(await codeFrom(() => ask({ ...twice, keys: keysOf("stopped") })), "vci.denied");
    const carl = await holder();
    await waiting(carl);
    const two = (await civil.ask("copies.waiting", {})).map(({ id }) => id);
    assert.equal(two.length, 2);
    assert.equal(await civil.refused("copies.issue_waiting", { type: TYPE, ids: two }), "copies.too_few");
    await change("reinstate", "resolved");
    await change("revoke", "error");
    const codes = (await civil.ask("copies.waiting", {})).map(({ code }) => code);
    assert.deepEqual(codes.toSorted(), ["copies.ended", undefined]);
    assert.equal(await codeFrom(() => renewed(ana)), "vci.gone");
    for (const { id, code } of await civil.ask("copies.waiting", {})) {
      if (code !== undefined) await civil.ask("copies.refuse_waiting", { id });
    }
    assert.equal(await codeFrom(() => later(twice, second)), "vci.denied");
    assert.equal(await waits(), 1);
    const dora = await holder();
    await waiting(dora);
    await issueAll();
  });

  test("does not hold up others: who asks for the same twice, or for what another certificate stands for, is left out", async () => {
    const [ana, ben] = [await holder(), await holder()];
    const number = `C 5${people}/1991`;
    const double = await holder(number);
    const citizen = await world.citizen();
    const claims = world.birth("C 600/1991");
    await world.giveBirth(citizen, claims);
    await civil.ask("registry.sync", {});
    const held = await holder("C 600/1991");
    for (const one of [ana, ben, double, held]) await waiting(one);
    const batch = await issueAll();
    assert.equal(batch.state, "sealed", batch.code);
    assert.deepEqual(batch.left.map(({ code }) => code).sort(), ["copies.held", "copies.twice"]);
    assert.equal(await waits(), 2);
    // The twin is no more of the first now that she has hers: two people never have the same in force.
    await waiting(await holder());
    await waiting(await holder());
    const next = await issueAll();
    assert.deepEqual([next.state, next.holders.length], ["sealed", 2]);
    assert.deepEqual(next.left.map(({ code }) => code).sort(), ["copies.held", "copies.held"]);
    // Until what she has is ended.
    const rows = await civil.ask("copies.list", {});
    const hers = rows.find((row) => row.claims["registration_number"] === number);
    const end = { certificate: hers?.certificate ?? "", act: "revoke", reason: "error" } as const;
    assert.equal((await civil.ask("copies.change", end)).state, "sealed");
    await waiting(await holder());
    const last = await issueAll();
    assert.deepEqual([last.holders.length, last.left.map(({ code }) => code)], [2, ["copies.held"]]);
  });
});
