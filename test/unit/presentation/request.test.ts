import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";
import { p256Thumbprint } from "../../../src/crypto/p256.ts";
import type { JsonObject } from "../../../src/json/value.ts";
import { formatClientId, parseClientId } from "../../../src/presentation/client-id.ts";
import { LONGEST_REQUEST, parseRequest } from "../../../src/presentation/request.ts";
import { ask, askOddly, DRAFT } from "../../support/request-world.ts";
import { throwsCode } from "../../support/throws-code.ts";
import { CLIENT_ID, COUNTER, QUERY, REGISTRY } from "../../support/verdict-world.ts";

const { sha256 } = nodePrimitives;

describe("a request", () => {
  it("is read as it was made", () => {
    const text = ask({ text: "To open your account", responseUri: "https://bank.example/answer" });
    const request = parseRequest(text);
    assert.equal(request.text, text);
    assert.equal(request.kid, p256Thumbprint(COUNTER.publicKey, sha256));
    assert.equal(request.clientId, CLIENT_ID);
    assert.deepEqual(request.client, { registry: REGISTRY, office: "bank" });
    const { nonce, state, issued, expires, query, purpose, purposeText, responseUri } = request;
    assert.deepEqual(
      { nonce, state, issued, expires },
      {
        nonce: DRAFT.nonce,
        state: DRAFT.state,
        issued: DRAFT.issued,
        expires: DRAFT.expires,
      },
    );
    assert.deepEqual(JSON.parse(JSON.stringify(query)), JSON.parse(JSON.stringify(QUERY)));
    assert.deepEqual(
      [purpose, purposeText, responseUri],
      ["open-account", "To open your account", "https://bank.example/answer"],
    );
    assert.deepEqual(request.responseKey, {
      kid: p256Thumbprint(DRAFT.responseKey, sha256),
      jwk: DRAFT.responseKey,
    });
  });

  it("is an OpenID4VP 1.0 request object for an encrypted response", () => {
    const { header, payload } = parseRequest(ask()).signed;
    assert.equal(header["typ"], "oauth-authz-req+jwt");
    assert.equal(payload["response_type"], "vp_token");
    assert.equal(payload["response_mode"], "direct_post.jwt");
    assert.equal(payload["aud"], "https://self-issued.me/v2");
    const metadata = payload["client_metadata"] as JsonObject;
    assert.deepEqual(metadata["encrypted_response_enc_values_supported"], ["A256GCM"]);
    assert.ok("dc+sd-jwt" in (metadata["vp_formats_supported"] as JsonObject));
  });

  it("may be an appointment of at most seven days", () => {
    assert.ok(ask({ expires: DRAFT.issued + LONGEST_REQUEST }));
    throwsCode(() => ask({ expires: DRAFT.issued + LONGEST_REQUEST + 1 }), "presentation.request_window");
    throwsCode(() => ask({ expires: DRAFT.issued }), "presentation.request_window");
  });

  it("is not made with a nonce that can be guessed, or words that deceive", () => {
    throwsCode(() => ask({ nonce: "n".repeat(21) }), "presentation.request_member");
    throwsCode(() => ask({ state: "s s".padEnd(30, "s") }), "presentation.request_member");
    throwsCode(() => ask({ text: "pay \u202e001" }), "presentation.request_member");
    throwsCode(() => ask({ text: "a\nb" }), "presentation.request_member");
    throwsCode(() => ask({ purpose: "Open Account" }), "presentation.request_member");
    throwsCode(() => ask({ responseUri: "javascript:alert(1)" }), "presentation.request_member");
  });
});

