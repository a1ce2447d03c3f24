import assert from "node:assert/strict";
import { suite, test } from "node:test";
import * as fc from "fast-check";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";
import { type Candidate, choose, viewChosen, viewFitting } from "../../../main/wallet/present/candidates.ts";
import type { Session } from "../../../main/wallet/session.ts";
import { leavingOf } from "../../../renderer/screens/citizen/request-words.ts";
import type { AskedCredentialView } from "../../../src/contract/views.ts";
import { issueSdJwt } from "../../../src/credential/sd-jwt/issue.ts";
import { parseSdJwt } from "../../../src/credential/sd-jwt/parse.ts";
import { processSdJwt } from "../../../src/credential/sd-jwt/process.ts";
import type { JsonObject, JsonValue } from "../../../src/json/value.ts";
import { claimsOf } from "../../../src/mdoc/claims.ts";
import { issueMdoc } from "../../../src/mdoc/issue.ts";
import { parseIssuerSigned } from "../../../src/mdoc/issuer-signed.ts";
import type { ClaimsPath } from "../../../src/presentation/claims-path.ts";
import { matchQuery } from "../../../src/presentation/match.ts";
import { isOptionalClaim, parseQuery } from "../../../src/presentation/query.ts";
import { PORTS, STRANGER } from "../../support/sd-jwt.ts";
import { HOLDER, NOW, TYPE, VCT, viewOf } from "../../support/verdict-world.ts";

const session = {
  registry: { view: viewOf({ types: [TYPE] }) },
  primitives: nodePrimitives,
} as unknown as Session;

const own = { holder: "key", typeName: {}, described: [] };

/** Of an issuer outside, by the registry's own name for the kind; it holds back as much as it likes. */
function sdJwtOf(claims: JsonObject, disclosable: readonly (readonly (string | number)[])[]): Candidate {
  const draft = { claims: { iss: "https://elsewhere.example", vct: VCT, ...claims }, disclosable, kid: "k" };
  const document = parseSdJwt(issueSdJwt(draft, STRANGER, PORTS));
  const { claims: all } = processSdJwt(document, nodePrimitives.sha256);
  const held = { id: "held", format: "dc+sd-jwt", vct: VCT, claims: all, holderBinding: true } as const;
  return { held, document, ...own };
}

function mdocOf(nameSpaces: ReadonlyMap<string, ReadonlyMap<string, string>>): Candidate {
  const draft = {
    docType: "pass",
    nameSpaces,
    deviceKey: HOLDER.publicKey,
    signed: NOW,
    validUntil: NOW + 9,
  };
  const document = parseIssuerSigned(issueMdoc({ ...draft, kid: "k", x5chain: [] }, STRANGER, PORTS));
  const claims = claimsOf(document.elements);
  const held = { id: "held", format: "mso_mdoc", doctype: "pass", claims, holderBinding: true } as const;
  return { held, document, ...own };
}

interface Asking {
  readonly paths: readonly ClaimsPath[];
  readonly sets?: readonly (readonly number[])[];
}

/** The one query of a request for these claims, as a window is told of it. */
function viewAsked(candidate: Candidate, { paths, sets }: Asking): AskedCredentialView {
  const meta =
    candidate.held.format === "mso_mdoc" ? { doctype_value: candidate.held.doctype } : { vct_values: [VCT] };
  const asked = {
    id: "one",
    format: candidate.held.format,
    meta,
    claims: paths.map((path, i) => ({ id: `c${i}`, path })),
    ...(sets === undefined ? {} : { claim_sets: sets.map((set) => set.map((at) => `c${at}`)) }),
  };
  const query = parseQuery({ credentials: [asked] as unknown as JsonValue });
  const [match] = matchQuery(query, [candidate.held]).credentials;
  assert.ok(match);
  const viewOfPlaces = (places: readonly ClaimsPath[]) =>
    viewChosen(session, candidate, choose(session, candidate, places));
  return {
    query: "one",
    claims: (match.query.claims ?? []).map((claim) => ({
      path: claim.path.map(String),
      label: {},
      optional: isOptionalClaim(match.query, claim),
      overAsked: false,
    })),
    fitting: match.fitting.map((fit) => viewFitting(match.query, fit, viewOfPlaces)),
  };
}

/** Lists in no order: that of their elements is not told apart. */
const said = (claims: readonly { readonly path: readonly string[]; readonly value: JsonValue }[]) =>
  claims
    .map(({ path, value }) => {
      const all = Array.isArray(value) ? (value as readonly JsonValue[]).toSorted() : value;
      return `${path.join("/")}=${JSON.stringify(all)}`;
    })
    .toSorted();

