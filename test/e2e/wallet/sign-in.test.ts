import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { stubBank } from "../../support/stub-bank.ts";
import { WalletWorld } from "../../support/wallet-world.ts";

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
