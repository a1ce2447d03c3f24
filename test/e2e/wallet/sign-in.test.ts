import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { type BankPlan, REQUEST_ENCRYPTION, stubBank } from "../../support/stub-bank.ts";
import { WalletWorld } from "../../support/wallet-world.ts";

interface Endings {
  after(work: () => void | Promise<void>): void;
}

/** A wallet with an offer of a bank, and what its question says. */
async function beginAt(t: Endings, plan: BankPlan) {
  const world = await WalletWorld.open(t);
  const citizen = await world.citizen();
  const issuer = await stubBank(t, plan);
  const offer = await citizen.ask("receive.open", { offer: issuer.link });
  const begin = async () => {
    await citizen.ask("receive.browser", { id: offer.id });
    const form = issuer.pushed.get("urn:r:1");
    return { id: offer.id, back: form?.get("redirect_uri") ?? "", state: form?.get("state") ?? "" };
  };
  return { citizen, issuer, offer, begin };
}

suite("an offer that asks to sign in, in the system browser", () => {
  test("a pushed request with PKCE, the browser's answer on loopback, an encrypted credential", async (t) => {
    const world = await WalletWorld.open(t);
    const citizen = await world.citizen();
    const issuer = await stubBank(t);
    const offer = await citizen.ask("receive.open", { offer: issuer.link });
    assert.equal(offer.way, "browser");
    const { url } = await citizen.ask("receive.browser", { id: offer.id });
    const asked = new URL(url);
    assert.equal(asked.origin, issuer.url);
    assert.equal(asked.searchParams.get("request_uri"), "urn:r:1");
    const form = issuer.pushed.get("urn:r:1");
    assert.equal(form?.get("code_challenge_method"), "S256");
    assert.equal(form.get("issuer_state"), "is-1");
    assert.equal(form.get("scope"), "account");
    const back = form.get("redirect_uri") ?? "";
    assert.match(back, /^http:\/\/127\.0\.0\.1:\d+\/callback$/);

    const finishing = citizen.ask("receive.finish", { id: offer.id });
    // Another page of the browser must not be able to end it.
    assert.equal((await fetch(`${back}?code=evil&state=wrong`)).status, 400);
    assert.equal((await fetch(`${back}?code=the-code&state=${form.get("state") ?? ""}`)).status, 200);
    const view = await finishing;
    assert.equal(view.state, "arrived");
    assert.deepEqual(issuer.seen, ["token", "encrypted A128GCM"]);
    assert.equal(view.arrived[0]?.claims[0]?.value, "X1");
    await citizen.ask("receive.keep", { id: view.id });
    assert.equal((await citizen.ask("holder.list", {})).length, 1);
  });

  test("a code is redeemed with the key that its question was pushed with, and with that key alone", async (t) => {
    const { citizen, issuer, begin } = await beginAt(t, {
      server: { dpop_signing_alg_values_supported: ["ES256"] },
    });
    const { id, back, state } = await begin();
    const finishing = citizen.ask("receive.finish", { id });
    await fetch(`${back}?code=the-code&state=${state}`);
    assert.equal((await finishing).state, "arrived");
    assert.deepEqual(issuer.seen, ["token", "encrypted A128GCM"]);
  });

  test("the answer is that of the server that was asked, which says so where it promised to", async (t) => {
    const { citizen, issuer, begin } = await beginAt(t, {
      issuer: (url) => ({ authorization_servers: [`${url}/other`, url] }),
      grant: (url) => ({ authorization_server: url }),
      server: { authorization_response_iss_parameter_supported: true },
    });
    const { id, back, state } = await begin();
    const answer = `${back}?code=the-code&state=${state}`;
    const finishing = citizen.ask("receive.finish", { id });
    assert.equal((await fetch(answer)).status, 400, "nobody says whose it is");
    const by = async (iss: string) => (await fetch(`${answer}&iss=${encodeURIComponent(iss)}`)).status;
    assert.equal(await by(`${issuer.url}/other`), 400);
    assert.equal(await by(issuer.url), 200);
    assert.equal((await finishing).state, "arrived");
  });

  test("a server that would take the proof key itself for a proof is not asked", async (t) => {
    for (const methods of [["plain"], []]) {
      const { citizen, offer, issuer } = await beginAt(t, {
        server: { code_challenge_methods_supported: methods },
      });
      assert.equal(await citizen.refused("receive.browser", { id: offer.id }), "vci.unsupported");
      assert.equal(issuer.pushed.size, 0);
    }
  });

  test("what was to come encrypted is not taken in clear", async (t) => {
    const { citizen, begin } = await beginAt(t, { isOpen: true });
    const { id, back, state } = await begin();
    const finishing = citizen.refused("receive.finish", { id });
    await fetch(`${back}?code=the-code&state=${state}`);
    assert.equal(await finishing, "vci.malformed");
    assert.deepEqual(await citizen.ask("receive.list", {}), []);
  });

  test("an issuer that wants requests encrypted is asked in that way", async (t) => {
    const { citizen, issuer, begin } = await beginAt(t, {
      issuer: () => ({ credential_request_encryption: REQUEST_ENCRYPTION }),
    });
    const { id, back, state } = await begin();
    const finishing = citizen.ask("receive.finish", { id });
    await fetch(`${back}?code=the-code&state=${state}`);
    assert.equal((await finishing).state, "arrived");
    assert.deepEqual(issuer.seen, ["token", "request to requests", "encrypted A128GCM"]);
  });

  test("an issuer that wants to encrypt in a way that we cannot is not asked for anything", async (t) => {
    const offered = { enc_values_supported: ["A128GCM"], encryption_required: true };
    for (const member of ["credential_response_encryption", "credential_request_encryption"]) {
      const issuer = await stubBank(t, {
        issuer: () => ({ [member]: { ...offered, alg_values_supported: ["RSA1_5"], jwks: { keys: [] } } }),
      });
      const { citizen } = await beginAt(t, {});
      assert.equal(await citizen.refused("receive.open", { offer: issuer.link }), "vci.unsupported", member);
    }
  });

  test("a person who says no at the bank gets nothing, and nothing is left behind", async (t) => {
    const world = await WalletWorld.open(t);
    const citizen = await world.citizen();
    const issuer = await stubBank(t);
    const offer = await citizen.ask("receive.open", { offer: issuer.link });
    await citizen.ask("receive.browser", { id: offer.id });
    const form = issuer.pushed.get("urn:r:1");
    const finishing = citizen.refused("receive.finish", { id: offer.id });
    const state = form?.get("state") ?? "";
    await fetch(`${form?.get("redirect_uri") ?? ""}?error=access_denied&state=${state}`);
    assert.equal(await finishing, "vci.denied");
    assert.deepEqual(await citizen.ask("receive.list", {}), []);
    assert.equal(await citizen.refused("receive.finish", { id: offer.id }), "receive.unknown");
  });

  test("with the lock nobody waits for the browser any more, and no port stays open for it", async (t) => {
    const world = await WalletWorld.open(t);
    const citizen = await world.citizen();
    const issuer = await stubBank(t);
    const offer = await citizen.ask("receive.open", { offer: issuer.link });
    await citizen.ask("receive.browser", { id: offer.id });
    const back = issuer.pushed.get("urn:r:1")?.get("redirect_uri") ?? "";
    assert.equal((await fetch(`${back}?code=evil&state=wrong`)).status, 400);
    const finishing = citizen.refused("receive.finish", { id: offer.id });
    await citizen.ask("wallet.lock", {});
    assert.equal(await finishing, "call.locked");
    await assert.rejects(async () => {
      // What is kept open for an answer under way is closed within the grace.
      for (let attempt = 0; attempt < 1000; attempt++) {
        await fetch(back);
        await new Promise((done) => {
          setTimeout(done, 50);
        });
      }
    }, TypeError);
  });
});
