import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";
import { parseSdJwt } from "../../../src/credential/sd-jwt/parse.ts";
import { selectDisclosures, type Selection } from "../../../src/credential/sd-jwt/present.ts";
import { processSdJwt } from "../../../src/credential/sd-jwt/process.ts";
import { buildQuery } from "../../../src/presentation/ask.ts";
import { formatClientId } from "../../../src/presentation/client-id.ts";
import { acceptOnce, describeOutstanding } from "../../../src/presentation/outstanding.ts";
import { parseQuery } from "../../../src/presentation/query.ts";
import { parseRequest, type RequestDraft } from "../../../src/presentation/request.ts";
import { type Approval, buildResponse, parseResponse } from "../../../src/presentation/response.ts";
import { verify } from "../../../src/verdict/verify.ts";
import { ask, DRAFT } from "../../support/request-world.ts";
import { throwsCode } from "../../support/throws-code.ts";
import { CREDENTIAL, HOLDER, NOW, QUERY_ID, VCT, viewOf } from "../../support/verdict-world.ts";

const { sha256 } = nodePrimitives;

function select(...paths: readonly (readonly (string | number | null)[])[]): Selection {
  return selectDisclosures(parseSdJwt(CREDENTIAL), paths, sha256);
}

type SdJwt = Extract<Approval, { readonly format: "dc+sd-jwt" }>;

function approve(change: Partial<SdJwt> = {}): SdJwt {
  return {
    query: QUERY_ID,
    format: "dc+sd-jwt",
    selection: select(["age_over_18"]),
    holder: HOLDER,
    ...change,
  };
}

function answer(approvals: readonly Approval[], draft: Partial<RequestDraft> = {}): string {
  return buildResponse(parseRequest(ask(draft)), approvals, sha256, NOW);
}

const claim = (...path: string[]) => ({ path, optional: false });

describe("a response", () => {
  it("holds exactly what was approved, and is valid at the counter", () => {
    const approval = approve({ receipt: "a receipt" });
    const { state, documents } = parseResponse(answer([approval]));
    assert.equal(state, DRAFT.state);
    assert.equal(documents[0]?.query, QUERY_ID);
    assert.equal(documents[0]?.receipt, "a receipt");
    const given = processSdJwt(parseSdJwt(documents[0]?.presentation ?? ""), sha256);
    assert.deepEqual(
      given.disclosed.map(({ disclosure }) => disclosure.encoded),
      approval.selection.disclosed.map(({ disclosure }) => disclosure.encoded),
    );
    const outstanding = acceptOnce(
      describeOutstanding({ ...DRAFT, clientId: formatClientId(DRAFT.client) }, "key 1"),
      NOW,
    );
    assert.ok(outstanding.ok);
    const verdict = verify({ documents, request: outstanding.value }, viewOf(), nodePrimitives, NOW);
    assert.equal(verdict.outcome, "valid");
  });

  it("is not made with more than was asked", () => {
    const approval = approve({ selection: select(["age_over_18"], ["family_name"]) });
    throwsCode(() => answer([approval]), "presentation.beyond_request");
  });

  it("is not made with less, another type, or a document missing", () => {
    throwsCode(() => answer([approve({ selection: select() })]), "presentation.incomplete");
    throwsCode(() => answer([]), "presentation.incomplete");
    const other = buildQuery([{ vct: "https://types.example/other", claims: [claim("age_over_18")] }]);
    throwsCode(() => answer([approve()], { query: other }), "presentation.incomplete");
    const two = buildQuery([
      { vct: VCT, claims: [claim("age_over_18")] },
      { vct: VCT, claims: [claim("age_over_18")] },
    ]);
    throwsCode(() => answer([approve()], { query: two }), "presentation.incomplete");
  });

  it("is not made for a query that is not there, nor twice where one was asked for", () => {
    throwsCode(() => answer([approve({ query: "other" })]), "presentation.not_asked");
    throwsCode(() => answer([approve(), approve()]), "presentation.not_asked");
  });

  it("holds several documents where several were asked for, each with its own receipt", () => {
    const [credential] = DRAFT.query.credentials;
    const query = parseQuery({ credentials: [{ ...credential, multiple: true }] });
    const { documents } = parseResponse(answer([approve(), approve({ receipt: "second" })], { query }));
    assert.deepEqual(
      documents.map(({ receipt }) => receipt),
      [undefined, "second"],
    );
  });

  it("opens a place inside a claim without its neighbours, and one element of a list", () => {
    const query = parseQuery({
      credentials: [
        {
          id: QUERY_ID,
          format: "dc+sd-jwt",
          meta: { vct_values: [VCT] },
          claims: [{ path: ["address", "city"] }, { path: ["nationalities", null] }],
        },
      ],
    });
    const selection = select(["address", "city"], ["nationalities", null]);
    const { documents } = parseResponse(answer([approve({ selection })], { query }));
    const shown = processSdJwt(parseSdJwt(documents[0]?.presentation ?? ""), sha256).claims;
    assert.deepEqual(shown["address"], { city: "Bonn" });
    const wider = select(["address"], ["nationalities", null]);
    throwsCode(() => answer([approve({ selection: wider })], { query }), "presentation.beyond_request");
  });
});

