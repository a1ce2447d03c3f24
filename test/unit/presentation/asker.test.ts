import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";
import type { OfficeRecord } from "../../../src/chain/state/records.ts";
import { buildQuery } from "../../../src/presentation/ask.ts";
import { type AskerJudgement, judgeAsker } from "../../../src/presentation/asker.ts";
import { parseQuery } from "../../../src/presentation/query.ts";
import { parseRequest } from "../../../src/presentation/request.ts";
import { ask, askOddly, DRAFT } from "../../support/request-world.ts";
import {
  AGE,
  BANK,
  NOW,
  QUERY_ID,
  RIGHT,
  signerOf,
  VCT,
  viewOf,
  type World,
} from "../../support/verdict-world.ts";

function judge(text: string = ask(), world: World = {}, now = NOW): AskerJudgement {
  return judgeAsker(parseRequest(text), viewOf(world), nodePrimitives, now);
}

function withBank(change: Partial<OfficeRecord>): World {
  return { offices: [{ ...BANK, ...change }] };
}

const KEY = BANK.keys[0] as OfficeRecord["keys"][number];

describe("an accredited asker", () => {
  it("is named, with its purpose and the age of the data", () => {
    assert.deepEqual(judge(), {
      state: "accredited",
      code: "asker.ok",
      office: { id: "bank", name: BANK.name },
      purpose: { id: "open-account", label: RIGHT.label },
      overAsked: [],
      age: AGE,
    });
  });

  it("may ask inside what it may ask for, and no wider or elsewhere", () => {
    const claims = (paths: readonly (readonly string[])[]) =>
      ask({ query: buildQuery([{ vct: VCT, claims: paths.map((path) => ({ path, optional: false })) }]) });
    assert.deepEqual(
      judge(
        claims([
          ["address", "city"],
          ["address", "city", "part"],
        ]),
      ).overAsked,
      [],
    );
    const over = judge(claims([["age_over_18"], ["address"], ["address", "street"], ["family_name"]]));
    assert.equal(over.state, "accredited");
    assert.deepEqual(
      over.overAsked,
      [["address"], ["address", "street"], ["family_name"]].map((path) => ({
        query: QUERY_ID,
        path,
        why: "not_allowed",
      })),
    );
  });

  it("is held to the same right where it asks for an mdoc", () => {
    const over = (doctype: string, ...paths: readonly (readonly [string, string])[]) => {
      const claims = paths.map((path) => ({ path: [...path] }));
      const credentials = [{ id: "q", format: "mso_mdoc", meta: { doctype_value: doctype }, claims }];
      return judge(ask({ query: parseQuery({ credentials }) })).overAsked.map(({ path }) => path);
    };
    assert.deepEqual(over(VCT, [VCT, "age_over_18"]), []);
    assert.deepEqual(over(VCT, [VCT, "family_name"], ["org.example", "age_over_18"]), [
      [VCT, "family_name"],
      ["org.example", "age_over_18"],
    ]);
    const other = "https://types.example/other";
    assert.deepEqual(over(other, [other, "age_over_18"]), [[], [other, "age_over_18"]]);
  });

  it("sees no way round by array steps, other types or no claims at all", () => {
    const text = (one: object) => {
      const credentials = [{ id: "q", format: "dc+sd-jwt", meta: { vct_values: [VCT] }, ...one }];
      return ask({ query: parseQuery({ credentials }) });
    };
    const listed = { asks: [{ ...RIGHT, claims: [{ type: "id-card", path: ["nationalities"] }] }] };
    const all = text({ claims: [{ path: ["nationalities", null] }] });
    assert.deepEqual(judge(all, withBank(listed)).overAsked, []);
    assert.equal(judge(all).overAsked.length, 1);
    const other = text({ meta: { vct_values: [VCT, "https://types.example/other"] } });
    assert.deepEqual(judge(other).overAsked, [{ query: "q", path: [], why: "not_allowed" }]);
    const bare = text({});
    assert.deepEqual(judge(bare).overAsked, []);
    assert.equal(judge(bare, withBank({ asks: [{ ...RIGHT, claims: [] }] })).overAsked.length, 1);
    const unknown = judge(text({ claims: [{ path: ["age_over_18"] }] }), {
      types: [],
      otherTypes: "unknown",
    });
    assert.deepEqual(
      unknown.overAsked.map(({ why }) => why),
      ["type_unknown", "type_unknown"],
    );
  });
});

