import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { nodePrimitives } from "../../../../main/crypto/primitives.ts";
import { toHex } from "../../../../src/bytes/hex.ts";
import { p256ToDidKey } from "../../../../src/did/did-key.ts";
import { didToP256 } from "../../../../src/did/did-jwk.ts";
import { toBase64Url } from "../../../../src/bytes/base64.ts";
import { utf8 } from "../../../../src/bytes/bytes.ts";
import { parseJson } from "../../../../src/json/parse.ts";
import type { JsonObject } from "../../../../src/json/value.ts";
import { signCompactJws } from "../../../../src/jws/compact.ts";
import { hostOfAddress } from "../../../../src/presentation/stranger/address.ts";
import { parseClientIdentity } from "../../../../src/presentation/stranger/client-identity.ts";
import { judgeStranger } from "../../../../src/presentation/stranger/judge.ts";
import { parseCarried } from "../../../../src/presentation/stranger/link.ts";
import { isStrangerRequest, parseStrangerRequest } from "../../../../src/presentation/stranger/request.ts";
import { handoverInfo, sessionTranscript } from "../../../../src/presentation/transcript.ts";
import { LEAF, MIDDLE } from "../../../support/certificates.ts";
import { throwsCode } from "../../../support/throws-code.ts";

const RESPONSE_URI = "https://shop.example/answer";
const QUERY = {
  credentials: [
    { id: "a", format: "dc+sd-jwt", meta: { vct_values: ["urn:x"] }, claims: [{ path: ["family_name"] }] },
  ],
};
const BASE: JsonObject = {
  client_id: `redirect_uri:${RESPONSE_URI}`,
  response_type: "vp_token",
  response_mode: "direct_post",
  response_uri: RESPONSE_URI,
  nonce: "n".repeat(20),
  dcql_query: QUERY,
};

function link(changes: JsonObject = {}, leaveOut: readonly string[] = []): string {
  const pairs = Object.entries({ ...BASE, ...changes })
    .filter(([name]) => !leaveOut.includes(name))
    .map(([name, value]): [string, string] => [
      name,
      typeof value === "string" ? value : JSON.stringify(value),
    ]);
  return `openid4vp://?${new URLSearchParams(pairs).toString()}`;
}

function textOf(carried: string): string {
  const found = parseCarried(carried);
  assert.ok(found.kind === "request");
  return found.text;
}

describe("a link that asks for a presentation", () => {
  it("is the same request whatever it begins with", () => {
    const plain = textOf(link());
    assert.equal(textOf(link().replace("openid4vp://", "https://wallet.example/ask")), plain);
    assert.equal(textOf(`  ${link()}\n`), plain);
    assert.equal(parseStrangerRequest(plain).responseUri, RESPONSE_URI);
    assert.ok(isStrangerRequest(plain));
  });

  it("by reference says where, how and of whom", () => {
    const found = parseCarried(
      "openid4vp://?client_id=x509_san_dns%3Ashop.example&request_uri=https%3A%2F%2Fshop.example%2Fr%3F1&request_uri_method=post",
    );
    const wanted = {
      kind: "reference",
      uri: "https://shop.example/r?1",
      method: "post",
      clientId: "x509_san_dns:shop.example",
    };
    assert.deepEqual(found, wanted);
  });

  const hostile: readonly [string, string][] = [
    ["of another scheme", "javascript:alert(1)?client_id=a&request_uri=https://a.example"],
    ["of a file", "file:///etc/passwd?client_id=a&request_uri=https://a.example"],
    ["with a user in it", "https://a@b.example/?client_id=a&request_uri=https://a.example"],
    ["with a backslash", "https://a.example\\@b.example/?client_id=a&request_uri=https://a.example"],
    ["that names its client twice", `${link()}&client_id=other`],
    ["without a client", "openid4vp://?request_uri=https://a.example"],
    ["with both ways", "openid4vp://?client_id=a&request=b&request_uri=https://a.example"],
    ["of another method", "openid4vp://?client_id=a&request_uri=https://a.example&request_uri_method=PUT"],
    ["to a file", "openid4vp://?client_id=a&request_uri=file:///etc/passwd"],
    ["to a place with a user", "openid4vp://?client_id=a&request_uri=https://u:p@a.example/"],
    ["with a broken escape", "openid4vp://?client_id=%E0%A4%A&request_uri=https://a.example"],
    ["with a client that turns around", "openid4vp://?client_id=a%E2%80%AEb&request_uri=https://a.example"],
    [
      "of many parameters",
      `openid4vp://?client_id=a&${Array.from({ length: 40 }, (_, i) => `p${i}=1`).join("&")}`,
    ],
  ];
  for (const [what, text] of hostile) {
    it(`${what} is refused`, () => throwsCode(() => parseCarried(text), "presentation.link"));
  }

  it("of 100 MB is refused before it is looked at", () => {
    const text = `openid4vp://?client_id=a&request=${"a".repeat(100 << 20)}`;
    throwsCode(() => parseCarried(text), "presentation.too_large");
  });

  it("whose query goes a thousand deep is refused", () => {
    const deep = `${"[".repeat(1000)}${"]".repeat(1000)}`;
    throwsCode(() => parseStrangerRequest(textOf(link({ dcql_query: deep }))), "presentation.request_syntax");
  });
});

