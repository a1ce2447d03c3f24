import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { after, suite, test } from "node:test";
import { hierarchy, toX5c } from "../../support/certificates.ts";
import { BrokenLine } from "../../support/broken-line.ts";
import { StubIssuer } from "../../support/stub-issuer.ts";
import type { TestWallet } from "../../support/test-wallet.ts";
import { BIRTH_VCT, WalletWorld } from "../../support/wallet-world.ts";

const DAY = 86_400;
const world = await WalletWorld.open({ after }, ["civil-registry", "bank"]);
const civil = world.office("civil-registry");
const citizen = await world.citizen();
const issuer = await StubIssuer.start({ after }, world.clock);
const { root, middle, leaf } = hierarchy(world.clock());
issuer.x5c = toX5c([leaf, middle]);
const file = new X509Certificate(root).toString();
const [anchor] = await citizen.ask("trust.look", { file });
await citizen.ask("trust.import", { file, fingerprints: [anchor?.fingerprint ?? ""] });

async function collect(wallet: TestWallet, offer: string): Promise<string> {
  const { id } = await wallet.ask("receive.open", { offer });
  const { id: arrived } = await wallet.ask("receive.fetch", { id });
  const { ids } = await wallet.ask("receive.keep", { id: arrived });
  return ids[0] ?? "";
}

const tokens = () => issuer.requests.filter((one) => one === "POST /token").length;

