import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { buildQuery } from "../../../src/presentation/ask.ts";
import { type HeldCredential, matchQuery } from "../../../src/presentation/match.ts";
import {
  type CredentialQuery,
  isAnsweredBy,
  isOptionalClaim,
  isSatisfiedBy,
  parseQuery,
} from "../../../src/presentation/query.ts";
import { throwsCode } from "../../support/throws-code.ts";

const VCT = "https://types.example/card";

function one(change: object = {}): object {
  return { id: "q", format: "dc+sd-jwt", meta: { vct_values: [VCT] }, ...change };
}

function query(change: object = {}): unknown {
  return { credentials: [one(change)] };
}

function held(
  change: Partial<Extract<HeldCredential, { readonly format: "dc+sd-jwt" }>> = {},
): HeldCredential {
  const claims = {
    vct: VCT,
    name: "A",
    birth: "1990-01-01",
    over18: true,
    address: { city: "X", street: "Y" },
  };
  return { id: "h", format: "dc+sd-jwt", vct: VCT, claims, holderBinding: true, ...change };
}

describe("reading a query", () => {
  const refused: readonly [string, unknown][] = [
    ["no object", []],
    ["no credentials", { credentials: [] }],
    ["an id twice", { credentials: [one(), one()] }],
    ["an id with a blank", query({ id: "a b" })],
    ["an id that every object inherits", query({ id: "constructor" })],
    ["__proto__ as an id", query({ id: "__proto__" })],
    ["no type", query({ meta: {} })],
    ["an empty list of types", query({ meta: { vct_values: [] } })],
    ["no meta", query({ meta: undefined })],
    ["an unknown format", query({ format: "pdf" })],
    ["an empty path", query({ claims: [{ path: [] }] })],
    ["a negative index", query({ claims: [{ path: ["a", -1] }] })],
    ["an object in a path", query({ claims: [{ path: [{}] }] })],
    ["a path of nine", query({ claims: [{ path: Array.from({ length: 9 }, () => "a") }] })],
    ["the name of something every object inherits", query({ claims: [{ path: ["constructor"] }] })],
    ["__proto__ in a path", query({ claims: [{ path: ["__proto__", "a"] }] })],
    ["no values to match", query({ claims: [{ path: ["a"], values: [] }] })],
    [
      "a claim id twice",
      query({
        claims: [
          { id: "a", path: ["a"] },
          { id: "a", path: ["b"] },
        ],
      }),
    ],
    ["a claim set without claims", query({ claim_sets: [["a"]] })],
    ["a claim set of unknown ids", query({ claims: [{ id: "a", path: ["a"] }], claim_sets: [["b"]] })],
    ["a name that shows as another", query({ claims: [{ path: ["\u202ename"] }] })],
    ["a name that goes on as a line of ours", query({ claims: [{ path: ["a\nAccredited: Bank"] }] })],
    ["a name that a terminal obeys", query({ claims: [{ path: ["\u001b[2J"] }] })],
    [
      "the same of what nobody can answer",
      {
        credentials: [
          { id: "o", format: "ldp_vc", meta: { type_values: [["x"]] }, claims: [{ path: ["\u001b[2J"] }] },
        ],
      },
    ],
    ["an empty option", { credentials: [one()], credential_sets: [{ options: [[]] }] }],
    ["a set of unknown ids", { credentials: [one()], credential_sets: [{ options: [["z"]] }] }],
  ];
  for (const [what, value] of refused) {
    it(`refuses ${what}`, () => throwsCode(() => parseQuery(value), "presentation.query"));
  }

  it("refuses more than anybody needs before the library sees it", () => {
    const many = Array.from({ length: 65 }, (_, i) => ({ path: [`c${i}`] }));
    const deep = JSON.parse(`${"[".repeat(50)}${"]".repeat(50)}`) as unknown;
    const long = { credentials: [one({ claims: [{ path: ["a".repeat(513)] }] })] };
    const whole = {
      credentials: Array.from({ length: 60 }, (_, i) => one({ id: `q${i}`, claims: many.slice(0, 60) })),
    };
    for (const value of [query({ claims: many }), query({ x: deep }), long, whole]) {
      throwsCode(() => parseQuery(value), "presentation.query_too_large");
    }
  });

  it("passes over what it does not know, and reads its own result again", () => {
    const parsed = parseQuery({ ...(query({ claims: [{ path: ["name"], new: 1 }] }) as object), future: {} });
    assert.deepEqual(JSON.parse(JSON.stringify(parseQuery(parsed))), JSON.parse(JSON.stringify(parsed)));
    assert.equal(parsed.credentials[0]?.require_cryptographic_holder_binding, true);
  });
});

