import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { systemClock } from "../../../main/doors/clock.ts";
import { HttpClient } from "../../../main/doors/http-client.ts";
import { systemRandom } from "../../../main/doors/random.ts";
import { PRE_AUTHORIZED } from "../../../main/openid4vci/issuer/metadata.ts";
import { redeemCode, requestCredential } from "../../../main/openid4vci/obtain.ts";
import { openOffer } from "../../../main/openid4vci/offer.ts";
import { utf8 } from "../../../src/bytes/bytes.ts";
import { codeOf } from "../../../src/error.ts";
import { STUB_VCT, StubIssuer } from "../../support/stub-issuer.ts";
import { seedP256 } from "../../support/test-keys.ts";

const TOOLS = {
  http: new HttpClient(),
  addresses: "loopback",
  random: systemRandom,
  dpop: seedP256("dpop").signer,
  now: systemClock(),
} as const;

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

const byValue = (offer: string) => `openid-credential-offer://?credential_offer=${encodeURIComponent(offer)}`;

const offerOf = (issuer: string, more = {}) => ({
  credential_issuer: issuer,
  credential_configuration_ids: ["degree"],
  grants: { [PRE_AUTHORIZED]: { "pre-authorized_code": "code-a" } },
  ...more,
});

/** Lets an issuer say other things of itself. */
function describe(issuer: StubIssuer, changes: (url: string) => object): void {
  issuer.intercept = (path, url) =>
    path === "/.well-known/openid-credential-issuer"
      ? json({
          credential_issuer: url,
          credential_endpoint: `${url}/credential`,
          credential_configurations_supported: { degree: { format: "dc+sd-jwt", vct: STUB_VCT } },
          ...changes(url),
        })
      : undefined;
}

suite("an offer is read once", () => {
  test("what stands in it is taken as it stands, percent signs too", async (t) => {
    const issuer = await StubIssuer.start(t);
    const code = "50%25 of a%41b";
    const offer = offerOf(issuer.url, { grants: { [PRE_AUTHORIZED]: { "pre-authorized_code": code } } });
    for (const text of [byValue(JSON.stringify(offer)), JSON.stringify(offer)]) {
      const opened = await openOffer(text, TOOLS);
      assert.equal(opened.offer.grants?.[PRE_AUTHORIZED]?.["pre-authorized_code"], code);
    }
  });

  test("nothing that is read strictly is another thing afterwards", async (t) => {
    const issuer = await StubIssuer.start(t);
    const evil = "http://127.0.0.1:9";
    const inside = encodeURIComponent(`","credential_issuer":"${evil}","y":"`);
    const opened = await openOffer(byValue(JSON.stringify(offerOf(issuer.url, { x: inside }))), TOOLS);
    assert.equal(opened.issuer, issuer.url);
    const good = byValue(JSON.stringify(offerOf(issuer.url)));
    const more = encodeURIComponent(JSON.stringify(offerOf(evil)));
    for (const twice of [`${good}&credential_offer=${more}`, `${good}&credential_offer=`]) {
      assert.equal(await codeFrom(() => openOffer(twice, TOOLS)), "vci.offer");
    }
  });
});

test("what an issuer says of itself after it was looked at changes nothing of what is asked", async (t) => {
  const issuer = await StubIssuer.start(t);
  const opened = await openOffer(issuer.offer("a"), TOOLS);
  const before = issuer.requests.length;
  describe(issuer, () => ({
    credential_endpoint: "http://127.0.0.1:9/credential",
    credential_configurations_supported: {
      degree: { format: "dc+sd-jwt", vct: "https://stub.example/other" },
    },
  }));
  const access = await redeemCode(opened, undefined, TOOLS);
  const [configuration] = opened.configurations;
  assert.equal(configuration?.type, STUB_VCT);
  const wish = { configuration, signers: [seedP256("wallet key").signer] };
  assert.equal((await requestCredential(wish, opened.metadata, access, TOOLS)).state, "arrived");
  assert.deepEqual(issuer.requests.slice(before), ["POST /token", "POST /nonce", "POST /credential"]);
});

suite("names that an issuer chooses", () => {
  test("are no members that every object has", async (t) => {
    const issuer = await StubIssuer.start(t);
    for (const name of ["constructor", "toString", "hasOwnProperty"]) {
      describe(issuer, () => ({
        credential_configurations_supported: { [name]: { format: "dc+sd-jwt", vct: STUB_VCT } },
      }));
      const opened = await openOffer(
        JSON.stringify(offerOf(issuer.url, { credential_configuration_ids: [name] })),
        TOOLS,
      );
      const [configuration] = opened.configurations;
      assert.equal(configuration?.id, name);
      issuer.intercept = (path) => (path === "/token" ? json({ error: name }, 400) : undefined);
      assert.equal(await codeFrom(() => redeemCode(opened, undefined, TOOLS)), "vci.refused");
      issuer.intercept = (path) => (path === "/credential" ? json({ error: name }, 400) : undefined);
      const access = { token: "t", isBound: false, identifiers: {} };
      const wish = { configuration, signers: [seedP256("wallet key").signer] };
      const asking = () => requestCredential(wish, opened.metadata, access, TOOLS);
      assert.equal(await codeFrom(asking), "vci.refused");
    }
  });

  test("languages that are none are left out, and what would touch a prototype", async (t) => {
    const issuer = await StubIssuer.start(t);
    describe(issuer, () => ({
      display: ["__proto__", "x".repeat(70), "\u202e", "", "de-CH"].map((locale) => ({
        locale,
        name: "N",
      })),
    }));
    const opened = await openOffer(JSON.stringify(offerOf(issuer.url)), TOOLS);
    assert.deepEqual(Object.keys(opened.names), ["de-CH"]);
    const details = ["__proto__", "degree"].map((id) => ({
      type: "openid_credential",
      credential_configuration_id: id,
      credential_identifiers: [`${id}-1`],
    }));
    issuer.intercept = (path) =>
      path === "/token"
        ? json({ access_token: "t", token_type: "Bearer", authorization_details: details })
        : undefined;
    const access = await redeemCode(opened, undefined, TOOLS);
    assert.deepEqual(Object.entries(access.identifiers), [["degree", ["degree-1"]]]);
  });
});

test("an issuer's address is written as addresses are, so that it shows where it leads", async () => {
  for (const issuer of [
    "https://bank.example/\u202egro",
    "https://b\u0430nk.example",
    "https://x.example/a b",
  ]) {
    assert.equal(
      await codeFrom(() => openOffer(JSON.stringify(offerOf(issuer)), TOOLS)),
      "vci.address",
      issuer,
    );
  }
});

test("an issuer that names a thousand servers makes a wallet ask a few", async (t) => {
  const issuer = await StubIssuer.start(t);
  describe(issuer, (url) => ({
    authorization_servers: Array.from({ length: 1000 }, (_, i) => `${url}/${String(i)}`),
  }));
  const servers = issuer.intercept;
  issuer.intercept = (path, url, request) => {
    const [, i] = /^\/\.well-known\/oauth-authorization-server\/(\d+)$/.exec(path) ?? [];
    return i === undefined
      ? servers?.(path, url, request)
      : json({ issuer: `${url}/${i}`, token_endpoint: `${url}/token` });
  };
  assert.equal(await codeFrom(() => openOffer(JSON.stringify(offerOf(issuer.url)), TOOLS)), "vci.malformed");
  assert.ok(issuer.requests.length < 40, String(issuer.requests.length));
});
