import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";
import { buildBlockRecord } from "../../../src/chain/blocks/block-record.ts";
import { canonicalJson } from "../../../src/json/canonical.ts";
import type { JsonObject } from "../../../src/json/value.ts";
import { proveInclusion } from "../../../src/merkle/proof.ts";
import { cosign } from "../../../src/note/cosignature.ts";
import { cosignerName } from "../../../src/note/keys.ts";
import { signAsLog } from "../../../src/note/log-signature.ts";
import { addSignatures } from "../../../src/note/note.ts";
import { formatTlogProof, parseTlogProof } from "../../../src/note/tlog-proof.ts";
import { withIntroduction } from "../../../src/presentation/introduced-view.ts";
import {
  formatIntroduction,
  type IntroducedOffice,
  type Introduction,
  isTimely,
  LONGEST_INTRODUCTION,
  LONGEST_LAG,
  MAX_INTRODUCTION,
  type PolicyForBlock,
  parseIntroduction,
  verifyIntroduction,
} from "../../../src/presentation/introduction.ts";
import { MAX_REQUEST_LENGTH, parseRequest } from "../../../src/presentation/request.ts";
import { FollowWorld, sealBody } from "../../support/follow-world.ts";
import { introduce } from "../../support/introduction-world.ts";
import { ask, askOddly } from "../../support/request-world.ts";
import { throwsCode } from "../../support/throws-code.ts";
import { AGE, BANK, NOW, OFFICE, viewOf } from "../../support/verdict-world.ts";

const HASH = new Uint8Array(32).fill(5);
const PLAIN: Introduction = {
  block: "a block",
  office: { leaf: Uint8Array.of(1, 2, 3), index: 0, count: 2, proof: [HASH] },
};

function withPlace(change: JsonObject): JsonObject {
  const value = formatIntroduction(PLAIN);
  return { ...value, office: { ...(value["office"] as JsonObject), ...change } };
}

describe("an introduction as the member of a request", () => {
  it("is read as it was written", () => {
    assert.deepEqual(parseIntroduction(formatIntroduction(PLAIN)), PLAIN);
    assert.deepEqual(parseRequest(ask({ introduction: PLAIN })).introduction, PLAIN);
  });

  it("may be missing", () => {
    assert.equal(parseRequest(ask()).introduction, undefined);
    assert.equal("introduction" in parseRequest(ask()).signed.payload, false);
  });

  const malformed: readonly [string, unknown][] = [
    ["null", null],
    ["a text", "introduction"],
    ["no place", { block: "a block" }],
    ["no block", { office: formatIntroduction(PLAIN)["office"] }],
    ["a member more", { ...formatIntroduction(PLAIN), more: 1 }],
    ["a member more in the place", withPlace({ more: 1 })],
    ["a block that is no text", { ...formatIntroduction(PLAIN), block: 7 }],
    ["an index below zero", withPlace({ index: -1 })],
    ["half an index", withPlace({ index: 0.5 })],
    ["a count that is no number", withPlace({ count: "2" })],
    ["a leaf that is no base64url", withPlace({ leaf: "AQI=" })],
    ["a leaf with stray bits", withPlace({ leaf: "AQJ" })],
    ["a short hash", withPlace({ proof: ["AAAA"] })],
    ["a hash that is no text", withPlace({ proof: [5] })],
    ["too many hashes", withPlace({ proof: Array.from({ length: 64 }, () => "A".repeat(43)) })],
    ["a leaf too long", withPlace({ leaf: "A".repeat(MAX_INTRODUCTION + 4) })],
  ];
  for (const [what, value] of malformed) {
    it(`refuses ${what}`, () => {
      throwsCode(() => parseIntroduction(value), "presentation.request_member");
      const text = () => askOddly({ introduction: value as JsonObject });
      throwsCode(() => parseRequest(text()), "presentation.request_member");
    });
  }

  it("refuses text that is not well formed", () => {
    const value = { ...formatIntroduction(PLAIN), block: "\ud800" };
    throwsCode(() => parseIntroduction(value), "presentation.request_member");
  });

  it("is at most 32 KiB in all", () => {
    const spare = MAX_INTRODUCTION - canonicalJson(formatIntroduction({ ...PLAIN, block: "" })).length;
    assert.ok(parseIntroduction(formatIntroduction({ ...PLAIN, block: "b".repeat(spare) })));
    for (const block of ["b".repeat(spare + 1), "\n".repeat(spare / 2 + 1), "é".repeat(spare / 2 + 1)]) {
      throwsCode(() => formatIntroduction({ ...PLAIN, block }), "presentation.too_large");
      const value = { ...formatIntroduction(PLAIN), block };
      throwsCode(() => parseIntroduction(value), "presentation.too_large");
    }
  });

  it("is left out where the request has no room for it", () => {
    const credentials = Array.from({ length: 60 }, (_, i) => ({
      id: `q${i}`,
      format: "dc+sd-jwt",
      multiple: false,
      require_cryptographic_holder_binding: true,
      meta: { vct_values: [`https://types.test/${"v".repeat(300)}`] },
    }));
    const text = ask({ query: { credentials }, introduction: { ...PLAIN, block: "b".repeat(30_000) } });
    assert.ok(text.length <= MAX_REQUEST_LENGTH);
    assert.equal(parseRequest(text).introduction, undefined);
    assert.equal(
      parseRequest(ask({ query: { credentials }, introduction: PLAIN })).introduction?.block,
      "a block",
    );
  });
});

