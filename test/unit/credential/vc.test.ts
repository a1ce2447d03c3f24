import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { ClaimDefinition } from "../../../src/chain/state/records.ts";
import { checkClaims } from "../../../src/credential/check-claims.ts";
import { issueSdJwt } from "../../../src/credential/sd-jwt/issue.ts";
import { parseSdJwt } from "../../../src/credential/sd-jwt/parse.ts";
import { selectDisclosures } from "../../../src/credential/sd-jwt/present.ts";
import { buildCredential, type CredentialDraft, readCredential } from "../../../src/credential/vc.ts";
import type { P256Jwk } from "../../../src/crypto/p256-jwk.ts";
import type { JsonObject, JsonValue } from "../../../src/json/value.ts";
import { HOLDER, ISSUER, NOW, PORTS, processed } from "../../support/sd-jwt.ts";
import { hashOf } from "../../support/test-keys.ts";
import { throwsCode } from "../../support/throws-code.ts";

function definition(
  path: readonly string[],
  kind: ClaimDefinition["kind"],
  more: Partial<ClaimDefinition> = {},
): ClaimDefinition {
  return { path, kind, label: { en: path.join(" ") }, required: false, ...more };
}

const DEFINITIONS = [
  definition(["family_name"], "text", { required: true }),
  definition(["birthdate"], "date"),
  definition(["age_over_18"], "boolean"),
  definition(["children"], "integer"),
  definition(["address", "city"], "place", { required: true }),
  definition(["address", "street"], "text"),
  definition(["nationalities"], "text", { multiple: true }),
];
const YEAR = 365 * 86_400;
const DRAFT: CredentialDraft = {
  registryId: hashOf("registry"),
  office: "identity.office-1",
  type: { vct: "https://types.example/id", claims: DEFINITIONS, validity: 10 * YEAR },
  values: {
    family_name: "Möbius",
    birthdate: "2000-02-29",
    age_over_18: true,
    address: { city: "Bonn" },
    nationalities: ["DE", "FR"],
  },
  issuedAt: NOW,
  expires: NOW + 5 * YEAR,
  index: 7,
  holder: HOLDER.publicKey,
};

function built(changes: Partial<CredentialDraft>): JsonObject {
  return buildCredential({ ...DRAFT, ...changes }).claims;
}

suite("our profile of SD-JWT VC: building", () => {
  test("the credential's own claims stay visible, everything personal can be withheld", () => {
    const { claims, disclosable } = buildCredential(DRAFT);
    const text = issueSdJwt({ claims, disclosable, kid: "k" }, ISSUER, PORTS);
    const nothing = selectDisclosures(parseSdJwt(text), [], PORTS.sha256);
    assert.deepEqual(nothing.claims, {
      iss: `registry:${DRAFT.registryId}/office/identity.office-1`,
      vct: "https://types.example/id",
      iat: NOW,
      exp: NOW + 5 * YEAR,
      cnf: { jwk: { ...HOLDER.publicKey } },
      status: {
        status_list: { idx: 7, uri: `registry:${DRAFT.registryId}/status/identity.office-1` },
      },
    });
    const city = selectDisclosures(parseSdJwt(text), [["address", "city"]], PORTS.sha256);
    assert.deepEqual(readCredential(city).claims, { address: { city: "Bonn" } });
    assert.deepEqual(readCredential(processed(text)), {
      registryId: DRAFT.registryId,
      office: "identity.office-1",
      vct: "https://types.example/id",
      issuedAt: NOW,
      expires: NOW + 5 * YEAR,
      index: 7,
      holders: [{ role: "holder", key: HOLDER.publicKey }],
      claims: DRAFT.values,
    });
  });

  test("times, index, key and names that do not fit", () => {
    const none = undefined as unknown;
    for (const changes of [
      { expires: NOW },
      { expires: NOW - 1 },
      { expires: NOW + 10 * YEAR + 1 },
      { issuedAt: NOW + 0.5 },
      { issuedAt: -1 },
    ]) {
      throwsCode(() => built(changes), "vc.time");
    }
    built({ expires: NOW + 10 * YEAR });
    for (const index of [-1, 0.5, Number.NaN, 2 ** 53]) throwsCode(() => built({ index }), "vc.status");
    for (const office of ["", "A", "-a", "a/b", "a".repeat(65)])
      throwsCode(() => built({ office }), "vc.iss");
    for (const registryId of ["", "x", `${hashOf("r").slice(0, -1)}B`]) {
      throwsCode(() => built({ registryId }), "vc.iss");
    }
    for (const holder of [none, {}, { ...HOLDER.publicKey, x: "AA" }, { ...HOLDER.publicKey, d: "secret" }]) {
      throwsCode(() => built({ holder: holder as P256Jwk }), "vc.holder");
    }
  });

  test("a type cannot define the credential's own claims", () => {
    for (const name of ["iss", "exp", "cnf", "status", "vct", "nbf", "iat", "sub", "aka_vcts"]) {
      const type = { ...DRAFT.type, claims: [definition([name], "text")] };
      throwsCode(() => built({ type, values: { [name]: "x" } }), "vc.claim_unknown");
    }
  });

  test("missing and unknown claims", () => {
    const { family_name: _, ...rest } = DRAFT.values;
    throwsCode(() => built({ values: rest }), "vc.claim_missing");
    throwsCode(() => built({ values: { ...DRAFT.values, address: {} } }), "vc.claim_missing");
    throwsCode(() => built({ values: { ...DRAFT.values, nickname: "x" } }), "vc.claim_unknown");
    throwsCode(() => built({ values: { ...DRAFT.values, constructor: "x" } }), "vc.claim_unknown");
    const address = { city: "Bonn", zip: "1" };
    throwsCode(() => built({ values: { ...DRAFT.values, address } }), "vc.claim_unknown");
    throwsCode(() => built({ values: { ...DRAFT.values, address: "Bonn" } }), "vc.claim_kind");
  });

  test("values of another kind", () => {
    const wrong: readonly (readonly [string, JsonValue])[] = [
      ["family_name", 1],
      ["family_name", ["x"]],
      ["birthdate", "29.2.2000"],
      ["birthdate", "2001-02-29"],
      ["age_over_18", "true"],
      ["age_over_18", 1],
      ["children", 1.5],
      ["children", "1"],
      ["children", 2 ** 53],
      ["nationalities", "DE"],
      ["nationalities", []],
      ["nationalities", ["DE", 1]],
      ["nationalities", Array.from({ length: 65 }, () => "DE")],
      ["family_name", null],
    ];
    for (const [name, value] of wrong) {
      throwsCode(() => built({ values: { ...DRAFT.values, [name]: value } }), "vc.claim_kind");
    }
  });

  test("texts that would show as something else", () => {
    for (const text of [
      "",
      "a\u202eb",
      "a\u2066b\u2069",
      "\u200fa",
      "a\u061c",
      "a\nb",
      "a\u0000",
      "a\u0085",
      "a\u2028b",
      "\ud800",
      "x".repeat(1001),
    ]) {
      throwsCode(() => built({ values: { ...DRAFT.values, family_name: text } }), "vc.claim_text");
    }
    for (const text of ["محمد", "Łukasz O’Neill-Ďurišová", "山田 太郎", "👩‍👧", "x".repeat(1000)]) {
      assert.equal(built({ values: { ...DRAFT.values, family_name: text } })["family_name"], text);
    }
  });
});