describe("an address", () => {
  it("has a host, or is none", () => {
    assert.equal(hostOfAddress("https://Shop.example:8443/a?b=c"), "shop.example");
    assert.equal(hostOfAddress("http://[::1]:80/"), "[::1]");
    for (const text of [
      "https://a@b.example/",
      "https://a.example\\@b.example/",
      "https://a.example#b",
      "ftp://a.example/",
      "https://a.example/\u202e",
      "https:///a",
      `https://a.example/${"a".repeat(3000)}`,
      7,
    ]) {
      assert.equal(hostOfAddress(text), undefined);
    }
  });
});

describe("a stranger's request", () => {
  const bad: readonly [string, JsonObject, readonly string[], string][] = [
    ["that authorises a transaction", { transaction_data: [] }, [], "presentation.transaction_data"],
    ["of another response mode", { response_mode: "fragment" }, [], "presentation.unsupported"],
    ["with an answer to elsewhere", { response_uri: "https://other.example/" }, [], "presentation.client_id"],
    [
      "of a prefix that must be signed",
      { client_id: "x509_san_dns:shop.example" },
      [],
      "presentation.client_id",
    ],
    ["of an unknown prefix", { client_id: "verifier_attestation:shop" }, [], "presentation.client_id"],
    ["without a prefix", { client_id: "shop" }, [], "presentation.client_id"],
    ["without a nonce", {}, ["nonce"], "presentation.request_member"],
    ["with a redirect", { redirect_uri: "https://a.example" }, [], "presentation.request_member"],
    ["without a query", {}, ["dcql_query"], "presentation.query"],
    [
      "to be encrypted without a key",
      { response_mode: "direct_post.jwt" },
      [],
      "presentation.request_member",
    ],
    [
      "to be encrypted in a way we have not",
      {
        response_mode: "direct_post.jwt",
        client_metadata: {
          jwks: { keys: [{ ...LEAF.publicKey, alg: "ECDH-ES" }] },
          encrypted_response_enc_values_supported: ["A128CBC-HS256"],
        },
      },
      [],
      "presentation.unsupported",
    ],
  ];
  for (const [what, changes, leaveOut, code] of bad) {
    it(`${what} is refused`, () => {
      throwsCode(() => parseStrangerRequest(textOf(link(changes, leaveOut))), code);
    });
  }

  it("signed under `redirect_uri` is refused", () => {
    const text = signCompactJws({ typ: "oauth-authz-req+jwt" }, BASE, LEAF);
    throwsCode(() => parseStrangerRequest(text), "presentation.client_id");
  });

  it("for another wallet is refused; for where it lies itself it is not", () => {
    const of = (aud: string) =>
      signCompactJws(
        { typ: "oauth-authz-req+jwt" },
        { ...BASE, client_id: "x509_san_dns:shop.example", aud },
        LEAF,
      );
    for (const aud of ["https://self-issued.me/v2", "https://shop.example/request/1"]) {
      assert.equal(parseStrangerRequest(of(aud)).responseUri, RESPONSE_URI);
    }
    for (const aud of ["https://other.example/wallet", "wallet"]) {
      throwsCode(() => parseStrangerRequest(of(aud)), "presentation.request_member");
    }
  });

  it("that says no method is encrypted to by A128GCM (section 5.1)", () => {
    const changes = {
      response_mode: "direct_post.jwt",
      client_metadata: { jwks: { keys: [{ ...LEAF.publicKey }] } },
    };
    const { encryption } = parseStrangerRequest(textOf(link(changes)));
    assert.deepEqual(encryption, { kid: undefined, jwk: LEAF.publicKey, enc: "A128GCM" });
  });

  it("of no registry is none of the registry's: those keep their own reader", () => {
    const of = (client_id: string) => signCompactJws({ typ: "oauth-authz-req+jwt" }, { client_id }, LEAF);
    assert.equal(isStrangerRequest(of("registry:x:y")), false);
    assert.equal(isStrangerRequest(of("https://shop.example")), false);
    assert.equal(isStrangerRequest(of("x509_san_dns:shop.example")), true);
    assert.equal(isStrangerRequest("no request"), false);
  });
});