describe("reading a response", () => {
  const whole = { state: DRAFT.state, vp_token: { q: ["x~"] } };

  it("refuses what is none", () => {
    const bad: readonly unknown[] = [
      undefined,
      "",
      "[]",
      "{",
      '{"state":"s","state":"t","vp_token":{"q":["x"]}}',
      ...[
        { ...whole, vp_token: {} },
        { ...whole, vp_token: [] },
        { ...whole, vp_token: { q: "x~" } },
        { ...whole, vp_token: { q: [] } },
        { ...whole, vp_token: { q: [{}] } },
        { ...whole, vp_token: { "q q": ["x"] } },
        { vp_token: whole.vp_token },
        { ...whole, receipts: [] },
        { ...whole, receipts: { q: [] } },
        { ...whole, receipts: { q: ["a", "b"] } },
        { ...whole, receipts: { q: [5] } },
        { ...whole, receipts: { q: ["r".repeat(65_537)] } },
      ].map((value) => JSON.stringify(value)),
    ];
    for (const text of bad) throwsCode(() => parseResponse(text), "presentation.response");
  });

  it("refuses too much", () => {
    throwsCode(() => parseResponse("x".repeat(524_289)), "presentation.too_large");
    const many = { ...whole, vp_token: { q: Array.from({ length: 33 }, () => "x~") } };
    throwsCode(() => parseResponse(JSON.stringify(many)), "presentation.too_large");
  });

  it("tells when the holder declined, and passes over what it does not know", () => {
    throwsCode(() => parseResponse('{"error":"access_denied","state":"s"}'), "presentation.declined");
    assert.equal(parseResponse(JSON.stringify({ ...whole, iss: "x" })).documents.length, 1);
  });
});

describe("an answer counts once", () => {
  const outstanding = describeOutstanding({ ...DRAFT, clientId: formatClientId(DRAFT.client) }, "key 1");

  it("and is refused a second time, too late, or for no request of ours", () => {
    const first = acceptOnce(outstanding, NOW);
    assert.ok(first.ok);
    assert.equal(first.value.answered, NOW);
    assert.deepEqual(acceptOnce(first.value, NOW), { ok: false, code: "presentation.replayed" });
    assert.deepEqual(acceptOnce(outstanding, outstanding.expires), {
      ok: false,
      code: "presentation.expired",
    });
    assert.ok(acceptOnce(outstanding, outstanding.expires - 1).ok);
    assert.deepEqual(acceptOnce(undefined, NOW), { ok: false, code: "presentation.unknown_request" });
  });

  it("and what is remembered survives as JSON", () => {
    assert.deepEqual(JSON.parse(JSON.stringify(outstanding)), JSON.parse(JSON.stringify({ ...outstanding })));
    assert.deepEqual(
      parseQuery(JSON.parse(JSON.stringify(outstanding.query))).credentials.map(({ id }) => id),
      [QUERY_ID],
    );
  });
});
