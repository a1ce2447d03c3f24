import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { nodePrimitives } from "../../../../main/crypto/primitives.ts";
import { fromBase64Url, toBase64Url } from "../../../../src/bytes/base64.ts";
import { buildBatchTree, roundOf, shuffle } from "../../../../src/chain/blocks/batch-tree.ts";
import { type CopyPlace, verifyCopy } from "../../../../src/chain/blocks/copy-place.ts";
import { codeOf } from "../../../../src/error.ts";
import { referenceLeaf, referenceRoot } from "../../../support/reference-tree.ts";
import { hashOf } from "../../../support/test-keys.ts";

const { sha256 } = nodePrimitives;

/** Numbers that look drawn, the same in every run. */
function drawing(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function commitments(holders: number, copies: number): string[][] {
  return Array.from({ length: holders }, (_, holder) =>
    Array.from({ length: copies }, (__, copy) => hashOf(`copy ${copy} of ${holder}`)),
  );
}

function built(holders: number, copies: number, seed = 1) {
  let filled = 0;
  const draw = drawing(seed);
  const filler = () => fromBase64Url(hashOf(`filler ${filled++}`));
  const bytes = commitments(holders, copies).map((own) => own.map((each) => fromBase64Url(each)));
  return buildBatchTree(bytes, { draw, filler, sha256 });
}

function hashesOf({ proof }: CopyPlace): string[] {
  return proof.map((hash) => toBase64Url(hash));
}

test("proves every copy in its place, and no other there", () => {
  const batch = built(3, 5);
  assert.equal(batch.count, 4 * 5);
  commitments(3, 5).forEach((own, holder) => {
    own.forEach((commitment, copy) => {
      const place = batch.places[holder]?.[copy] as CopyPlace;
      verifyCopy(batch, place, commitment, sha256);
      const wrong: readonly [CopyPlace | undefined, string][] = [
        [undefined, commitment],
        [place, hashOf("another")],
        [{ ...place, index: place.index ^ 1 }, commitment],
        [{ ...place, index: batch.count }, commitment],
        [{ ...place, proof: place.proof.slice(1) }, commitment],
      ];
      for (const [at, what] of wrong) {
        assert.throws(
          () => verifyCopy(batch, at, what, sha256),
          (error) => /^(receipt\.copy|merkle\.)/.test(String(codeOf(error))),
        );
      }
    });
  });
});

test("is the RFC 6962 tree over the commitments in the order of their places", () => {
  const batch = built(4, 3);
  const leaves: Uint8Array[] = [];
  commitments(4, 3).forEach((own, holder) => {
    own.forEach((commitment, copy) => {
      leaves[batch.places[holder]?.[copy]?.index ?? -1] = referenceLeaf(fromBase64Url(commitment));
    });
  });
  assert.equal(toBase64Url(referenceRoot(leaves)), batch.root);
});

test("two copies of one holder have nothing in common that a copy of everybody else has not too", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 9 }),
      fc.integer({ min: 2, max: 9 }),
      fc.nat(),
      (holders, copies, seed) => {
        const { places } = built(holders, copies, seed);
        const shown = places.map((own) => own.map(hashesOf));
        for (let a = 0; a < copies; a++) {
          for (let b = a + 1; b < copies; b++) {
            const common = shown[0]?.[a]?.filter((hash) => shown[0]?.[b]?.includes(hash)) ?? [];
            for (let other = 1; other < holders; other++) {
              const theirs = new Set([...(shown[other]?.[a] ?? []), ...(shown[other]?.[b] ?? [])]);
              for (const hash of common) assert.ok(theirs.has(hash));
            }
          }
        }
      },
    ),
    { numRuns: 60 },
  );
});

test("each round holds one copy of every holder, in an order of its own", () => {
  const { places, count } = built(8, 6);
  assert.equal(count, 48);
  const rounds = Array.from({ length: 6 }, (_, copy) =>
    places.map((own) => (own[copy]?.index ?? -1) - 8 * copy),
  );
  for (const round of rounds) assert.deepEqual(round.toSorted(), [0, 1, 2, 3, 4, 5, 6, 7]);
  assert.ok(new Set(rounds.map((round) => round.join())).size > 4);
});

test("a shuffle gives every order the same chance", () => {
  const draw = drawing(7);
  const seen = new Map<string, number>();
  const runs = 6000;
  for (let i = 0; i < runs; i++) {
    const order = shuffle(["a", "b", "c"], draw).join("");
    seen.set(order, (seen.get(order) ?? 0) + 1);
  }
  assert.equal(seen.size, 6);
  for (const times of seen.values()) assert.ok(Math.abs(times - runs / 6) < 150, String(times));
  assert.deepEqual([1, 2, 3, 5, 64, 65].map(roundOf), [1, 2, 4, 8, 64, 128]);
});