/** At block 3, and a reader who knows its authorities. */
function worldOf(t: TestContext): { readonly world: FollowWorld; readonly policy: PolicyForBlock } {
  const world = new FollowWorld(t);
  world.grow(3);
  return { world, policy: () => world.chain.policyOfNewest };
}

function codeOf(introduction: Introduction, policyFor: PolicyForBlock): string {
  const found = verifyIntroduction(introduction, policyFor, nodePrimitives);
  return found.ok ? "holds" : found.code;
}

describe("verifying an introduction", () => {
  it("gives the office's record, the block, and the k-th newest cosignature's time", (t) => {
    const { world, policy } = worldOf(t);
    const { time } = world.kit;
    const body = world.body({ size: world.chain.size, root: world.chain.root as Uint8Array });
    const lines = world.authorities().map((id, i) => {
      const name = cosignerName(world.origin, id);
      return cosign(body, name, world.kit.authority(id).cosign, time + 100 * i);
    });
    const seal = addSignatures(body, [signAsLog(body, world.origin, world.kit.log), ...lines]);
    const asked: unknown[] = [];
    const policyFor: PolicyForBlock = (record, size) => {
      asked.push([record, size]);
      return policy(record, size);
    };
    const found = verifyIntroduction(introduce(world, "bank", seal), policyFor, nodePrimitives);
    assert.ok(found.ok, found.ok ? "" : found.code);
    assert.deepEqual(found.value.record, world.chain.ledger.state.office("bank"));
    assert.equal(found.value.height, 3);
    assert.equal(found.value.time, time + 100);
    assert.deepEqual(asked, [[world.chain.ledger.head?.record, world.chain.size]]);
  });

  it("is a few kilobytes", (t) => {
    const { world } = worldOf(t);
    const { length } = canonicalJson(formatIntroduction(introduce(world, "bank")));
    assert.ok(length < 6000, String(length));
  });

  it("goes no further where the reader does not know who may seal", (t) => {
    const { world } = worldOf(t);
    assert.equal(
      codeOf(introduce(world, "bank"), () => undefined),
      "introduction.not_followed",
    );
  });

  it("takes no seal below the quorum, by strangers or of another text", (t) => {
    const { world, policy } = worldOf(t);
    const { kit } = world;
    const root = world.chain.root as Uint8Array;
    const body = world.body({ size: world.chain.size, root });
    const seal = (by: readonly string[], of = body) =>
      introduce(world, "bank", sealBody(kit, of, by, kit.time));
    const all = world.authorities();
    assert.equal(codeOf(seal(all.slice(0, 3)), policy), "holds");
    assert.equal(codeOf(seal(all.slice(0, 2)), policy), "seal.no_quorum");
    const strangers = ["stranger-1", "stranger-2", "stranger-3", "stranger-4"];
    assert.equal(codeOf(seal(strangers), policy), "seal.no_quorum");
    const otherRoot = world.body({ size: world.chain.size, root: HASH });
    assert.equal(codeOf(seal(all, otherRoot), policy), "merkle.root_mismatch");
    assert.equal(codeOf(seal(all, body.replace("registry.test", "registry.other")), policy), "seal.origin");
  });

  it("takes only the record that ends the sealed tree", (t) => {
    const { world, policy } = worldOf(t);
    const good = introduce(world, "bank");
    const { extra, ...proof } = parseTlogProof(good.block);
    assert.ok(extra);
    const block = (change: Partial<ReturnType<typeof parseTlogProof>>) => ({
      ...good,
      block: formatTlogProof({ extra, ...proof, ...change }),
    });
    assert.equal(codeOf(block({}), policy), "holds");
    assert.equal(codeOf({ ...good, block: formatTlogProof(proof) }, policy), "introduction.block");
    assert.equal(codeOf(block({ index: proof.index - 1 }), policy), "introduction.block");
    assert.equal(codeOf(block({ extra: world.kit.genesis }), policy), "record.syntax");
    const record = world.chain.ledger.head?.record;
    assert.ok(record);
    const forged = buildBlockRecord({ ...record, trust: record.status });
    assert.equal(codeOf(block({ extra: forged }), policy), "merkle.root_mismatch");
    // The same record, truly in a later tree, whose seal may be another epoch's.
    const index = world.chain.size - 1;
    world.grow(1);
    const { size, store } = world.chain;
    const later = formatTlogProof({
      extra,
      index,
      proof: proveInclusion(index, size, store.hashAt(size)),
      checkpoint: store.newest?.checkpoint as string,
    });
    assert.equal(codeOf({ ...good, block: later }, policy), "introduction.block");
  });

  it("takes only an office that this very block's trust root holds", (t) => {
    const { world, policy } = worldOf(t);
    const good = introduce(world, "bank");
    world.seal([world.kit.withdraw("bank")]);
    const now = introduce(world, "bank");
    assert.equal(codeOf(now, policy), "holds");
    assert.equal(codeOf({ ...now, office: good.office }, policy), "merkle.root_mismatch");
    const civil = introduce(world, "civil");
    assert.equal(
      codeOf({ ...now, office: { ...now.office, leaf: civil.office.leaf } }, policy),
      "merkle.root_mismatch",
    );
    for (const key of ["type/id-card", "authority/authority-1", "registry/registry"]) {
      const office = world.chain.ledger.trustProof(key);
      assert.ok(office);
      assert.equal(codeOf({ ...now, office }, policy), "introduction.office", key);
    }
  });

  it("never throws, whatever the block says", (t) => {
    const { world, policy } = worldOf(t);
    const good = introduce(world, "bank");
    for (const block of ["", "\n\n", good.block.slice(0, -40), good.block.replace("index ", "index 1")]) {
      assert.notEqual(codeOf({ ...good, block }, policy), "holds");
    }
    for (const count of [0, 2 ** 53 - 1]) {
      assert.notEqual(codeOf({ ...good, office: { ...good.office, count } }, policy), "holds");
    }
  });
});

