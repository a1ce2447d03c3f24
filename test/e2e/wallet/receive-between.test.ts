import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { suite, test } from "node:test";
import { systemClock } from "../../../main/doors/clock.ts";
import { PRE_AUTHORIZED } from "../../../main/openid4vci/issuer/metadata.ts";
import { utf8 } from "../../../src/bytes/bytes.ts";
import { issueSdJwt } from "../../../src/credential/sd-jwt/issue.ts";
import { hierarchy, LEAF, toX5c } from "../../support/certificates.ts";
import { PORTS } from "../../support/sd-jwt.ts";
import { StubIssuer, STUB_VCT } from "../../support/stub-issuer.ts";
import type { TestWallet } from "../../support/test-wallet.ts";
import { WalletWorld } from "../../support/wallet-world.ts";

const { root, middle, leaf } = hierarchy(systemClock());
const PEM = new X509Certificate(root).toString();

interface Endings {
  after(work: () => void | Promise<void>): void;
}

async function setUp(t: Endings) {
  const world = await WalletWorld.open(t);
  const citizen = await world.citizen();
  const issuer = await StubIssuer.start(t);
  issuer.x5c = toX5c([leaf, middle]);
  return { citizen, issuer };
}

/** Holds requests for a path back: `asked` when the first is there, until `release`. */
function hold(issuer: StubIssuer, path: string) {
  const asked = Promise.withResolvers<undefined>();
  const released = Promise.withResolvers<undefined>();
  issuer.hold = async (wanted) => {
    if (wanted !== path) return;
    asked.resolve(undefined);
    await released.promise;
  };
  return { asked: asked.promise, release: () => released.resolve(undefined) };
}

async function assertNothing(citizen: TestWallet): Promise<void> {
  assert.deepEqual(await citizen.ask("receive.list", {}), []);
  assert.deepEqual(await citizen.ask("holder.list", {}), []);
  citizen.close();
  await citizen.reopen();
  assert.deepEqual(await citizen.ask("receive.list", {}), []);
  assert.deepEqual(await citizen.ask("holder.list", {}), []);
}

/** An offer of two kinds: what comes of the first is given, the second is asked for and held back. */
function offerTwo(issuer: StubIssuer, credential: string) {
  const asked = Promise.withResolvers<undefined>();
  const released = Promise.withResolvers<ReturnType<typeof json>>();
  let isFirst = true;
  const json = (value: object) => ({
    status: 200,
    contentType: "application/json",
    body: utf8(JSON.stringify(value)),
  });
  const kind = { format: "dc+sd-jwt", vct: STUB_VCT };
  issuer.intercept = (path, url) => {
    switch (path) {
      case "/.well-known/openid-credential-issuer":
        return json({
          credential_issuer: url,
          credential_endpoint: `${url}/credential`,
          credential_configurations_supported: { degree: kind, second: kind },
        });
      case "/offer/a":
        return json({
          credential_issuer: url,
          credential_configuration_ids: ["degree", "second"],
          grants: { [PRE_AUTHORIZED]: { "pre-authorized_code": "code-a" } },
        });
      case "/credential":
        if (isFirst) {
          isFirst = false;
          return json({ credentials: [{ credential }] });
        }
        asked.resolve(undefined);
        return released.promise;
      default:
        return undefined;
    }
  };
  return {
    link: issuer.offer("a"),
    asked: asked.promise,
    release: () => released.resolve(json({ credentials: [{ credential }] })),
  };
}

suite("a program that is ended while an issuer is at it", () => {
  const other = issueSdJwt(
    { claims: { vct: "https://stub.example/other", degree: "x" }, disclosable: [["degree"]], kid: "k" },
    LEAF,
    PORTS,
  );
  for (const [what, credential] of [
    ["cannot be read", "x~"],
    ["is of another kind and nobody's", other],
  ] as const) {
    test(`with something of it here that ${what}: nobody is shown it, and it cannot be kept`, async (t) => {
      const { citizen, issuer } = await setUp(t);
      const { link, asked, release } = offerTwo(issuer, credential);
      const { id } = await citizen.ask("receive.open", { offer: link });
      const fetching = citizen.refused("receive.fetch", { id });
      await asked;
      citizen.close();
      release();
      assert.equal(await fetching, "call.locked");
      await citizen.reopen();
      assert.deepEqual(await citizen.ask("receive.list", {}), []);
      assert.equal(await citizen.refused("receive.keep", { id }), "receive.unknown");
      await assertNothing(citizen);
    });
  }
});