describe("client identifiers", () => {
  it("of the prefixes we take, and no others", () => {
    assert.deepEqual(parseClientIdentity("x509_san_dns:Shop.Example"), {
      prefix: "x509_san_dns",
      name: "shop.example",
    });
    for (const id of [
      "x509_san_dns:shop.example/",
      "x509_san_dns:a b",
      "x509_san_dns:\u0430.example",
      "x509_hash:abc",
      "decentralized_identifier:did:web:a.example",
      "redirect_uri:javascript:alert(1)",
      "openid_federation:https://a.example",
      ":",
      "",
      7,
    ]) {
      assert.equal(parseClientIdentity(id), undefined);
    }
  });
});

describe("who a stranger is, by a DID", () => {
  const did = `did:jwk:${toBase64Url(utf8(JSON.stringify(LEAF.publicKey)))}`;
  const ask = (kid: string, client = did, signer = LEAF) =>
    parseStrangerRequest(
      signCompactJws(
        { typ: "oauth-authz-req+jwt", kid },
        { ...BASE, client_id: `decentralized_identifier:${client}` },
        signer,
      ),
    );
  const judge = (request: ReturnType<typeof ask>) => judgeStranger(request, undefined, nodePrimitives, 1000);

  it("did:jwk and did:key say their key", () => {
    assert.deepEqual(didToP256(`${did}#0`), LEAF.publicKey);
    const key = p256ToDidKey(LEAF.publicKey);
    assert.deepEqual(didToP256(`${key}#${key.slice(8)}`), LEAF.publicKey);
    throwsCode(() => didToP256("did:jwk:e30"), "did.key");
    throwsCode(() => didToP256("did:jwk:!!"), "did.syntax");
    throwsCode(() => didToP256(`${did}#1`), "did.syntax");
  });

  it("holds its own key, and nobody vouches for it", () => {
    assert.deepEqual(judge(ask(`${did}#0`)), { state: "unaccredited", code: "asker.did", name: did });
    const key = p256ToDidKey(LEAF.publicKey);
    assert.equal(judge(ask(`${key}#${key.slice(8)}`, key)).refusal, undefined);
  });

  it("with another's key or name is refused", () => {
    assert.equal(judge(ask(`${did}#0`, did, MIDDLE)).refusal, "asker.signature");
    const other = `did:jwk:${toBase64Url(utf8(JSON.stringify(MIDDLE.publicKey)))}`;
    assert.equal(judge(ask(`${other}#0`, did, MIDDLE)).refusal, "asker.client_mismatch");
    assert.equal(judge(ask(`${did}#1`)).refusal, "asker.client_mismatch");
  });

  it("too late, or too early", () => {
    const timed = (more: JsonObject) =>
      judge(
        parseStrangerRequest(
          signCompactJws(
            { typ: "oauth-authz-req+jwt", kid: `${did}#0` },
            { ...BASE, client_id: `decentralized_identifier:${did}`, ...more },
            LEAF,
          ),
        ),
      );
    assert.equal(timed({ exp: 1000 }).refusal, "asker.expired");
    assert.equal(timed({ exp: 1001 }).refusal, undefined);
    assert.equal(timed({ iat: 1301 }).refusal, "asker.not_yet");
  });
});

describe("the session transcript of an mdoc", () => {
  it("is that of the specification's example", () => {
    const vectors = parseJson(
      readFileSync(new URL("../../../vectors/mdoc/mdoc-constants.json", import.meta.url), "utf8"),
    ) as readonly JsonObject[];
    const of = (file: string) => vectors.find((one) => one["file"] === file)?.["value"];
    const parts = {
      clientId: "x509_san_dns:example.com",
      nonce: "exc7gBkxjx1rdc9udRrveKvSsJIq80avlXeLHhGwqtA",
      encryptedTo: {
        kty: "EC",
        crv: "P-256",
        x: "DxiH5Q4Yx3UrukE2lWCErq8N8bqC9CHLLrAwLz5BmE0",
        y: "XtLM4-3h5o3HUH0MHVJV0kyq0iBlrBwlh8qEDMZ4-Pc",
      },
      responseUri: "https://example.com/response",
    } as const;
    const { sha256 } = nodePrimitives;
    assert.equal(toHex(handoverInfo(parts, sha256)), of("tests/models/oid4vp-handover-info.test.ts"));
    assert.equal(
      toHex(sessionTranscript(parts, sha256)),
      `83f6f6${of("tests/models/oid4vp-handover.test.ts") as string}`,
    );
    const plain = { ...parts, encryptedTo: undefined };
    assert.notDeepEqual(handoverInfo(plain, sha256), handoverInfo(parts, sha256));
  });
});
