import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";
import * as fc from "fast-check";
import { nodePrimitives } from "../../main/crypto/primitives.ts";
import { codeOf } from "../../src/error.ts";
import { judgeAsker } from "../../src/presentation/asker.ts";
import { withIntroduction } from "../../src/presentation/introduced-view.ts";
import {
  type Introduction,
  parseIntroduction,
  verifyIntroduction,
} from "../../src/presentation/introduction.ts";
import { parseRequest } from "../../src/presentation/request.ts";
import type { RegistryView } from "../../src/trust/registry-view.ts";
import { FollowWorld, sealBody } from "../support/follow-world.ts";
import { askWith, introduce } from "../support/introduction-world.ts";
import { codeThrownBy } from "../support/throws-code.ts";
import { viewOf } from "../support/verdict-world.ts";

interface Asked {
  readonly world: FollowWorld;
  readonly introduction: Introduction;
  /** State and code of the judgement, or the code of the error that refuses the request. */
  judge(text: string): string;
}

/** A reader that knows the authorities and no office; the bank's introduction under no more than a quorum. */
function askedOf(t: Pick<TestContext, "after">): Asked {
  const world = new FollowWorld(t);
  world.grow(5);
  const { size, root, policyOfNewest } = world.chain;
  const body = world.body({ size, root: root as Uint8Array });
  const { time } = world.kit;
  const seal = sealBody(world.kit, body, world.authorities().slice(0, world.kit.quorum), time);
  const empty: RegistryView = {
    ...viewOf({ age: { height: 0, time } }),
    id: world.kit.hash(world.kit.genesis),
    office: () => "unknown",
  };
  const judge = (text: string): string => {
    try {
      const request = parseRequest(text);
      const { introduction } = request;
      const found = introduction && verifyIntroduction(introduction, () => policyOfNewest, nodePrimitives);
      const view = found?.ok === true ? withIntroduction(empty, found.value, time) : empty;
      const { state, code } = judgeAsker(request, view, nodePrimitives, time);
      return `${state}, ${code}`;
    } catch (error) {
      return codeOf(error) ?? assert.fail(error as Error);
    }
  };
  return { world, introduction: introduce(world, "bank", seal), judge };
}

const UNKNOWN = "cannot tell, asker.office_unknown";
const anyCharacter = fc.oneof(
  fc.constantFrom(..."ABCXYZabcxyz0189+/=-_ \n—"),
  fc.integer({ min: 1, max: 0xd7ff }).map((code) => String.fromCharCode(code)),
);

describe("an introduction changed anywhere, and signed for by the office itself", () => {
  it("is not used: any character of the block", (t) => {
    const { world, introduction, judge } = askedOf(t);
    assert.equal(judge(askWith(world, introduction)), "accredited, asker.ok");
    const { block } = introduction;
    fc.assert(
      fc.property(fc.nat(block.length - 1), anyCharacter, (at, other) => {
        fc.pre(block[at] !== other);
        const changed = { ...introduction, block: block.slice(0, at) + other + block.slice(at + 1) };
        assert.equal(judge(askWith(world, changed)), UNKNOWN);
      }),
      { numRuns: 200 },
    );
  });

  it("is not used: any bit of the leaf or of its proof", (t) => {
    const { world, introduction, judge } = askedOf(t);
    const { leaf, proof } = introduction.office;
    const parts = [leaf, ...proof];
    const place = fc.nat(parts.length - 1).chain((part) => {
      const length = (parts[part] as Uint8Array).length;
      return fc.tuple(fc.constant(part), fc.nat(length * 8 - 1));
    });
    fc.assert(
      fc.property(place, ([part, bit]) => {
        const [changedLeaf, ...changedProof] = parts.map((bytes, i) => {
          const copy = Uint8Array.from(bytes);
          if (i === part) copy[bit >> 3] = (copy[bit >> 3] as number) ^ (1 << (bit & 7));
          return copy;
        }) as [Uint8Array, ...Uint8Array[]];
        const office = { ...introduction.office, leaf: changedLeaf, proof: changedProof };
        assert.equal(judge(askWith(world, { ...introduction, office })), UNKNOWN);
      }),
      { numRuns: 120 },
    );
  });

  it("is not used at another place, with hashes missing or more", (t) => {
    const { world, introduction, judge } = askedOf(t);
    const { index, proof } = introduction.office;
    fc.assert(
      fc.property(fc.nat(64), fc.nat(proof.length), fc.boolean(), (otherIndex, cut, longer) => {
        const otherProof = longer ? [...proof, ...proof.slice(cut)] : proof.slice(0, cut);
        fc.pre(otherIndex !== index || otherProof.length !== proof.length);
        const office = { ...introduction.office, index: otherIndex, proof: otherProof };
        assert.equal(judge(askWith(world, { ...introduction, office })), UNKNOWN);
      }),
      { numRuns: 100 },
    );
  });
});

describe("a request that carries an introduction, changed on its way", () => {
  it("is refused, or nobody accredited has asked it", (t) => {
    const { world, introduction, judge } = askedOf(t);
    const text = askWith(world, introduction);
    fc.assert(
      fc.property(fc.nat(text.length - 1), anyCharacter, (at, other) => {
        fc.pre(text[at] !== other);
        const answer = judge(text.slice(0, at) + other + text.slice(at + 1));
        assert.match(answer, /^(presentation\.|unaccredited, |cannot tell, )/);
      }),
      { numRuns: 300 },
    );
  });
});

describe("whatever stands for an introduction", () => {
  it("ends in a code of ours", () => {
    const member = fc.record({ block: fc.anything(), office: fc.anything() }, { requiredKeys: [] });
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.jsonValue(), member), (value) => {
        assert.match(codeThrownBy(() => parseIntroduction(value)) ?? "none", /^presentation\./);
      }),
      { numRuns: 300 },
    );
  });

  it("and is well formed proves nothing", (t) => {
    const { world, judge } = askedOf(t);
    const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });
    const office = fc.record({
      leaf: fc.uint8Array({ maxLength: 200 }),
      index: fc.nat(),
      count: fc.nat(),
      proof: fc.array(hash, { maxLength: 8 }),
    });
    fc.assert(
      fc.property(fc.record({ block: fc.string(), office }), (introduction) => {
        assert.equal(judge(askWith(world, introduction)), UNKNOWN);
      }),
      { numRuns: 100 },
    );
  });
});