suite("an issuer that is gone after it took the code", () => {
  test("is asked again with the same keys: nothing is lost of what cannot be asked for twice", async (t) => {
    const { citizen, issuer } = await setUp(t);
    const busy = { status: 503, contentType: "text/plain", body: utf8("busy") };
    issuer.intercept = (path) => (path === "/credential" ? busy : undefined);
    const { id } = await citizen.ask("receive.open", { offer: issuer.offer("a") });
    const view = await citizen.ask("receive.fetch", { id });
    assert.equal(view.state, "waiting");
    assert.equal(await citizen.refused("receive.keep", { id }), "vci.waiting");
    citizen.close();
    await citizen.reopen();
    assert.equal(await citizen.refused("receive.check", { id }), "vci.unreachable");
    issuer.intercept = undefined;
    assert.equal((await citizen.ask("receive.check", { id })).state, "arrived");
    await citizen.ask("receive.keep", { id });
    assert.equal(issuer.requests.filter((one) => one === "POST /token").length, 1);
    assert.equal((await citizen.ask("holder.list", {})).length, 1);
  });

  test("before it took it, leaves nothing, and the offer stands", async (t) => {
    const { citizen, issuer } = await setUp(t);
    const busy = { status: 503, contentType: "text/plain", body: utf8("busy") };
    issuer.intercept = (path) => (path === "/token" ? busy : undefined);
    const { id } = await citizen.ask("receive.open", { offer: issuer.offer("a") });
    assert.equal(await citizen.refused("receive.fetch", { id }), "vci.unreachable");
    assert.deepEqual(await citizen.ask("receive.list", {}), []);
    issuer.intercept = undefined;
    assert.equal((await citizen.ask("receive.fetch", { id })).state, "arrived");
  });
});

suite("what a person says while an issuer is still at it", () => {
  for (const path of ["/token", "/nonce", "/credential"]) {
    test(`refused while ${path} is asked: nothing comes of it`, async (t) => {
      const { citizen, issuer } = await setUp(t);
      const { asked, release } = hold(issuer, path);
      const { id } = await citizen.ask("receive.open", { offer: issuer.offer("a") });
      const fetching = citizen.refused("receive.fetch", { id });
      await asked;
      await citizen.ask("receive.refuse", { id });
      release();
      assert.equal(await fetching, "receive.unknown");
      await assertNothing(citizen);
    });
  }

  test("refused while it is asked whether it is there: it does not come back", async (t) => {
    const { citizen, issuer } = await setUp(t);
    issuer.pending = 1;
    const { id } = await citizen.ask("receive.open", { offer: issuer.offer("a") });
    assert.equal((await citizen.ask("receive.fetch", { id })).state, "waiting");
    const { asked, release } = hold(issuer, "/deferred_credential");
    const checking = citizen.refused("receive.check", { id });
    await asked;
    await citizen.ask("receive.refuse", { id });
    release();
    assert.equal(await checking, "receive.unknown");
    await assertNothing(citizen);
  });

  test("refused while it is looked at once more to be kept: it is not kept", async (t) => {
    const { citizen, issuer } = await setUp(t);
    const seen = await citizen.ask("trust.look", { file: PEM });
    await citizen.ask("trust.import", { file: PEM, fingerprints: [seen[0]?.fingerprint ?? ""] });
    issuer.claims = { degree: "x", status: { status_list: { idx: 0, uri: `${issuer.url}/list` } } };
    const { id } = await citizen.ask("receive.open", { offer: issuer.offer("a") });
    await citizen.ask("receive.fetch", { id });
    const { asked, release } = hold(issuer, "/list");
    const keeping = citizen.refused("receive.keep", { id });
    await asked;
    await citizen.ask("receive.refuse", { id });
    release();
    assert.equal(await keeping, "receive.unknown");
    assert.deepEqual(issuer.events, ["a credential_deleted"]);
    await assertNothing(citizen);
  });

  test("asked for twice at once, an issuer is asked once, and it is kept once", async (t) => {
    const { citizen, issuer } = await setUp(t);
    issuer.pending = 1;
    const { id } = await citizen.ask("receive.open", { offer: issuer.offer("a") });
    const { asked, release } = hold(issuer, "/token");
    const first = citizen.ask("receive.fetch", { id });
    await asked;
    const again = citizen.answer("receive.fetch", { id });
    release();
    assert.equal((await first).state, "waiting");
    assert.deepEqual(await again, { ok: false, code: "receive.unknown" });
    const count = () => issuer.requests.filter((one) => one === "POST /deferred_credential").length;
    const views = await Promise.all([1, 2, 3].map(() => citizen.ask("receive.check", { id })));
    assert.deepEqual(
      views.map(({ state }) => state),
      ["arrived", "arrived", "arrived"],
    );
    assert.equal(count(), 1);
    const kept = await Promise.all([1, 2].map(() => citizen.answer("receive.keep", { id })));
    assert.equal(kept.filter(({ ok }) => ok).length, 1);
    assert.equal((await citizen.ask("holder.list", {})).length, 1);
    assert.deepEqual(issuer.events, ["a credential_accepted"]);
  });
});
