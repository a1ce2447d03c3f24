import assert from "node:assert/strict";
import { test } from "node:test";
import { nodePrimitives } from "../../../../main/crypto/primitives.ts";
import { fromBase64Url, toBase64Url } from "../../../../src/bytes/base64.ts";
import { utf8 } from "../../../../src/bytes/bytes.ts";
import { Ledger } from "../../../../src/chain/blocks/ledger.ts";
import { parseEntry } from "../../../../src/chain/entries/entry.ts";
import { EntryMemory, readEntry } from "../../../../src/chain/entries/entry-memory.ts";
import type { Primitives } from "../../../../src/crypto/ports.ts";
import { START } from "../../../support/registry-kit.ts";
import { standardRegistry } from "../../../support/standard-registry.ts";
import { hashOf } from "../../../support/test-keys.ts";
import { throwsCode } from "../../../support/throws-code.ts";

const { sha256 } = nodePrimitives;

/** Deposits of the standard registry, each another leaf. */
function deposits(count: number): readonly Uint8Array[] {
  const { kit, archive } = standardRegistry();
  return Array.from({ length: count }, (_, i) => kit.deposit(archive, hashOf(`deposit ${i}`)));
}

/** The same entry with the first signature's last but one byte changed. */
function forged(leaf: Uint8Array): Uint8Array {
  const entry = parseEntry(leaf);
  const [first, ...others] = entry.sigs;
  assert.ok(first !== undefined);
  const sig = fromBase64Url(first.sig);
  (sig as Uint8Array)[0] = (sig[0] as number) ^ 1;
  return utf8(JSON.stringify({ ...entry, sigs: [{ key: first.key, sig: toBase64Url(sig) }, ...others] }));
}

test("a leaf is read once, and reads the same from another copy of its bytes", () => {
  const [leaf] = deposits(1) as [Uint8Array];
  const memory = new EntryMemory(sha256);
  const read = memory.read(leaf);
  assert.deepEqual({ ...read }, { ...readEntry(leaf, sha256), isVerified: false });
  assert.equal(memory.read(leaf.slice()), read);
  assert.equal(memory.read(leaf, read.hash), read);
});

test("bytes that change under the memory are another leaf", () => {
  const [leaf] = deposits(1) as [Uint8Array];
  const memory = new EntryMemory(sha256);
  const before = memory.read(leaf);
  memory.noteVerified(before.entryHash);
  leaf.set(forged(leaf));
  const after = memory.read(leaf);
  assert.notEqual(after.entryHash, before.entryHash);
  assert.ok(!memory.isVerified(after.entryHash));
});

test("what cannot be read is refused each time, and not remembered", () => {
  const memory = new EntryMemory(sha256);
  for (let i = 0; i < 2; i++) throwsCode(() => memory.read(utf8("{}")), "entry.member");
});

test("it forgets the oldest, so that strangers cannot fill a node's memory", () => {
  const leaves = deposits(8);
  const [first] = leaves as [Uint8Array];
  const memory = new EntryMemory(sha256, 4 * first.length);
  const read = memory.read(first);
  for (const leaf of leaves.slice(1)) memory.read(leaf);
  assert.notEqual(memory.read(first), read);
  assert.deepEqual(memory.read(first), read);
});

/** Two ledgers of one process, and how often a signature was verified. */
function sharing() {
  const { kit, leaves, archive } = standardRegistry();
  const asked = { count: 0 };
  const primitives: Primitives = {
    ...nodePrimitives,
    verifyEd25519: (...parts) => {
      asked.count++;
      return nodePrimitives.verifyEd25519(...parts);
    },
  };
  const memory = new EntryMemory(sha256);
  const ledgers = [0, 1].map(() => {
    const ledger = new Ledger(kit.registryId, primitives);
    ledger.share(memory);
    const { draft } = ledger.draft(leaves, START);
    assert.ok(draft !== undefined);
    ledger.commit(draft);
    return ledger;
  });
  return { ledgers: ledgers as [Ledger, Ledger], asked, memory, leaf: kit.deposit(archive, hashOf("new")) };
}

test("ledgers that share a memory verify a signature once, and each applies its own rules", () => {
  const { ledgers, asked, leaf } = sharing();
  const [one, other] = ledgers;
  asked.count = 0;
  const { draft } = one.draft([leaf], START);
  assert.ok(draft !== undefined);
  assert.equal(asked.count, 1);
  assert.ok(other.check(draft.leaves).ok);
  assert.equal(asked.count, 1);
  one.commit(draft);
  // The one has it by now, and says so although its signature is known.
  assert.equal(one.draft([leaf], START).outcomes[0]?.ok, false);
  assert.equal(other.draft([leaf], START).outcomes[0]?.ok, true);
});

test("a signature that does not hold is refused by everybody who shares, each time", () => {
  const { ledgers, leaf } = sharing();
  const bad = forged(leaf);
  for (const ledger of [...ledgers, ...ledgers]) {
    const [outcome] = ledger.draft([bad], START).outcomes;
    assert.equal(outcome?.ok === false ? outcome.code : "taken", "sig.invalid");
  }
});

test("what a quorum vouched for does not count as verified", () => {
  const { ledgers, asked, leaf } = sharing();
  const [one, other] = ledgers;
  const { kit } = standardRegistry();
  const unshared = new Ledger(kit.registryId, nodePrimitives);
  unshared.commit(unshared.draft(standardRegistry().leaves, START).draft as never);
  const { draft } = unshared.draft([leaf], START);
  assert.ok(draft !== undefined);
  asked.count = 0;
  assert.ok(one.check(draft.leaves, { signatures: "trusted" }).ok);
  assert.equal(asked.count, 0);
  assert.ok(other.check(draft.leaves).ok);
  assert.equal(asked.count, 1);
});
