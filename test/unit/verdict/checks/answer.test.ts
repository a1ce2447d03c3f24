import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { nodePrimitives } from "../../../../main/crypto/primitives.ts";
import { buildQuery } from "../../../../src/presentation/ask.ts";
import { parseQuery } from "../../../../src/presentation/query.ts";
import { verify } from "../../../../src/verdict/verify.ts";
import { judge, assertTurnsOn } from "../../../support/judge.ts";
import {
  NOW,
  OVER_18,
  present,
  QUERY,
  QUERY_ID,
  REQUEST,
  VCT,
  viewOf,
} from "../../../support/verdict-world.ts";

describe("answered", () => {
  it("fails when a claim, its value or the type is not what was asked", () => {
    const other = present({ paths: [["family_name"]] });
    assertTurnsOn(judge({}, { presentation: other }), "answered.incomplete", "not valid");
    const [credential] = QUERY.credentials;
    const queries = [
      { ...credential, claims: [{ path: ["age_over_18"], values: [false] }] },
      { ...credential, meta: { vct_values: ["https://types.example/other"] } },
    ];
    for (const one of queries) {
      const query = parseQuery({ credentials: [one] });
      assertTurnsOn(judge({}, { request: { ...REQUEST, query } }), "answered.incomplete", "not valid");
    }
  });

  it("fails on a document that nobody asked for, or a second where one was asked for", () => {
    const presentation = present();
    const documents = [
      [{ presentation, query: "other" }],
      [{ presentation }],
      [
        { presentation, query: QUERY_ID },
        { presentation, query: QUERY_ID },
      ],
    ];
    for (const list of documents) {
      assertTurnsOn(judge({}, { documents: list }), "answered.unasked", "not valid");
    }
  });

  it("fails when none of the authorities that are asked for stands behind it", () => {
    const [credential] = QUERY.credentials;
    const query = parseQuery({
      credentials: [{ ...credential, trusted_authorities: [{ type: "aki", values: ["AAAA"] }] }],
    } as never);
    assertTurnsOn(judge({}, { request: { ...REQUEST, query } }), "answered.incomplete", "not valid");
  });

  it("fails on the same document twice, however many of a kind are asked for", () => {
    const query = buildQuery([
      { vct: VCT, claims: [{ path: ["age_over_18"], optional: false }], multiple: true },
    ]);
    const documents = [
      { presentation: present(), query: QUERY_ID },
      { presentation: present({ paths: [...OVER_18, ["family_name"]] }), query: QUERY_ID },
    ];
    const request = { ...REQUEST, query };
    assertTurnsOn(judge({}, { request, documents }), "answered.unasked", "not valid");
    assert.equal(judge({}, { request, documents: documents.slice(1) }).outcome, "valid");
  });

  it("fails when a whole document is missing, or all of them", () => {
    const claims = [{ path: ["age_over_18"], optional: false }];
    const query = buildQuery([
      { vct: VCT, claims },
      { vct: VCT, claims },
    ]);
    assertTurnsOn(judge({}, { request: { ...REQUEST, query } }), "answered.incomplete", "not valid");
    assert.equal(judge({}, { documents: [] }).outcome, "not valid");
    assert.equal(verify({ documents: [] }, viewOf(), nodePrimitives, NOW).outcome, "cannot tell");
  });

  it("passes with one of the claim sets", () => {
    const query = buildQuery([
      {
        vct: VCT,
        claims: [
          { path: ["age_over_18"], optional: false },
          { path: ["family_name"], optional: true },
        ],
      },
    ]);
    for (const paths of [OVER_18, [...OVER_18, ["family_name"]]]) {
      const presentation = present({ paths });
      assert.equal(judge({}, { presentation, request: { ...REQUEST, query } }).outcome, "valid");
    }
  });

  it("only notes what was shown beyond it", () => {
    const verdict = judge({}, { presentation: present({ paths: [...OVER_18, ["family_name"]] }) });
    assert.equal(verdict.outcome, "valid");
    assert.deepEqual(verdict.documents[0]?.notes, [{ code: "note.more_than_asked" }]);
  });
});
