import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { suite, test } from "node:test";
import { systemClock } from "../../../main/doors/clock.ts";
import type { ReceivingView } from "../../../src/contract/receive-views.ts";
import { utf8 } from "../../../src/bytes/bytes.ts";
import { issueSdJwt } from "../../../src/credential/sd-jwt/issue.ts";
import type { Es256Signer } from "../../../src/crypto/ports.ts";
import type { ServerRequest } from "../../../main/doors/http-server.ts";
import { hierarchy, LEAF, toX5c } from "../../support/certificates.ts";
import { PORTS } from "../../support/sd-jwt.ts";
import { StubIssuer, STUB_VCT } from "../../support/stub-issuer.ts";
import { seedP256 } from "../../support/test-keys.ts";
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
  const fetch = async (id: string, txCode?: string): Promise<ReceivingView> => {
    const { id: offer } = await citizen.ask("receive.open", { offer: issuer.offer(id, txCode) });
    return await citizen.ask("receive.fetch", { id: offer, ...(txCode === undefined ? {} : { txCode }) });
  };
  const rows = async () => ({
    receiving: (await citizen.ask("receive.list", {})).length,
    held: (await citizen.ask("holder.list", {})).length,
  });
  return { world, citizen, issuer, fetch, rows };
}

/** Makes an issuer answer with a credential for each key that it is shown. */
function giveCopies(
  issuer: StubIssuer,
  copies: () => readonly { readonly degree: string; readonly signer: Es256Signer }[],
): void {
  const json = (value: object) => ({
    status: 200,
    contentType: "application/json",
    body: utf8(JSON.stringify(value)),
  });
  const answer = async (request: ServerRequest) => {
    const { proofs } = JSON.parse(Buffer.from(await request.body(65_536)).toString()) as {
      readonly proofs: { readonly jwt: readonly string[] };
    };
    const now = systemClock();
    const credentials = copies().map(({ degree, signer }, at) => {
      const header = Buffer.from(proofs.jwt[at]?.split(".")[0] ?? "", "base64url").toString();
      const { jwk } = JSON.parse(header) as { readonly jwk: object };
      const claims = { vct: STUB_VCT, iat: now - 10, exp: now + 86_400, cnf: { jwk: { ...jwk } }, degree };
      const draft = { claims, disclosable: [["degree"]], kid: "k", x5c: issuer.x5c };
      return { credential: issueSdJwt(draft, signer, PORTS) };
    });
    return json({ credentials });
  };
  issuer.intercept = (path, url, request) => {
    if (path === "/credential") return answer(request);
    if (path !== "/.well-known/openid-credential-issuer") return undefined;
    return json({
      credential_issuer: url,
      credential_endpoint: `${url}/credential`,
      batch_credential_issuance: { batch_size: 5 },
      credential_configurations_supported: { degree: { format: "dc+sd-jwt", vct: STUB_VCT } },
    });
  };
}

