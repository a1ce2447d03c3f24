import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { parseJson } from "../../src/json/parse.ts";
import { isJsonObject, type JsonObject } from "../../src/json/value.ts";
import { isPresented, type ClaimsPath } from "../../src/presentation/claims-path.ts";
import { type HeldCredential, matchQuery } from "../../src/presentation/match.ts";
import { parseQuery } from "../../src/presentation/query.ts";
import { throwsCode } from "../support/throws-code.ts";

const text = readFileSync(new URL("../vectors/dcql/sd-jwt-literals.json", import.meta.url), "utf8");
const literals = parseJson(text) as readonly JsonObject[];

function literal(name: string): JsonObject {
  const found = literals.find((one) => one["name"] === name)?.["value"];
  assert.ok(isJsonObject(found), name);
  return found;
}

const mdocText = readFileSync(new URL("../vectors/dcql/mdoc-literals.json", import.meta.url), "utf8");
const mdocLiterals = parseJson(mdocText) as readonly JsonObject[];

function mdocLiteral(name: string): JsonObject {
  const found = mdocLiterals.find((one) => one["name"] === name)?.["value"];
  assert.ok(isJsonObject(found), name);
  return found;
}

function heldExample(): HeldCredential {
  const { vct, claims, cryptographic_holder_binding: holderBinding } = literal("exampleSdJwtDc");
  assert.ok(isJsonObject(claims));
  return {
    id: "held",
    format: "dc+sd-jwt",
    vct: vct as string,
    claims,
    holderBinding: holderBinding as boolean,
  };
}

describe("dcql literals", () => {
  it("the example credential answers the example query with exactly its three claims", () => {
    const match = matchQuery(parseQuery(literal("sdJwtDcExampleQuery")), [heldExample()]);
    assert.equal(match.satisfiable, true);
    const leaves = [["last_name"], ["first_name"], ["address", "street_address"]];
    assert.deepEqual(match.credentials[0]?.fitting, [{ credential: "held", leaves, alternatives: [] }]);
    // The library's own expectation names the same claims by index.
    assert.deepEqual(
      ((literal("match")["claims"] as JsonObject)["valid_claim_sets"] as readonly JsonObject[])[0]?.[
        "valid_claim_indexes"
      ],
      leaves.map((_, index) => index),
    );
  });

  it("several answers are found where `multiple` is set", () => {
    const query = parseQuery(literal("sdJwtDcMultipleExampleQuery"));
    const match = matchQuery(query, [heldExample(), { ...heldExample(), id: "second" }]);
    assert.equal(query.credentials[0]?.multiple, true);
    assert.deepEqual(
      match.credentials[0]?.fitting.map(({ credential }) => credential),
      ["held", "second"],
    );
  });

  it("an unbound credential does not answer where binding is asked for, nor one that lacks a claim", () => {
    assert.equal(matchQuery(parseQuery(literal("sdJwtVcExampleQuery")), [heldExample()]).satisfiable, false);
  });

  it("elements of an mdoc by the form of earlier drafts, which has no path, are refused", () => {
    throwsCode(() => parseQuery(literal("complexMdocQuery")), "presentation.query");
  });

  it("an mdoc answers by its elements, and only where an authority it is asked to have is its own", () => {
    const query = parseQuery(mdocLiteral("mdocMvrcQuery"));
    const { doctype, namespaces, authority } = mdocLiteral("mdocMvrc");
    assert.ok(isJsonObject(namespaces) && isJsonObject(authority));
    const mdoc = {
      id: "held",
      format: "mso_mdoc",
      doctype: doctype as string,
      claims: namespaces,
      holderBinding: true,
      authorities: authority["values"] as readonly string[],
    } as const;
    const leaves = [
      ["org.iso.7367.1", "vehicle_holder"],
      ["org.iso.18013.5.1", "first_name"],
    ];
    const fitting = (held: HeldCredential) => matchQuery(query, [held]).credentials[0]?.fitting;
    assert.deepEqual(fitting(mdoc), [{ credential: "held", leaves, alternatives: [] }]);
    assert.deepEqual(fitting({ ...mdoc, authorities: ["three"] }), []);
    assert.deepEqual(fitting({ ...mdoc, authorities: [] }), []);
    assert.deepEqual(fitting({ ...mdoc, doctype: mdocLiteral("exampleMdoc")["doctype"] as string }), []);
    assert.deepEqual(fitting({ ...mdoc, holderBinding: false }), []);
  });

  it("a query for other formats is read and fits nothing we hold", () => {
    const match = matchQuery(parseQuery(mdocLiteral("w3cLdpVcQuery")), [heldExample()]);
    assert.equal(match.satisfiable, false);
    assert.ok(match.credentials.every(({ fitting }) => fitting.length === 0));
  });

  it("claims path pointers select what OpenID4VP 1.0 section 7.3 says", () => {
    const claims = literal("claimsPathPointerExample");
    const there: readonly ClaimsPath[] = [
      ["name"],
      ["address"],
      ["address", "street_address"],
      ["degrees", null, "type"],
      ["nationalities", 1],
    ];
    const not: readonly ClaimsPath[] = [
      ["street_address"],
      ["name", null],
      ["address", 0],
      ["degrees", "type"],
    ];
    for (const path of there) assert.equal(isPresented(claims, path), true, path.join());
    for (const path of not) assert.equal(isPresented(claims, path), false, path.join());
    assert.equal(isPresented(claims, ["nationalities", null], ["Betelgeusian"]), true);
    assert.equal(isPresented(claims, ["nationalities", null], ["Martian"]), false);
  });
});
