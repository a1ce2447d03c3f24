import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { systemClock } from "../../../main/doors/clock.ts";
import { HttpClient } from "../../../main/doors/http-client.ts";
import { systemRandom } from "../../../main/doors/random.ts";
import { PRE_AUTHORIZED } from "../../../main/openid4vci/issuer/metadata.ts";
import { refreshAccess } from "../../../main/openid4vci/renew.ts";
import { openOffer, type OpenedOffer } from "../../../main/openid4vci/offer.ts";
import {
  notifyIssuer,
  redeemCode,
  requestCredential,
  requestDeferred,
} from "../../../main/openid4vci/obtain.ts";
import { utf8 } from "../../../src/bytes/bytes.ts";
import { codeOf } from "../../../src/error.ts";
import { parseIssuedSdJwt } from "../../../src/credential/sd-jwt/parse.ts";
import { readForeignSdJwt } from "../../../src/credential/foreign.ts";
import { PORTS, processed } from "../../support/sd-jwt.ts";
import { STUB_VCT, StubIssuer } from "../../support/stub-issuer.ts";
import { seedP256 } from "../../support/test-keys.ts";

const http = new HttpClient();
const TOOLS = {
  http,
  addresses: "loopback",
  random: systemRandom,
  dpop: seedP256("dpop").signer,
  now: systemClock(),
} as const;
const HOLDER_KEY = seedP256("wallet key").signer;

const json = (value: unknown, status = 200) => ({
  status,
  contentType: "application/json",
  body: utf8(typeof value === "string" ? value : JSON.stringify(value)),
});

async function codeFrom(work: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return codeOf(error) ?? String(error);
  }
}

const wish = (opened: OpenedOffer) => {
  const [configuration] = opened.configurations;
  assert.ok(configuration);
  return { configuration, signers: [HOLDER_KEY] };
};

suite("OpenID4VCI 1.0: our client at our issuer", () => {
  test("a pre-authorised code, a token bound by DPoP, a nonce, a proof, the credential, a notification", async (t) => {
    const issuer = await StubIssuer.start(t);
    const opened = await openOffer(issuer.offer("one"), TOOLS);
    assert.equal(opened.issuer, issuer.url);
    assert.equal(opened.names["de"], "Musteruniversität");
    assert.deepEqual(opened.configurations[0]?.claims, [{ path: ["degree"], names: { en: "Field" } }]);
    assert.equal(opened.txCode, undefined);
    const access = await redeemCode(opened, undefined, TOOLS);
    assert.ok(access.isBound);
    const got = await requestCredential(wish(opened), opened.metadata, access, TOOLS);
    assert.ok(got.state === "arrived" && got.notification !== undefined);
    const text = got.credentials[0]?.credential ?? "";
    const read = readForeignSdJwt(parseIssuedSdJwt(text).jwt, processed(text));
    assert.deepEqual(read.holder, HOLDER_KEY.publicKey);
    assert.equal(read.type, STUB_VCT);
    assert.ok(await notifyIssuer("credential_accepted", got.notification, opened.metadata, access, TOOLS));
    assert.deepEqual(issuer.events, ["one credential_accepted"]);
    assert.equal(PORTS.sha256(utf8(text)).length, 32);
  });

  test("a transaction code, the wrong one, and a code used twice", async (t) => {
    const issuer = await StubIssuer.start(t);
    const opened = await openOffer(issuer.offer("two", "4711"), TOOLS);
    assert.deepEqual(opened.txCode, { isNumeric: true, length: 4 });
    assert.equal(await codeFrom(() => redeemCode(opened, "0000", TOOLS)), "vci.gone");
    await redeemCode(opened, "4711", TOOLS);
    assert.equal(await codeFrom(() => redeemCode(opened, "4711", TOOLS)), "vci.gone");
  });

  test("what is not ready is fetched later, with the same token", async (t) => {
    const issuer = await StubIssuer.start(t);
    issuer.pending = 2;
    const opened = await openOffer(issuer.offer("three"), TOOLS);
    const access = await redeemCode(opened, undefined, TOOLS);
    const first = await requestCredential(wish(opened), opened.metadata, access, TOOLS);
    assert.ok(first.state === "waiting" && first.interval > 0);
    const second = await requestDeferred(first.transaction, opened.metadata, access, TOOLS);
    assert.equal(second.state, "waiting");
    const third = await requestDeferred(first.transaction, opened.metadata, access, TOOLS);
    assert.equal(third.state, "arrived");
    assert.equal(
      await codeFrom(() => requestDeferred("other", opened.metadata, access, TOOLS)),
      "vci.refused",
    );
  });

  test("a nonce that the issuer does not take any more is asked for anew, once", async (t) => {
    const issuer = await StubIssuer.start(t);
    let old = 0;
    issuer.intercept = (path) => {
      if (path !== "/nonce" || old-- <= 0) return undefined;
      return json({ c_nonce: "bm90IHRoZSBpc3N1ZXIncw" });
    };
    const opened = await openOffer(issuer.offer("nonce"), TOOLS);
    const access = await redeemCode(opened, undefined, TOOLS);
    const asked = () => issuer.requests.filter((line) => line === "POST /credential").length;
    old = 9;
    const ask = () => requestCredential(wish(opened), opened.metadata, access, TOOLS);
    assert.equal(await codeFrom(ask), "vci.refused");
    assert.equal(asked(), 2);
    old = 1;
    assert.equal((await ask()).state, "arrived");
    assert.equal(asked(), 4);
  });

  test("a stolen token is of no use without its key, and no use at all without a proof", async (t) => {
    const issuer = await StubIssuer.start(t);
    const opened = await openOffer(issuer.offer("four"), TOOLS);
    const access = await redeemCode(opened, undefined, TOOLS);
    const thief = { ...TOOLS, dpop: seedP256("thief").signer };
    const ask = (given: typeof access, tools: typeof thief) =>
      codeFrom(() => requestCredential(wish(opened), opened.metadata, given, tools));
    assert.equal(await ask(access, thief), "vci.refused");
    assert.equal(await ask({ ...access, isBound: false }, TOOLS as never), "vci.refused");
    assert.equal(await ask({ ...access, token: "x" }, TOOLS as never), "vci.refused");
    assert.equal(await ask(access, TOOLS as never), undefined);
  });
});