/** What a window says that leaves, if these of what may be left out are chosen. */
function saidFor(asked: AskedCredentialView, ...chosen: readonly number[]): readonly string[] {
  const optional = new Set(chosen.map((at) => JSON.stringify(asked.claims[at]?.path)));
  return said(leavingOf(asked, { credential: "held", optional }));
}

suite("what is said to leave", () => {
  const blob = sdJwtOf(
    { family_name: "Fremd", number: "17", secret: "s", address: { city: "Bonn", street: "Hof 1" } },
    [["family_name"], ["secret"], ["address"]],
  );

  test("is all of it, where an issuer outside calls its kind as the registry calls one", () => {
    const asked = viewAsked(blob, { paths: [["family_name"], ["secret"]] });
    const all = ['family_name="Fremd"', 'number="17"', 'secret="s"'];
    assert.deepEqual(said(asked.fitting[0]?.leaves ?? []), all);
    assert.deepEqual(saidFor(asked), all);
  });

  test("is what was chosen of alternatives, also what the first of them does without", () => {
    const paths = [["family_name"], ["secret"]];
    const asked = viewAsked(blob, { paths, sets: [[0], [1]] });
    assert.deepEqual(saidFor(asked, 1), ['number="17"', 'secret="s"']);
    assert.deepEqual(asked.fitting[0]?.preferred, [["family_name"]]);
    // One that is not there makes the asker's first wish impossible, and the others no less possible.
    const wished = viewAsked(blob, { paths: [...paths, ["portrait"]], sets: [[0, 1, 2], [0]] });
    assert.deepEqual(saidFor(wished, 1), ['family_name="Fremd"', 'number="17"', 'secret="s"']);
  });

  test("is also what cannot be held back, though the asker calls it optional", () => {
    const paths = [["address", "city"], ["address", "street"], ["number"]];
    const asked = viewAsked(blob, { paths, sets: [[0], [1], [2]] });
    const both = ['address/city="Bonn"', 'address/street="Hof 1"', 'number="17"'];
    assert.deepEqual(saidFor(asked, 0), both);
    assert.deepEqual(saidFor(asked, 2), ['number="17"']);
  });

  test("of a list is each element that is opened", () => {
    const list = sdJwtOf({ nationalities: ["DE", "FR", "IT"] }, [
      ["nationalities", 0],
      ["nationalities", 1],
      ["nationalities", 2],
    ]);
    const paths = [0, 1, 2].map((at) => ["nationalities", at]);
    const asked = viewAsked(list, { paths, sets: [[0], [1], [2]] });
    assert.deepEqual(saidFor(asked, 0, 2), ['nationalities=["DE","IT"]']);
  });

  test("of an mdoc whose name spaces are called as what every object has is said as of any other", () => {
    const element = new Map([["toString", "a"]]);
    for (const name of ["constructor", "toString", "valueOf"]) {
      const pass = mdocOf(
        new Map([
          ["plain", new Map([["name", "b"]])],
          [name, element],
        ]),
      );
      const asked = viewAsked(pass, { paths: [["plain", "name"]] });
      assert.deepEqual(saidFor(asked), ['plain/name="b"']);
    }
  });

  test("is what the asker would read, whatever is withheld, asked and chosen", () => {
    const places = fc.subarray([["a"], ["b"], ["b", "x"], ["b", "y"], ["c"], ["c", 0], ["c", 1]]);
    const wishes = fc.subarray<ClaimsPath>(
      [["a"], ["b"], ["b", "x"], ["b", "y"], ["c"], ["c", 0], ["c", null], ["d"]],
      { minLength: 1 },
    );
    fc.assert(
      fc.property(places, wishes, fc.array(fc.nat(7)), (disclosable, paths, picks) => {
        const candidate = sdJwtOf({ a: "1", b: { x: "2", y: "3" }, c: ["4", "5"] }, disclosable);
        const asked = viewAsked(candidate, { paths, sets: paths.map((_, at) => [at]) });
        if (asked.fitting.length === 0) return;
        const chosen = picks.filter((at) => at < paths.length && paths[at]?.[0] !== "d");
        const opened = paths.filter((_, at) => chosen.includes(at) || asked.claims[at]?.optional === false);
        const read = viewChosen(session, candidate, choose(session, candidate, opened));
        assert.deepEqual(saidFor(asked, ...chosen), said(read));
      }),
      { numRuns: 300 },
    );
  });
});