suite("a wallet receives from an issuer that is no office", () => {
  test("the person sees issuer, trust and every claim, and keeps it; it is there after a restart", async (t) => {
    const { citizen, issuer, fetch } = await setUp(t);
    const offer = await citizen.ask("receive.open", { offer: issuer.offer("a") });
    assert.equal(offer.issuer, issuer.url);
    assert.equal(offer.way, "code");
    assert.deepEqual(offer.kinds[0]?.names, { en: "Degree", de: "Abschluss" });
    assert.ok(!issuer.requests.includes("POST /token"), "looking asks for nothing");

    const unknown = await fetch("b");
    assert.equal(unknown.arrived[0]?.trust, "none");
    assert.equal(unknown.arrived[0].keepable, true);
    assert.equal(unknown.arrived[0].verdict.outcome, "cannot tell");

    const [seen] = await citizen.ask("trust.look", { file: PEM });
    assert.ok(seen && !seen.trusted && seen.name === "Root of Trust");
    await citizen.ask("trust.import", { file: PEM, fingerprints: [seen.fingerprint] });
    const [again] = await citizen.ask("receive.list", {});
    assert.equal(again?.arrived[0]?.trust, "anchor");
    assert.equal(again.arrived[0].anchor, "Root of Trust");
    assert.deepEqual(again.arrived[0].signedBy, { en: "Foreign Issuer" });
    assert.deepEqual(again.arrived[0].claims, [
      { path: ["degree"], value: "Physics", names: { en: "Field" } },
    ]);

    await citizen.ask("receive.keep", { id: unknown.id });
    assert.deepEqual(issuer.events, ["b credential_accepted"]);
    citizen.close();
    await citizen.reopen();
    const [held] = await citizen.ask("holder.list", {});
    assert.equal(held?.type.vct, STUB_VCT);
    assert.equal(held.outside?.issuer, issuer.url);
    assert.equal(held.claims[0]?.value, "Physics");
    assert.equal(await citizen.refused("receive.keep", { id: unknown.id }), "receive.unknown");
    await citizen.ask("holder.delete", { id: held.id, commitment: held.commitment });
    await citizen.ask("trust.remove", { fingerprint: seen.fingerprint });
    assert.deepEqual(await citizen.ask("trust.list", {}), []);
  });

  test("refusing leaves nothing behind, and the issuer is told", async (t) => {
    const { citizen, issuer, fetch, rows } = await setUp(t);
    const before = await rows();
    const view = await fetch("a");
    await citizen.ask("receive.refuse", { id: view.id });
    assert.deepEqual(await rows(), before);
    assert.deepEqual(issuer.events, ["a credential_deleted"]);
    const { id } = await citizen.ask("receive.open", { offer: issuer.offer("b") });
    await citizen.ask("receive.refuse", { id });
    assert.equal(await citizen.refused("receive.fetch", { id }), "receive.unknown");
  });

  test("a transaction code is asked for, and a wrong one leaves nothing behind", async (t) => {
    const { citizen, issuer, rows } = await setUp(t);
    const { id, txCode } = await citizen.ask("receive.open", { offer: issuer.offer("a", "123456") });
    assert.deepEqual(txCode, { numeric: true, length: 6 });
    assert.equal(await citizen.refused("receive.fetch", { id }), "vci.code");
    assert.equal(await citizen.refused("receive.fetch", { id, txCode: "000000" }), "vci.gone");
    assert.deepEqual(await rows(), { receiving: 0, held: 0 });
    const view = await citizen.ask("receive.fetch", { id, txCode: "123456" });
    assert.equal(view.state, "arrived");
  });

  test("what is not ready waits in the vault and is fetched after a restart", async (t) => {
    const { citizen, issuer, fetch } = await setUp(t);
    issuer.pending = 1;
    const view = await fetch("a");
    assert.equal(view.state, "waiting");
    assert.equal(await citizen.refused("receive.keep", { id: view.id }), "vci.waiting");
    citizen.close();
    await citizen.reopen();
    const [waiting] = await citizen.ask("receive.list", {});
    assert.equal(waiting?.state, "waiting");
    const arrived = await citizen.ask("receive.check", { id: view.id });
    assert.equal(arrived.state, "arrived");
    await citizen.ask("receive.keep", { id: view.id });
    assert.equal((await citizen.ask("holder.list", {})).length, 1);
  });

  test("several copies are of one piece: one that says other things, or that somebody else signed, is not kept", async (t) => {
    const { citizen, issuer, rows } = await setUp(t);
    const seen = await citizen.ask("trust.look", { file: PEM });
    await citizen.ask("trust.import", { file: PEM, fingerprints: [seen[0]?.fingerprint ?? ""] });
    const second = { degree: "Physics", signer: LEAF };
    giveCopies(issuer, () => [{ degree: "Physics", signer: LEAF }, second]);
    const open = async (id: string) => (await citizen.ask("receive.open", { offer: issuer.offer(id) })).id;
    const view = await citizen.ask("receive.fetch", { id: await open("a"), copies: 2 });
    assert.deepEqual([view.arrived[0]?.copies, view.arrived[0]?.keepable], [2, true]);
    await citizen.ask("receive.refuse", { id: view.id });

    second.signer = seedP256("somebody else").signer;
    const forged = await citizen.ask("receive.fetch", { id: await open("b"), copies: 2 });
    assert.equal(forged.arrived[0]?.keepable, false);
    assert.equal(await citizen.refused("receive.keep", { id: forged.id }), "holder.not_valid");
    await citizen.ask("receive.refuse", { id: forged.id });

    Object.assign(second, { degree: "Chemistry", signer: LEAF });
    assert.equal(await citizen.refused("receive.fetch", { id: await open("c"), copies: 2 }), "vci.swapped");
    assert.deepEqual(await rows(), { receiving: 0, held: 0 });
  });

  test("another kind, another owner, a forged signature, an expired one: nothing is kept", async (t) => {
    const { citizen, issuer, fetch, rows } = await setUp(t);
    const seen = await citizen.ask("trust.look", { file: PEM });
    await citizen.ask("trust.import", { file: PEM, fingerprints: [seen[0]?.fingerprint ?? ""] });
    const refusedWith = async (id: string) => {
      const { id: offer } = await citizen.ask("receive.open", { offer: issuer.offer(id) });
      return await citizen.refused("receive.fetch", { id: offer });
    };
    issuer.claims = { degree: "x", vct: "https://stub.example/other" };
    assert.equal(await refusedWith("a"), "vci.swapped");
    issuer.claims = { degree: "x", cnf: { jwk: { ...seedP256("other").signer.publicKey } } };
    assert.equal(await refusedWith("b"), "vci.swapped");
    issuer.claims = { degree: "x", vct: 5 };
    assert.equal(await refusedWith("c"), "vci.malformed");
    assert.deepEqual(issuer.events, ["a credential_failure", "b credential_failure", "c credential_failure"]);
    assert.deepEqual(await rows(), { receiving: 0, held: 0 });
    issuer.claims = { exp: systemClock() - 1, degree: "Physics" };
    const expired = await fetch("d");
    assert.equal(expired.arrived[0]?.keepable, false);
    assert.equal(await citizen.refused("receive.keep", { id: expired.id }), "holder.not_valid");
  });
});