suite("the token for what comes next", () => {
  test("comes only where it is bound to a key, and is taken with that key alone, as often as it is wanted", async (t) => {
    const issuer = await StubIssuer.start(t);
    const opened = await openOffer(issuer.offer("five"), TOOLS);
    const { refresh = "", server = "" } = await redeemCode(opened, undefined, TOOLS);
    assert.equal(server, issuer.url);
    const given = { metadata: opened.metadata, server, refresh };
    const first = await refreshAccess(given, TOOLS);
    assert.equal(first.refresh, refresh);
    const again = await refreshAccess(given, TOOLS);
    assert.notEqual(first.token, again.token);
    const got = await requestCredential(wish(opened), opened.metadata, again, TOOLS);
    assert.equal(got.state, "arrived");
    const thief = { ...TOOLS, dpop: seedP256("thief").signer };
    assert.equal(await codeFrom(() => refreshAccess(given, thief)), "vci.gone");
    assert.equal(await codeFrom(() => refreshAccess({ ...given, refresh: "x" }, TOOLS)), "vci.gone");
    const elsewhere = { ...given, server: "https://elsewhere.example" };
    assert.equal(await codeFrom(() => refreshAccess(elsewhere, TOOLS)), "vci.swapped");
    issuer.renews = false;
    assert.equal(await codeFrom(() => refreshAccess(given, TOOLS)), "vci.gone");

    issuer.offer("six");
    const form = { grant_type: PRE_AUTHORIZED, "pre-authorized_code": "code-six" };
    const plain = await fetch(`${issuer.url}/token`, { method: "POST", body: new URLSearchParams(form) });
    const body = (await plain.json()) as { readonly token_type: string; readonly refresh_token?: string };
    assert.deepEqual([body.token_type, body.refresh_token], ["Bearer", undefined]);
  });
});