describe("reading a request", () => {
  it("refuses what is no request, or too much of one", () => {
    const [head, body] = ask().split(".");
    for (const text of [undefined, 1, "", "a.b.c", `${head}.${body}`, `${ask()}.x`, `${head}.${body}.AAAA`]) {
      throwsCode(() => parseRequest(text), "presentation.request_syntax");
    }
    throwsCode(() => parseRequest("a".repeat(65_537)), "presentation.too_large");
  });

  const headers: readonly JsonObject[] = [
    { alg: "none" },
    { alg: "HS256" },
    { typ: "JWT" },
    { jwk: { ...COUNTER.publicKey } },
    { jku: "https://evil.example/keys" },
    { x5u: "https://evil.example/chain" },
    { crit: ["exp"] },
    { kid: "" },
    { kid: 5 },
  ];
  for (const header of headers) {
    it(`refuses the header ${JSON.stringify(Object.keys(header))} ${String(Object.values(header)[0])}`, () =>
      throwsCode(() => parseRequest(askOddly({}, header)), "presentation.request_header"));
  }

  const members: readonly [JsonObject, string][] = [
    [{ aud: "https://other.example" }, "presentation.request_member"],
    [{ iss: "somebody" }, "presentation.request_member"],
    [{ client_id: "" }, "presentation.request_member"],
    [{ client_id: "registry:\u202egro.knab" }, "presentation.request_member"],
    [{ scope: "openid" }, "presentation.request_member"],
    [{ redirect_uri: "https://bank.example" }, "presentation.request_member"],
    [{ iat: -1 }, "presentation.request_member"],
    [{ exp: 1.5 }, "presentation.request_member"],
    [{ nonce: 5 }, "presentation.request_member"],
    [{ response_type: "code" }, "presentation.unsupported"],
    [{ response_mode: "direct_post" }, "presentation.unsupported"],
    [{ transaction_data: ["e30"] }, "presentation.transaction_data"],
    [{ dcql_query: {} }, "presentation.query"],
    [{ client_metadata: [] }, "presentation.request_member"],
  ];
  for (const [member, code] of members) {
    it(`refuses ${JSON.stringify(member)}`, () => throwsCode(() => parseRequest(askOddly(member)), code));
  }

  const withMetadata = (change: JsonObject) =>
    askOddly((payload) => ({
      ...payload,
      client_metadata: { ...(payload["client_metadata"] as JsonObject), ...change },
    }));
  const key = { ...DRAFT.responseKey, kid: "k", alg: "ECDH-ES", use: "enc" };

  it("finds the one key it can encrypt to among others", () => {
    const others = [
      { ...key, use: "sig" },
      { ...key, alg: "RSA-OAEP" },
      { ...key, crv: "P-384" },
    ];
    assert.equal(parseRequest(withMetadata({ jwks: { keys: [...others, key] } })).responseKey.kid, "k");
    const none = withMetadata({ jwks: { keys: others } });
    throwsCode(() => parseRequest(none), "presentation.unsupported");
    const a128 = withMetadata({ encrypted_response_enc_values_supported: ["A128GCM"] });
    throwsCode(() => parseRequest(a128), "presentation.unsupported");
  });

  it("refuses keys that are none, or private", () => {
    for (const keys of [{}, [{ ...key, kid: "" }], [{ ...key, x: "A" }], [{ ...key, d: "A".repeat(43) }]]) {
      const text = withMetadata({ jwks: { keys: keys as JsonObject } });
      throwsCode(() => parseRequest(text), "presentation.request_member");
    }
  });

  it("passes over members it does not know, and reads a stranger's client id", () => {
    const request = parseRequest(
      askOddly({ client_id: "x509_san_dns:shop.example", iss: "x509_san_dns:shop.example", later: 1 }),
    );
    assert.equal(request.client, undefined);
    assert.equal(request.clientId, "x509_san_dns:shop.example");
  });
});

describe("client ids of a registry", () => {
  it("are written and read in one way", () => {
    const client = { registry: REGISTRY, office: "bank" };
    assert.deepEqual(parseClientId(formatClientId(client)), client);
    for (const text of [
      "bank",
      `registry:${REGISTRY}`,
      `registry:${REGISTRY}:`,
      `registry:${REGISTRY}:bank:x`,
      `registry:${REGISTRY}:Bank`,
      `registry:${REGISTRY}:registry`,
      `registry:${REGISTRY.slice(1)}:bank`,
      `Registry:${REGISTRY}:bank`,
    ]) {
      assert.equal(parseClientId(text), undefined, text);
    }
  });
});
