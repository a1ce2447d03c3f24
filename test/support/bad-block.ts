import assert from "node:assert/strict";
import { nodePrimitives } from "../../main/crypto/primitives.ts";
import { utf8 } from "../../src/bytes/bytes.ts";
import { type BlockDraft, Ledger } from "../../src/chain/blocks/ledger.ts";
import { digestOf, type FollowWorld } from "./follow-world.ts";

/**
 * A block by a sequencer that does not look at signatures: all its roots are right, and its second
 * entry was changed after it was signed.
 */
export function blockWithBadSignature(world: FollowWorld): BlockDraft {
  const { kit, chain, offices } = world;
  const blind = new Ledger(kit.registryId, { ...nodePrimitives, verifyEd25519: () => true });
  for (const block of chain.store.blocks(0, Number.MAX_SAFE_INTEGER)) {
    const checked = blind.check([...chain.store.leaves(block.first, block.size)]);
    assert.ok(checked.ok);
    blind.commit(checked.value);
  }
  const signed = new TextDecoder().decode(kit.deposit(offices.archive, digestOf("signed")));
  const changed = utf8(signed.replace(digestOf("signed"), digestOf("changed")));
  const { draft } = blind.draft([kit.deposit(offices.archive, digestOf("good")), changed], kit.time);
  assert.equal(draft?.leaves.length, 3);
  return draft;
}