suite("offers that are refused", () => {
  test("texts that are none", async () => {
    for (const text of [
      "",
      "hello",
      "mailto:a@b",
      "openid-credential-offer://?x=1",
      "{",
      "[]",
      "https://x.example/",
    ]) {
      assert.equal(await codeFrom(() => openOffer(text, TOOLS)), "vci.offer", text);
    }
    const both = "openid-credential-offer://?credential_offer=%7B%7D&credential_offer_uri=https://x.example";
    assert.equal(await codeFrom(() => openOffer(both, TOOLS)), "vci.offer");
    const twice = `{"credential_issuer":"https://a.example","credential_issuer":"https://b.example"}`;
    assert.equal(await codeFrom(() => openOffer(twice, TOOLS)), "vci.offer");
    assert.equal(await codeFrom(() => openOffer("x".repeat(70_000), TOOLS)), "vci.too_large");
    const deep = `{"a":${"[".repeat(40)}${"]".repeat(40)}}`;
    assert.equal(await codeFrom(() => openOffer(deep, TOOLS)), "vci.offer");
  });

  test("an issuer that is not reached by https, or lies in a private network", async () => {
    const offerBy = (url: string) =>
      `openid-credential-offer://?credential_offer_uri=${encodeURIComponent(url)}`;
    const strict = { ...TOOLS, addresses: "public" } as const;
    assert.equal(await codeFrom(() => openOffer(offerBy("http://issuer.example/o"), TOOLS)), "vci.address");
    assert.equal(await codeFrom(() => openOffer(offerBy("http://127.0.0.1/o"), strict)), "vci.address");
    assert.equal(
      await codeFrom(() => openOffer(offerBy("https://127.0.0.1/o"), strict)),
      "vci.private_address",
    );
    assert.equal(
      await codeFrom(() => openOffer(offerBy("https://localhost/o"), strict)),
      "vci.private_address",
    );
    for (const host of ["10.0.0.1", "192.168.1.1", "169.254.169.254", "[::ffff:10.0.0.1]", "[fd00::1]"]) {
      assert.equal(
        await codeFrom(() => openOffer(offerBy(`https://${host}/o`), TOOLS)),
        "vci.private_address",
        host,
      );
    }
    assert.equal(await codeFrom(() => openOffer(offerBy("file:///etc/passwd"), TOOLS)), "vci.address");
    assert.equal(await codeFrom(() => openOffer(offerBy("https://u:p@x.example/"), TOOLS)), "vci.address");
  });

  test("metadata that redirects, to a private address, to http, or in a loop", async (t) => {
    const issuer = await StubIssuer.start(t);
    for (const location of [
      "http://10.0.0.1/",
      "http://issuer.example/",
      `${issuer.url}/.well-known/openid-credential-issuer`,
    ]) {
      issuer.intercept = (path) =>
        path.startsWith("/.well-known/") ? { ...json(""), status: 302, headers: { location } } : undefined;
      assert.equal(await codeFrom(() => openOffer(issuer.offer("r"), TOOLS)), "vci.redirect");
    }
  });

  test("metadata of another issuer, types that it does not have, endpoints elsewhere", async (t) => {
    const issuer = await StubIssuer.start(t);
    const change = (edit: (metadata: Record<string, unknown>) => object) => {
      issuer.intercept = (path, url) =>
        path === "/.well-known/openid-credential-issuer"
          ? json(
              edit({
                credential_issuer: url,
                credential_endpoint: `${url}/credential`,
                credential_configurations_supported: { degree: { format: "dc+sd-jwt", vct: STUB_VCT } },
              }),
            )
          : undefined;
      return codeFrom(() => openOffer(issuer.offer("s"), TOOLS));
    };
    assert.equal(await change((same) => same), undefined);
    assert.match(
      (await change((all) => ({ ...all, credential_issuer: "https://evil.example" }))) ?? "",
      /^vci\.(swapped|malformed)$/,
    );
    assert.equal(await change((all) => ({ ...all, credential_configurations_supported: {} })), "vci.swapped");
    const strange = { degree: { format: "jwt_vc_json", credential_definition: { type: ["X"] } } };
    assert.equal(
      await change((all) => ({ ...all, credential_configurations_supported: strange })),
      "vci.unsupported",
    );
    const opened = async () => {
      const offer = await openOffer(issuer.offer("t"), TOOLS);
      const access = await redeemCode(offer, undefined, TOOLS);
      return await requestCredential(wish(offer), offer.metadata, access, TOOLS);
    };
    await change((all) => ({ ...all, credential_endpoint: "https://10.0.0.1/credential" }));
    assert.equal(await codeFrom(opened), "vci.private_address");
    await change((all) => ({ ...all, credential_endpoint: "http://issuer.example/credential" }));
    assert.equal(await codeFrom(opened), "vci.address");
  });

  test("answers that are no JSON, repeat a member, or are too long", async (t) => {
    const issuer = await StubIssuer.start(t);
    const metadata = (text: string) => {
      issuer.intercept = (path) =>
        path === "/.well-known/openid-credential-issuer" ? json(text) : undefined;
      return codeFrom(() => openOffer(issuer.offer("u"), TOOLS));
    };
    assert.equal(await metadata("<html>"), "vci.malformed");
    assert.equal(await metadata(`{"credential_issuer":"a","credential_issuer":"b"}`), "vci.malformed");
    assert.equal(await metadata(`{"__proto__":{}}`), "vci.malformed");
    assert.equal(await metadata("[".repeat(100_000)), "vci.malformed");
    assert.equal(await metadata(`"${"x".repeat(1 << 20)}"`), "vci.too_large");
    assert.equal(await metadata("{}"), "vci.malformed");
  });
});