const SEEN = { height: 10, time: NOW };

describe("how old an introduction may be", () => {
  const timely = (age: number, headAge: number) =>
    isTimely({ height: 9, time: NOW - age }, { ...SEEN, time: NOW - headAge }, NOW);

  it("is thirty days", () => {
    assert.equal(timely(LONGEST_INTRODUCTION, LONGEST_INTRODUCTION), true);
    assert.equal(timely(LONGEST_INTRODUCTION + 1, LONGEST_INTRODUCTION), false);
  });

  it("is seven days before what the reader has seen", () => {
    assert.equal(timely(LONGEST_LAG, 0), true);
    assert.equal(timely(LONGEST_LAG + 1, 0), false);
    assert.equal(timely(LONGEST_LAG + 1, 1), true);
  });

  it("is not less than nothing: then the clock here is slow", () => {
    assert.equal(timely(-300, 0), true);
    assert.equal(timely(-301, 0), false);
  });
});

describe("a view with an introduction", () => {
  const introduced = {
    record: BANK,
    height: 41,
    time: NOW - 30,
    seal: { text: "", checkpoint: { origin: "", size: 1, root: HASH }, cosigners: [], time: NOW - 30 },
  } satisfies IntroducedOffice;
  const unknown = { id: "bank", answer: "unknown" } as const;

  it("answers for that office where the copy itself cannot, and says as of when", () => {
    const view = withIntroduction(viewOf({ offices: [unknown] }), introduced, NOW);
    assert.equal(view.office("bank"), BANK);
    assert.deepEqual(view.officeAsOf?.("bank"), { height: 41, time: NOW - 30 });
    assert.deepEqual(view.age(), AGE);
  });

  it("answers for nobody else", () => {
    const offices = [unknown, { id: OFFICE.id, answer: "unknown" as const }];
    const view = withIntroduction(viewOf({ offices }), introduced, NOW);
    assert.equal(view.office(OFFICE.id), "unknown");
    assert.equal(view.officeAsOf?.(OFFICE.id), undefined);
  });

  it("stands against what the copy holds only where that is older", () => {
    const own = { ...BANK, withdrawn: 1 };
    for (const [offices, held] of [
      [[own], own],
      [[], "absent"],
    ] as const) {
      const base = viewOf({ offices });
      for (const height of [AGE.height - 1, AGE.height]) {
        const view = withIntroduction(base, { ...introduced, height }, NOW);
        assert.equal(view.office("bank"), held);
        assert.equal(view.officeAsOf?.("bank"), undefined);
      }
      const newer = withIntroduction(base, introduced, NOW);
      assert.equal(newer.office("bank"), BANK);
      assert.deepEqual(newer.officeAsOf?.("bank"), { height: 41, time: NOW - 30 });
    }
    const asOf = { height: 41, time: NOW - 20 };
    const later = { ...viewOf({ offices: [own] }), officeAsOf: () => asOf };
    const view = withIntroduction(later, introduced, NOW);
    assert.equal(view.office("bank"), own);
    assert.deepEqual(view.officeAsOf?.("bank"), asOf);
  });

  it("passes everything else on", () => {
    const base = viewOf({ offices: [unknown], alarm: "alarm.fork" });
    const view = withIntroduction(base, introduced, NOW);
    assert.equal(view.id, base.id);
    assert.equal(view.alarm(), "alarm.fork");
    assert.equal(
      view.typeByVct("https://types.example/id-card"),
      base.typeByVct("https://types.example/id-card"),
    );
    assert.equal(view.anchored("x"), base.anchored("x"));
    const at = { office: "bank", index: 1, commitment: "x" };
    assert.equal(view.status(at), base.status(at));
  });

  it("is the view as it was where the introduction is too old, or nothing was ever synced", () => {
    const base = viewOf({ offices: [unknown] });
    assert.equal(withIntroduction(base, { ...introduced, time: NOW - 8 * 86_400 }, NOW), base);
    const empty = viewOf({ offices: [unknown], age: undefined });
    assert.equal(withIntroduction(empty, introduced, NOW), empty);
  });
});