describe("matching", () => {
  it("takes an empty list for no element of it, so that what fits can also be shown", () => {
    const parsed = parseQuery(query({ claims: [{ path: ["list", null], values: ["x"] }] }));
    const empty = held({ id: "empty", claims: { vct: VCT, list: [] } });
    const full = held({ id: "full", claims: { vct: VCT, list: ["x"] } });
    const match = matchQuery(parsed, [empty, full]);
    assert.deepEqual(
      match.credentials[0]?.fitting.map(({ credential }) => credential),
      ["full"],
    );
    assert.equal(matchQuery(parsed, [empty]).satisfiable, false);
  });

  it("offers what fits by type, claims, values and binding, and nothing else", () => {
    const parsed = parseQuery(query({ claims: [{ path: ["over18"], values: [true] }] }));
    const minor = held({ id: "minor", claims: { vct: VCT, over18: false } });
    const other = held({ id: "other", vct: "https://types.example/other" });
    const unbound = held({ id: "unbound", holderBinding: false });
    const match = matchQuery(parsed, [minor, other, unbound, held()]);
    assert.deepEqual(match.credentials[0]?.fitting, [
      { credential: "h", leaves: [["over18"]], alternatives: [] },
    ]);
    assert.equal(matchQuery(parsed, [minor, other, unbound]).satisfiable, false);
  });

  it("discloses nothing where no claims are asked", () => {
    const match = matchQuery(parseQuery(query()), [held()]);
    assert.deepEqual(match.credentials[0]?.fitting[0]?.leaves, []);
  });

  it("fits nothing where trust frameworks are named that we have no part in", () => {
    const authorities = [{ type: "aki", values: ["s9tIpPmhxdiuNkHMEWNpYim8S8Y"] }];
    const match = matchQuery(parseQuery(query({ trusted_authorities: authorities })), [held()]);
    assert.equal(match.satisfiable, false);
  });

  it("takes the first claim set that can be given and names the others", () => {
    const claims = [
      { id: "a", path: ["income"] },
      { id: "b", path: ["birth"] },
      { id: "c", path: ["over18"] },
    ];
    const match = matchQuery(parseQuery(query({ claims, claim_sets: [["a"], ["c"], ["b"]] })), [held()]);
    assert.deepEqual(match.credentials[0]?.fitting[0]?.leaves, [["over18"]]);
    assert.deepEqual(match.credentials[0]?.fitting[0]?.alternatives, [[["birth"]]]);
  });

  it("tells required documents from optional and alternative ones", () => {
    const credentials = [
      one({ id: "a", claims: [{ path: ["name"] }] }),
      one({ id: "b", claims: [{ path: ["nothing"] }] }),
      one({ id: "c", claims: [{ path: ["over18"] }] }),
      one({ id: "d", claims: [{ path: ["birth"] }] }),
    ];
    const credential_sets = [
      { options: [["a", "b"], ["a"]] },
      { options: [["c"], ["d"]] },
      { options: [["b"]], required: false },
    ];
    const match = matchQuery(parseQuery({ credentials, credential_sets }), [held()]);
    assert.equal(match.satisfiable, true);
    assert.deepEqual(
      match.credentials.map(({ required }) => required),
      [true, false, false, false],
    );
    assert.deepEqual(
      match.sets.map(({ options }) => options),
      [[["a"]], [["c"], ["d"]], []],
    );
    const unanswerable = parseQuery({ credentials, credential_sets: [{ options: [["b"]] }] });
    assert.equal(matchQuery(unanswerable, [held()]).satisfiable, false);
  });
});