describe("an asker that is not accredited", () => {
  const cases: readonly [string, string, World][] = [
    ["asker.office_absent", ask(), { offices: [] }],
    ["asker.office_withdrawn", ask(), withBank({ withdrawn: NOW })],
    ["asker.key_not_active", ask(), withBank({ keys: [{ ...KEY, to: NOW - 1 }] })],
    ["asker.purpose_absent", ask({ purpose: "advertising" }), {}],
    ["asker.purpose_not_active", ask(), withBank({ asks: [{ ...RIGHT, to: NOW - 1 }] })],
  ];
  for (const [code, text, world] of cases) {
    it(`is shown as such: ${code}`, () => {
      const judgement = judge(text, world);
      assert.equal(judgement.state, "unaccredited");
      assert.equal(judgement.code, code);
      assert.equal(judgement.refusal, undefined);
      // Without a right everything asked is too much: the kind of document and the claim.
      assert.equal(judgement.overAsked.length, 2);
      assert.equal(judgement.purpose, undefined);
    });
  }

  it("is not called by a name that it has not proven", () => {
    for (const [text, world] of [
      [ask({}, signerOf(9)), {}],
      [ask(), withBank({ keys: [{ ...KEY, distrusted: 1 }] })],
    ] as const) {
      assert.equal(judge(text, world).office, undefined);
    }
    assert.equal(judge(ask({ purpose: "advertising" })).office?.id, "bank");
  });
});

describe("what nobody should answer", () => {
  it("is a request changed after it was signed", () => {
    const text = ask();
    const [head = "", , mac = ""] = text.split(".");
    const other = ask({ nonce: "o".repeat(22) }).split(".")[1];
    const judgement = judge(`${head}.${other}.${mac}`);
    assert.equal(judgement.refusal, "asker.signature");
    assert.equal(judgement.state, "unaccredited");
    assert.equal(judgement.office, undefined);
  });

  it("is one under a name that its signature is known not to prove", () => {
    const cases: readonly [string, string, World][] = [
      ["asker.key_absent", ask({}, signerOf(9)), {}],
      ["asker.not_of_registry", askOddly({ client_id: "shop", iss: "shop" }), {}],
      ["asker.key_absent", ask(), withBank({ keys: [{ ...KEY, use: "credential" }] })],
      ["asker.key_distrusted", ask(), withBank({ keys: [{ ...KEY, distrusted: NOW }] })],
    ];
    for (const [code, text, world] of cases) {
      const judgement = judge(text, world);
      assert.deepEqual([judgement.state, judgement.code], ["unaccredited", code]);
      assert.equal(judgement.refusal, code);
      assert.equal(judgement.office, undefined);
      assert.equal(judgement.overAsked.length, 2);
    }
  });

  it("is one that has ended or not begun, whoever asks", () => {
    assert.equal(judge(ask(), {}, DRAFT.expires).refusal, "asker.expired");
    assert.equal(judge(ask(), {}, DRAFT.expires - 1).refusal, undefined);
    assert.equal(judge(ask(), {}, DRAFT.issued - 301).refusal, "asker.not_yet");
    assert.equal(judge(ask(), {}, DRAFT.issued - 300).refusal, undefined);
  });
});

describe("an asker that this copy cannot judge", () => {
  const cases: readonly [string, World][] = [
    ["asker.office_unknown", { offices: [{ id: "bank", answer: "unknown" }] }],
    ["asker.no_data", { age: undefined }],
    ["asker.alarm", { alarm: "follow.fork" }],
  ];
  for (const [code, world] of cases) {
    it(`is neither accredited nor not: ${code}`, () => {
      const { state, code: found, office } = judge(ask(), world);
      assert.deepEqual([state, found, office], ["cannot tell", code, undefined]);
    });
  }

  it("may belong to another registry", () => {
    const client = { registry: `${"B".repeat(42)}A`, office: "bank" };
    const { state, code } = judge(ask({ client }));
    assert.deepEqual([state, code], ["cannot tell", "asker.other_registry"]);
  });
});
