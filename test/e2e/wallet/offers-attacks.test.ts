import assert from "node:assert/strict";
import { cpSync, renameSync, rmSync } from "node:fs";
import { after, suite, test } from "node:test";
import { inflateSync } from "node:zlib";
import { parseStatusList, statusAt } from "../../../src/credential/status-list.ts";
import { parseCompactJws } from "../../../src/jws/compact.ts";
import { commitmentOfIssued } from "../../../src/credential/commitment.ts";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";
import type { Obtained } from "../../../main/openid4vci/obtain.ts";
import { parseIssuedSdJwt } from "../../../src/credential/sd-jwt/parse.ts";
import { askLater, askOnce, codeFrom, keysOf, OfferTakers, renewed } from "../../support/offer-taker.ts";
import { WalletWorld } from "../../support/wallet-world.ts";

// An office's offers, taken by wallets that do not keep to it, and while things go wrong.

const DAY = 86_400;
const world = await WalletWorld.open({ after }, ["civil-registry"]);
const civil = world.office("civil-registry");
const takers = new OfferTakers({ after }, world.clock);
let people = 0;

async function offer(more: { readonly waits?: number; readonly validFor?: number } = {}) {
  const claims = world.birth(`C 8${++people}/1991`);
  const wish = { type: "birth-certificate", claims, waits: 3600, withCode: false, ...more };
  return await civil.ask("offers.create", { ...wish, format: "dc+sd-jwt" });
}

const stateOf = async (id: string) =>
  (await civil.ask("offers.list", {})).find((one) => one.id === id)?.state;

const issuedNow = async () => (await civil.ask("office.register", { limit: 1000 })).length;

function markOf(got: Obtained): string {
  assert.ok(got.state === "arrived");
  return commitmentOfIssued(got.credentials[0]?.credential ?? "", nodePrimitives.sha256);
}

function holderOf(got: Obtained): unknown {
  assert.ok(got.state === "arrived");
  return parseIssuedSdJwt(got.credentials[0]?.credential ?? "").jwt.payload["cnf"];
}

