import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { nodePrimitives } from "../../main/crypto/primitives.ts";
import { type BlockDraft, Ledger } from "../../src/chain/blocks/ledger.ts";
import { DEEDS, makeHistory } from "../support/chain-history.ts";
import { referenceStatusRoot, referenceTrustRoot } from "../support/reference-roots.ts";
import { referenceLeaf, referenceRoot } from "../support/reference-tree.ts";
import { START } from "../support/registry-kit.ts";

const deeds = fc.array(fc.record({ kind: fc.nat(DEEDS - 1), pick: fc.nat(50) }), { maxLength: 40 });
const cuts = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 60, maxLength: 60 });

/** Blocks of those sizes, in order; what a block has no room for waits for the next. */
function cutIntoBlocks(
  ledger: Ledger,
  leaves: readonly Uint8Array[],
  sizes: readonly number[],
): BlockDraft[] {
  const blocks: BlockDraft[] = [];
  let waiting = [...leaves];
  for (let round = 0; waiting.length > 0; round++) {
    const now = waiting.slice(0, sizes[round % sizes.length]);
    ledger.draft(waiting.slice(0, 3), START + 900);
    const { draft, outcomes } = ledger.draft(now, START + round);
    assert.ok(draft !== undefined);
    // After an entry that must wait, those that build on it wait too.
    const taken = outcomes.findIndex(({ ok }) => !ok);
    const whole = taken < 0 ? draft : ledger.draft(now.slice(0, taken), START + round).draft;
    assert.ok(whole !== undefined);
    ledger.commit(whole);
    blocks.push(whole);
    waiting = waiting.slice(whole.record.count);
  }
  return blocks;
}

test("who checks a chain of blocks comes to the heads, rows and roots of who drafted it", () => {
  fc.assert(
    fc.property(deeds, cuts, (history, sizes) => {
      const { registryId, leaves, commitments } = makeHistory(history);
      const drafter = new Ledger(registryId, nodePrimitives);
      const blocks = cutIntoBlocks(drafter, leaves, sizes);

      const checker = new Ledger(registryId, nodePrimitives);
      const follower = new Ledger(registryId, nodePrimitives);
      for (const block of blocks) {
        assert.equal(checker.check(block.leaves.toReversed()).ok, false);
        const checked = checker.check(block.leaves);
        assert.ok(checked.ok);
        checker.commit(checked.value);
        const { leafHashes } = block;
        const followed = follower.check(block.leaves, { signatures: "trusted", leafHashes });
        assert.ok(followed.ok);
        follower.commit(followed.value);
        assert.deepEqual(checked.value, block);
        assert.deepEqual(followed.value, block);

        const { record } = block;
        const issued = commitments.filter((held) => checker.state.credential(held) !== undefined);
        assert.equal(record.trust, referenceTrustRoot(checker.state));
        assert.equal(record.status, referenceStatusRoot(checker.state, issued));
      }
      assert.deepEqual(checker.head, drafter.head);
      assert.deepEqual(follower.head, drafter.head);
      const log = blocks.flatMap((block) => block.leaves);
      assert.equal(log.length, leaves.length + blocks.length);
      assert.deepEqual(new Uint8Array(checker.head!.root), referenceRoot(log.map(referenceLeaf)));
      for (const held of commitments) {
        const row = checker.state.credential(held);
        assert.deepEqual(row, drafter.state.credential(held));
        assert.equal(checker.status(row!.office, row!.index), row!.status);
      }
    }),
    { numRuns: 12 },
  );
});

test("a block with any byte changed is refused by code and changes nothing", () => {
  const { registryId, leaves } = makeHistory([5, 0, 10, 4, 1].map((kind) => ({ kind, pick: 1 })));
  const ledger = new Ledger(registryId, nodePrimitives);
  const first = ledger.draft(leaves.slice(0, 9), START).draft;
  assert.ok(first !== undefined);
  ledger.commit(first);
  const block = ledger.draft(leaves.slice(9), START + 5).draft;
  assert.ok(block !== undefined && block.record.count === leaves.length - 9);
  const head = ledger.head;

  const positions = block.leaves.flatMap((leaf, at) => Array.from(leaf, (_, byte) => [at, byte] as const));
  fc.assert(
    fc.property(fc.constantFrom(...positions), fc.integer({ min: 1, max: 255 }), ([at, byte], change) => {
      const changed = block.leaves.map((leaf) => leaf.slice());
      changed[at]![byte]! ^= change;
      const refused = ledger.check(changed);
      assert.ok(!refused.ok);
      assert.match(refused.code, /^[a-z]+\.[a-z0-9_]+$/);
      assert.equal(ledger.head, head);
    }),
    { numRuns: 800 },
  );
  const again = ledger.check(block.leaves);
  assert.ok(again.ok);
  assert.deepEqual(again.value, block);
});
