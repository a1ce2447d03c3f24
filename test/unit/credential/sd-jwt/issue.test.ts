import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { nodePrimitives } from "../../../../main/crypto/primitives.ts";
import { commitmentOf, commitmentOfIssued } from "../../../../src/credential/commitment.ts";
import { issueSdJwt, type SdJwtDraft } from "../../../../src/credential/sd-jwt/issue.ts";
import { parseSdJwt } from "../../../../src/credential/sd-jwt/parse.ts";
import { verifyIssuerJwt } from "../../../../src/credential/sd-jwt/verify.ts";
import type { JsonObject } from "../../../../src/json/value.ts";
import { digestOf, ISSUER, PORTS, processed } from "../../../support/sd-jwt.ts";
import { throwsCode } from "../../../support/throws-code.ts";

const CLAIMS = {
  vct: "x",
  name: "Möbius",
  address: { city: "Bonn", street: { name: "Hof", number: 1 } },
  list: ["DE", "FR", ["a", "b"]],
};

function issue(draft: Partial<SdJwtDraft>): string {
  return issueSdJwt({ claims: CLAIMS, disclosable: [], kid: "k", ...draft }, ISSUER, PORTS);
}

/** What stands in the signed payload, and each disclosure's name and value. */
function inside(text: string): { payload: JsonObject; sent: readonly unknown[] } {
  const { jwt, disclosures } = parseSdJwt(text);
  return { payload: jwt.payload, sent: disclosures.map(({ name, value }) => [name, value]) };
}

suite("issuing", () => {
  test("header, hash function, signature, commitment", () => {
    const text = issue({ x5c: ["AAAA"] });
    const sdJwt = parseSdJwt(text);
    assert.deepEqual(sdJwt.jwt.header, { alg: "ES256", typ: "dc+sd-jwt", kid: "k", x5c: ["AAAA"] });
    assert.deepEqual(sdJwt.jwt.payload, { ...CLAIMS, _sd_alg: "sha-256" });
    verifyIssuerJwt(sdJwt, () => ISSUER.publicKey, nodePrimitives);
    assert.equal(commitmentOfIssued(text, PORTS.sha256), digestOf(text.slice(0, -1)));
    assert.equal(commitmentOf(sdJwt, PORTS.sha256), commitmentOfIssued(text, PORTS.sha256));
  });

  test("members, elements, and one inside another", () => {
    const text = issue({
      disclosable: [["name"], ["address"], ["address", "street", "number"], ["list", null], ["list", 2, 1]],
    });
    const { payload, sent } = inside(text);
    assert.deepEqual(Object.keys(payload), ["_sd", "vct", "list", "_sd_alg"]);
    assert.equal((payload["_sd"] as string[]).length, 2);
    assert.equal((payload["list"] as unknown[]).length, 3);
    assert.equal(sent.length, 7);
    assert.ok(sent.some((pair) => JSON.stringify(pair) === '["number",1]'));
    assert.deepEqual(processed(text).claims, CLAIMS);
  });

  test("digests are sorted, salts are 128 bits and never the same", () => {
    const names = Array.from({ length: 20 }, (_, i) => `n${i}`);
    const claims = Object.fromEntries(names.map((name) => [name, "same"]));
    const text = issue({ claims, disclosable: names.map((name) => [name]) });
    const { jwt, disclosures } = parseSdJwt(text);
    const digests = jwt.payload["_sd"] as string[];
    assert.deepEqual(digests, digests.toSorted());
    const salts = new Set(disclosures.map(({ salt }) => salt));
    assert.equal(salts.size, 20);
    for (const salt of salts) assert.equal(Buffer.from(salt, "base64url").length, 16);
  });

  test("decoys stand among the digests and open nothing", () => {
    const text = issue({ disclosable: [["name"]], decoys: 3 });
    assert.equal((inside(text).payload["_sd"] as string[]).length, 4);
    assert.deepEqual(processed(text).claims, CLAIMS);
    assert.equal((inside(issue({ decoys: 2 })).payload["_sd"] as string[]).length, 2);
  });

  test("what must stay visible is not hidden", () => {
    const claims = { iss: "i", cnf: { jwk: {} }, status: { a: 1 }, vct: "x" };
    for (const place of [["iss"], ["cnf", "jwk"], ["status"], ["status", "a"], ["vct"]]) {
      throwsCode(() => issue({ claims, disclosable: [place] }), "sdjwt.registered_claim");
    }
  });

  test("places that are not there", () => {
    for (const place of [
      [],
      ["nobody"],
      ["name", "x"],
      ["list", 3],
      ["list", -1],
      ["list", 0.5],
      ["address", null],
    ]) {
      throwsCode(() => issue({ disclosable: [place] }), "sdjwt.path");
    }
  });

  test("claims that no strict reader would take", () => {
    const deep = (depth: number): JsonObject => (depth === 0 ? {} : { a: deep(depth - 1) });
    const bad: readonly JsonObject[] = [
      { _sd: [] },
      { a: { "...": 1 } },
      { a: [{ _sd_alg: "x" }] },
      JSON.parse('{"__proto__":1}') as JsonObject,
      { a: "\ud800" },
      { "\udc00": 1 },
      { a: Number.NaN },
      { a: Number.POSITIVE_INFINITY },
      deep(15),
      { big: "x".repeat(64 * 1024) },
    ];
    for (const claims of bad) throwsCode(() => issue({ claims }), "sdjwt.draft");
    const big = { big: "x".repeat(64 * 1024) };
    throwsCode(() => issue({ claims: big, disclosable: [["big"]] }), "sdjwt.draft");
    const many = { list: Array.from({ length: 513 }, (_, i) => i) };
    throwsCode(() => issue({ claims: many, disclosable: [["list", null]] }), "sdjwt.draft");
  });

  test("the deepest claims that are signed can be read again, all disclosable", () => {
    let claims: JsonObject = { end: 1 };
    const places = [Array.from({ length: 14 }, () => "a").concat("end")];
    for (let i = 0; i < 14; i++) claims = { a: claims };
    for (let i = 1; i <= 14; i++) places.push(Array.from({ length: i }, () => "a"));
    assert.deepEqual(processed(issue({ claims, disclosable: places })).claims, claims);
    assert.deepEqual(processed(issue({ claims })).claims, claims);
  });
});