suite("the next of a certificate is fetched by the token that came with it", () => {
  test("of a stranger's issuer: looked at before it takes the old one's place, and again after that", async () => {
    const old = await collect(citizen, issuer.offer("a"));
    const { renewableFrom, expires } = await citizen.ask("holder.show", { id: old });
    assert.ok(renewableFrom !== undefined && renewableFrom < expires && renewableFrom > world.clock());
    citizen.close();
    await citizen.reopen();
    issuer.claims = { degree: "Chemistry" };
    const next = await citizen.ask("receive.renew", { credential: old });
    assert.deepEqual(next.renews, { credential: old, expires });
    assert.equal(next.arrived[0]?.claims[0]?.value, "Chemistry");
    const before = tokens();
    const same = await citizen.ask("receive.renew", { credential: old });
    assert.equal(same.id, next.id, "what waits to be looked at is not asked for twice");
    assert.equal(tokens(), before);
    assert.equal((await citizen.ask("holder.show", { id: old })).claims[0]?.value, "Physics");

    const { ids } = await citizen.ask("receive.keep", { id: next.id });
    const [kept = ""] = ids;
    assert.deepEqual(
      (await citizen.ask("holder.list", {})).map(({ id }) => id),
      [kept],
      "the old one gave way",
    );
    const third = await citizen.ask("receive.renew", { credential: kept });
    await citizen.ask("receive.refuse", { id: third.id });
    assert.equal((await citizen.ask("holder.list", {})).length, 1, "what is refused changes nothing");
    await citizen.ask("holder.delete", { id: kept, commitment: kept });
    assert.equal(await citizen.refused("receive.renew", { credential: kept }), "receive.not_renewable");
  });

  test("the program asks by itself when the end is near, once, and not again for what was refused", async () => {
    issuer.claims = { degree: "Physics" };
    const old = await collect(citizen, issuer.offer("b"));
    const { renewableFrom = 0 } = await citizen.ask("holder.show", { id: old });
    const before = tokens();
    await citizen.program.goOn();
    assert.equal(tokens(), before, "long before its end nobody is asked");
    const begun = world.clock();
    try {
      world.ahead = renewableFrom - begun + 10;
      await citizen.program.goOn();
      const [waiting] = await citizen.ask("receive.list", {});
      assert.equal(waiting?.renews?.credential, old);
      await citizen.program.goOn();
      assert.equal(tokens(), before + 1);
      await citizen.ask("receive.refuse", { id: waiting.id });
      world.ahead += 2 * DAY;
      await citizen.program.goOn();
      assert.equal(tokens(), before + 1);
    } finally {
      world.ahead = 0;
    }
  });

  test("a token that is not taken any more says so, and is not tried again", async () => {
    const old = await collect(citizen, issuer.offer("c"));
    issuer.renews = false;
    assert.equal(await citizen.refused("receive.renew", { credential: old }), "vci.gone");
    assert.equal(await citizen.refused("receive.renew", { credential: old }), "receive.not_renewable");
    assert.equal((await citizen.ask("holder.show", { id: old })).renewableFrom, undefined);
    issuer.renews = true;
  });

  test("what was asked for when the line broke is asked for again, until its issuer says that nothing comes", async () => {
    const old = await collect(citizen, issuer.offer("d"));
    let asked = 0;
    citizen.onRequest = () => {
      // Token, nonce, and then the certificate itself.
      citizen.isOffline = ++asked === 3;
    };
    assert.equal(await citizen.refused("receive.renew", { credential: old }), "vci.offline");
    citizen.onRequest = () => {};
    citizen.isOffline = false;
    const open = async () =>
      (await citizen.ask("receive.list", {})).find(({ renews }) => renews?.credential === old);
    const waiting = await open();
    assert.ok(waiting !== undefined);
    const body = new TextEncoder().encode(JSON.stringify({ error: "credential_request_denied" }));
    issuer.intercept = (path) =>
      path === "/credential" ? { status: 400, contentType: "application/json", body } : undefined;
    assert.equal(await citizen.refused("receive.check", { id: waiting.id }), "vci.denied");
    issuer.intercept = undefined;
    assert.equal(await open(), undefined);
    assert.equal((await citizen.ask("receive.renew", { credential: old })).state, "arrived");
  });

  test("of one of the registry's offices: one entry ends the old and issues the next; not long before its end, nor by another key", async () => {
    const offer = await civil.ask("offers.create", {
      type: "birth-certificate",
      format: "dc+sd-jwt",
      claims: world.birth("C 7/2026"),
      role: "guardian",
      validFor: 30 * DAY,
      waits: 3600,
      withCode: false,
    });
    const old = await collect(citizen, offer.link ?? "");
    assert.equal(await citizen.refused("receive.renew", { credential: old }), "vci.denied");
    const { renewableFrom = 0 } = await citizen.ask("holder.show", { id: old });
    try {
      world.ahead = renewableFrom - world.clock() + 10;
      await civil.ask("registry.sync", {});
      const next = await citizen.ask("receive.renew", { credential: old });
      assert.equal(next.arrived[0]?.trust, "registry");
      assert.deepEqual(next.arrived[0].heldBy, { role: "guardian", count: 1 });
      const { ids } = await citizen.ask("receive.keep", { id: next.id });
      await citizen.ask("registry.sync", {});
      const before = await citizen.ask("holder.show", { id: old });
      assert.equal(before.state, "replaced");
      const kept = await citizen.ask("holder.show", { id: ids[0] ?? "" });
      assert.equal(kept.state, "valid");
      assert.equal(kept.type.vct, BIRTH_VCT);
      const record = await civil.ask("office.record", { commitment: kept.commitment });
      assert.equal(record.predecessor, old);
      const offers = await civil.ask("offers.list", {});
      const asked = offers.find(({ renews }) => renews === old);
      assert.equal(asked?.state, "collected");
      // Withdrawn, there is no next one.
      await civil.ask("office.revoke", { commitment: kept.commitment, reason: "error" });
      assert.equal(await citizen.refused("receive.renew", { credential: kept.id }), "vci.gone");
    } finally {
      world.ahead = 0;
    }
  });

  test("an answer that is lost on its way costs nothing: it is asked for again with the same keys", async (t) => {
    const { url: office } = await civil.ask("offers.serve", {});
    const line = await BrokenLine.open(t, office);
    await civil.ask("offers.serve", { url: line.url });
    // What was sealed before lies in days to come.
    world.ahead = 40 * DAY;
    const offer = await civil.ask("offers.create", {
      type: "birth-certificate",
      format: "dc+sd-jwt",
      claims: world.birth("C 8/2026"),
      validFor: 30 * DAY,
      waits: 3600,
      withCode: false,
    });
    const old = await collect(citizen, offer.link ?? "");
    const { renewableFrom = 0 } = await citizen.ask("holder.show", { id: old });
    world.ahead += renewableFrom - world.clock() + 10;
    await civil.ask("registry.sync", {});
    line.loses = "/credential";
    assert.equal(await citizen.refused("receive.renew", { credential: old }), "vci.unreachable");
    line.loses = undefined;
    // The office has issued it: there is no other for a long time to come.
    await citizen.ask("registry.sync", {});
    assert.equal((await citizen.ask("holder.show", { id: old })).state, "replaced");
    citizen.close();
    await citizen.reopen();
    await citizen.program.goOn();
    const waiting = (await citizen.ask("receive.list", {})).find(({ renews }) => renews?.credential === old);
    assert.equal(waiting?.state, "arrived");
    const { ids } = await citizen.ask("receive.keep", { id: waiting.id });
    const kept = await citizen.ask("holder.show", { id: ids[0] ?? "" });
    assert.equal(kept.state, "valid");
    assert.equal((await civil.ask("office.record", { commitment: kept.commitment })).predecessor, old);
  });
});