suite("our profile of SD-JWT VC: reading", () => {
  const claims = built({});

  function read(changes: JsonObject): unknown {
    return readCredential({ claims: { ...claims, ...changes } });
  }

  test("issuer and status list must be one office of one registry", () => {
    const registry = DRAFT.registryId;
    for (const iss of [
      undefined,
      1,
      "",
      "https://issuer.example",
      `registry:${registry}/office/`,
      `registry:${registry}/office/a/b`,
      `registry:${registry}/office/A`,
      `registry:${registry}/office/a\n`,
      `Registry:${registry}/office/a`,
      `registry:${registry.slice(1)}/office/a`,
    ]) {
      throwsCode(() => read({ iss: iss as JsonValue }), "vc.iss");
    }
    const uri = `registry:${registry}/status/identity.office-1`;
    for (const status of [
      undefined,
      null,
      {},
      { status_list: {} },
      { status_list: { idx: 1 } },
      { status_list: { idx: "1", uri } },
      { status_list: { idx: -1, uri } },
      { status_list: { idx: 1.5, uri } },
      { status_list: { idx: 1, uri: `${uri}x` } },
      { status_list: { idx: 1, uri: uri.replace("identity", "other") } },
      { status_list: { idx: 1, uri, more: 1 } },
      { status_list: { idx: 1, uri }, other: {} },
    ]) {
      throwsCode(() => read({ status: status as JsonValue }), "vc.status");
    }
  });

  test("one holder key, public, on P-256", () => {
    const jwk = { ...HOLDER.publicKey };
    for (const cnf of [
      undefined,
      {},
      { kid: "x" },
      { jwk: {} },
      { jwk, kid: "x" },
      { jwk: { ...jwk, d: "x" } },
      { jwk: { ...jwk, crv: "P-384" } },
      { jwk: { ...jwk, x: `${jwk.x}A` } },
      { jwk: [jwk] },
    ]) {
      throwsCode(() => read({ cnf: cnf as JsonValue }), "vc.holder");
    }
  });

  test("type and times", () => {
    for (const vct of [undefined, "", 1, "a\u202eb", "x".repeat(257)]) {
      throwsCode(() => read({ vct: vct as JsonValue }), "vc.vct");
    }
    for (const time of [undefined, null, "1", 1.5, -1]) {
      throwsCode(() => read({ exp: time as JsonValue }), "vc.time");
      throwsCode(() => read({ iat: time as JsonValue }), "vc.time");
    }
  });

  test("names of claims that would show as others, at any depth", () => {
    for (const bad of [{ "a\u202eb": 1 }, { a: { "\u2067b": 1 } }, { a: [{ "x\n": 1 }] }, { "": 1 }]) {
      throwsCode(() => read(bad as JsonObject), "vc.claim_text");
    }
  });

  test("values against the type, for what a presentation shows of it", () => {
    checkClaims(DEFINITIONS, {});
    checkClaims(DEFINITIONS, { address: {} });
    checkClaims(DEFINITIONS, { address: { street: "Hof" } });
    throwsCode(() => checkClaims(DEFINITIONS, { sub: "x" }), "vc.claim_unknown");
    throwsCode(() => checkClaims(DEFINITIONS, { family_name: "a\u202eb" }), "vc.claim_text");
    throwsCode(() => checkClaims(DEFINITIONS, { address: [] }), "vc.claim_kind");
  });
});