suite("a code that was taken", () => {
  test("is taken once, whoever comes at the same time; two who ask by one token get one certificate", async () => {
    const { link, id } = await offer();
    const both = await Promise.allSettled([takers.take("first", link), takers.take("second", link)]);
    assert.deepEqual(both.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
    const taken = both.find((one) => one.status === "fulfilled");
    assert.ok(taken !== undefined);
    const before = await issuedNow();
    const [a, b] = await Promise.all([
      askOnce(taken.value),
      askOnce({ ...taken.value, keys: keysOf("other", 1) }),
    ]);
    assert.equal(markOf(a), markOf(b));
    assert.equal(await issuedNow(), before + 1);
    assert.equal(await stateOf(id), "collected");
  });

  test("gives nothing to who comes back after its token ended, and the offer is told to have expired", async () => {
    const { link, id } = await offer({ waits: 60 });
    const ana = await takers.take("late", link);
    assert.equal(await stateOf(id), "collecting");
    const before = await issuedNow();
    try {
      world.ahead = DAY + 1;
      const late = { ...ana, tools: takers.toolsOf("late") };
      assert.equal(await codeFrom(() => askOnce(late)), "vci.refused");
      assert.equal(await codeFrom(() => renewed(late)), "vci.gone");
      assert.equal(await stateOf(id), "expired");
      assert.equal(await issuedNow(), before);
    } finally {
      world.ahead = 0;
    }
  });

  test("gives nothing after the office took the offer back, as long as nothing was issued", async () => {
    const { link, id } = await offer();
    const ana = await takers.take("cancelled", link);
    const before = await issuedNow();
    assert.equal((await civil.ask("offers.cancel", { id })).state, "cancelled");
    assert.equal(await codeFrom(() => askOnce(ana)), "vci.denied");
    assert.equal(await codeFrom(() => renewed(ana)), "vci.gone");
    assert.equal(await issuedNow(), before);
    const other = await offer();
    await askOnce(await takers.take("kept", other.link));
    assert.equal(await civil.refused("offers.cancel", { id: other.id }), "offers.collected");
  });
});

suite("what cannot be issued at once", () => {
  test("waits for the registry to be reached, and goes to the key that was shown last", async () => {
    const { link, id } = await offer();
    const ana = await takers.take("offline", link);
    civil.isOffline = true;
    const lost = await askOnce(ana);
    assert.ok(lost.state === "waiting");
    const fresh = { ...ana, keys: keysOf("fresh", 1) };
    const first = await askOnce(fresh);
    assert.ok(first.state === "waiting");
    assert.equal((await askLater(fresh, first.transaction)).state, "waiting");
    assert.equal(await civil.refused("offers.cancel", { id: "none" }), "offers.unknown");
    civil.isOffline = false;
    const got = await askLater(fresh, first.transaction);
    assert.deepEqual(holderOf(got), { jwk: fresh.keys[0]?.publicKey });
    assert.equal(await stateOf(id), "collected");
    assert.equal(markOf(await askOnce(ana)), markOf(got), "nobody gets a second one");
  });

  test("is carried on with once, however many ask at one time", async () => {
    const ana = await takers.take("cut off", (await offer()).link);
    const before = await issuedNow();
    // The line breaks at a later request each time, until it breaks after it was signed.
    for (let good = 1; (await issuedNow()) === before; good++) {
      let asked = 0;
      civil.onRequest = () => {
        civil.isOffline = ++asked > good;
      };
      assert.equal((await askOnce(ana)).state, "waiting");
    }
    civil.onRequest = () => {};
    civil.isOffline = false;
    const told = async () =>
      (await civil.ask("activity.list", { limit: 200, kinds: ["issue"], outcome: "done" })).length;
    const issues = await told();
    const rows = await civil.ask("office.register", { limit: 1000 });
    const row = rows.find(({ state }) => state === "signed" || state === "submitted");
    assert.ok(row !== undefined);
    const refresh = () => civil.ask("office.refresh", { commitment: row.commitment });
    const [a, b, got] = await Promise.all([refresh(), refresh(), askOnce(ana)]);
    assert.deepEqual([a.row.state, b.row.state], ["sealed", "sealed"]);
    assert.equal(markOf(got), row.commitment);
    assert.equal(await told(), issues + 1);
  });

  test("waits while an officer has to say which of the office's data are to be gone on from", async () => {
    const { link } = await offer();
    civil.close();
    const kept = `${civil.folder}.earlier`;
    cpSync(civil.folder, kept, { recursive: true });
    await civil.reopen();
    await civil.ask("offers.serve", {});
    await askOnce(await takers.take("forgotten", (await offer()).link));
    civil.close();
    rmSync(civil.folder, { recursive: true });
    renameSync(kept, civil.folder);
    await civil.reopen();
    await civil.ask("offers.serve", {});
    const ana = await takers.take("waits", link);
    const waits = await askOnce(ana);
    assert.ok(waits.state === "waiting" && waits.interval >= 60);
    assert.equal((await askLater(ana, waits.transaction)).state, "waiting");
    await civil.ask("office.accept_gap", {});
    assert.deepEqual(holderOf(await askLater(ana, waits.transaction)), { jwk: ana.keys[0]?.publicKey });
  });
});

suite("where offers are collected", () => {
  test("the status list says what is revoked, holds what is not sealed yet, and is signed anew only for a change", async () => {
    const { url } = await civil.ask("offers.serve", {});
    const list = async () => await (await fetch(`${url}/status`)).text();
    const read = (token: string) => {
      const { payload } = parseCompactJws(token, { typ: "statuslist+jwt", maxLength: 1 << 20 });
      return parseStatusList(payload["status_list"], (bytes) => inflateSync(bytes));
    };
    const got = await askOnce(await takers.take("listed", (await offer()).link));
    assert.ok(got.state === "arrived");
    const { payload } = parseIssuedSdJwt(got.credentials[0]?.credential ?? "").jwt;
    const { status_list: place } = payload["status"] as { status_list: { idx: number; uri: string } };
    assert.equal(place.uri, `${url}/status`);
    const before = await list();
    assert.equal(statusAt(read(before), place.idx), 0);
    assert.equal(await list(), before);
    await civil.ask("office.revoke", { commitment: markOf(got), reason: "error" });
    assert.equal(statusAt(read(await list()), place.idx), 1);
  });

  test("an address that is said later holds after a restart too, and who waits is served past the offer's end", async () => {
    const { url: before } = await civil.ask("offers.serve", {});
    const elsewhere = "https://office.example/issuer";
    assert.equal((await civil.ask("offers.serve", { url: `${elsewhere}/` })).url, elsewhere);
    civil.close();
    await civil.reopen();
    await offer();
    assert.equal((await civil.ask("offers.serve", {})).url, elsewhere);
    await civil.ask("offers.serve", { url: before });

    const { link } = await offer({ waits: 60 });
    const ana = await takers.take("past the end", link);
    civil.isOffline = true;
    const waits = await askOnce(ana);
    assert.ok(waits.state === "waiting");
    civil.isOffline = false;
    for (const { id, state } of await civil.ask("offers.list", {})) {
      if (state === "offered") await civil.ask("offers.cancel", { id });
    }
    civil.close();
    await civil.reopen();
    // The last test: what is sealed at that time cannot be gone back behind.
    world.ahead = 3600;
    await civil.program.goOn();
    const late = { ...ana, tools: takers.toolsOf("past the end") };
    assert.equal((await askLater(late, waits.transaction)).state, "arrived");
  });
});