describe("answers", () => {
  const asked = buildQuery([
    {
      vct: VCT,
      claims: [
        { path: ["over18"], optional: false },
        { path: ["address", "city"], optional: true },
      ],
    },
  ]);
  const [credential] = asked.credentials as readonly [CredentialQuery];

  it("count without an optional claim, and not without another", () => {
    const shown = (claims: { readonly [name: string]: boolean | { city: string } }) =>
      isAnsweredBy(credential, { vct: VCT, claims });
    assert.equal(shown({ over18: true, address: { city: "X" } }), true);
    assert.equal(shown({ over18: true }), true);
    assert.equal(shown({ address: { city: "X" } }), false);
    assert.deepEqual(
      credential.claims?.map((claim) => isOptionalClaim(credential, claim)),
      [false, true],
    );
  });

  it("count with any one where all are optional", () => {
    const claims = [
      { path: ["a"], optional: true },
      { path: ["b"], optional: true },
    ];
    const [all] = buildQuery([{ vct: VCT, claims }]).credentials as readonly [CredentialQuery];
    assert.equal(isAnsweredBy(all, { vct: VCT, claims: { b: 1 } }), true);
    assert.equal(isAnsweredBy(all, { vct: VCT, claims: {} }), false);
  });

  it("to the whole need every required document", () => {
    const credentials = [one({ id: "a" }), one({ id: "b" }), one({ id: "c" })];
    const all = parseQuery({ credentials });
    assert.equal(isSatisfiedBy(all, new Set(["a", "b"])), false);
    assert.equal(isSatisfiedBy(all, new Set(["a", "b", "c"])), true);
    const sets = parseQuery({
      credentials,
      credential_sets: [{ options: [["a", "b"], ["c"]] }, { options: [["b"]], required: false }],
    });
    assert.equal(isSatisfiedBy(sets, new Set(["a"])), false);
    assert.equal(isSatisfiedBy(sets, new Set(["c"])), true);
  });

  it("may be an mdoc instead, asked for claims of the top level alone", () => {
    const ask = (...claims: readonly { readonly path: readonly string[]; readonly optional: boolean }[]) =>
      buildQuery([{ vct: VCT, claims, orMdoc: true }]);
    const either = ask({ path: ["over18"], optional: false }, { path: ["address", "city"], optional: true });
    assert.deepEqual(either.credential_sets, [
      { options: [["document0"], ["document0mdoc"]], required: true },
    ]);
    const [, mdoc] = either.credentials;
    assert.equal(mdoc?.meta?.doctype_value, VCT);
    assert.deepEqual(
      mdoc.claims?.map(({ path }) => path),
      [[VCT, "over18"]],
    );
    assert.equal(isSatisfiedBy(either, new Set(["document0mdoc"])), true);
    const shown = (space: string) =>
      isAnsweredBy(mdoc, { format: "mso_mdoc", doctype: VCT, claims: { [space]: { over18: true } } });
    assert.deepEqual([shown(VCT), shown("org.example")], [true, false]);
    const inner = ask({ path: ["address", "city"], optional: false }, { path: ["over18"], optional: false });
    assert.deepEqual([inner.credentials.length, inner.credential_sets], [1, undefined]);
  });

  it("cannot be asked for without a claim", () => {
    throwsCode(() => buildQuery([{ vct: VCT, claims: [] }]), "presentation.query");
  });

  it("writes alternatives out in every form, and refuses what is in no set or in none that is there", () => {
    const claims = [{ path: ["a"], optional: false, values: ["x", 1, true] }];
    const two = [
      { vct: VCT, claims, orMdoc: true, multiple: true },
      { vct: VCT, claims, authorities: ["AAAA"] },
    ];
    const { credentials, credential_sets: sets } = buildQuery(two, [
      { options: [[0, 1], [1]], required: true },
      { options: [[0]], required: false },
    ]);
    assert.deepEqual(
      credentials.map(({ id, multiple, claims: inner, trusted_authorities: of }) => [
        id,
        multiple,
        inner?.[0]?.values,
        of,
      ]),
      [
        ["document0", true, ["x", 1, true], undefined],
        ["document0mdoc", true, ["x", 1, true], undefined],
        ["document1", false, ["x", 1, true], [{ type: "aki", values: ["AAAA"] }]],
      ],
    );
    assert.deepEqual(sets, [
      {
        options: [["document0", "document1"], ["document0mdoc", "document1"], ["document1"]],
        required: true,
      },
      { options: [["document0"], ["document0mdoc"]], required: false },
    ]);
    for (const wrong of [[[0]], [[0, 2], [1]], [[0.5], [1]]]) {
      throwsCode(() => buildQuery(two, [{ options: wrong, required: true }]), "presentation.query");
    }
  });
});
