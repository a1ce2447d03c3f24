import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { SortedTree } from "../../../../src/chain/roots/sorted-tree.ts";
import { sha256 } from "../../../../src/crypto/sha256.ts";
import { type Hash, referenceLeaf, referencePath, referenceRoot } from "../../../support/reference-tree.ts";
import { throwsCode } from "../../../support/throws-code.ts";

const leafOf = (text: string): Hash => referenceLeaf(new TextEncoder().encode(text));

function assertIsTreeOf(tree: SortedTree, leaves: ReadonlyMap<string, Hash>): void {
  const keys = [...leaves.keys()].sort();
  const hashes = keys.map((key) => leaves.get(key) as Hash);
  assert.equal(tree.size, keys.length);
  assert.deepEqual(new Uint8Array(tree.root()), referenceRoot(hashes));
  keys.forEach((key, index) => {
    assert.equal(tree.indexOf(key), index);
    const proof = tree.prove(index).map((hash) => new Uint8Array(hash));
    assert.deepEqual(proof, referencePath(index, hashes));
  });
}

// Few letters, so that keys meet, stand before all others, between them and after.
const keys = fc.stringMatching(/^[a-f][a-f0]{0,2}$/);
const rounds = fc.array(fc.array(fc.tuple(keys, fc.nat(3)), { maxLength: 12 }), { maxLength: 12 });

test("after any rounds of changes it is the RFC 6962 tree over its sorted leaves", () => {
  fc.assert(
    fc.property(rounds, (history) => {
      const tree = new SortedTree(sha256);
      const leaves = new Map<string, Hash>();
      for (const round of history) {
        const changes = new Map(round.map(([key, value]) => [key, leafOf(`${key} ${value}`)]));
        const dropped = tree.plan(new Map([["b", leafOf("never")]]));
        const plan = tree.plan(changes);
        assertIsTreeOf(tree, leaves);
        for (const [key, hash] of changes) leaves.set(key, hash);
        tree.apply(plan);
        assert.deepEqual(tree.root(), plan.root);
        assert.equal(tree.size, plan.size);
        throwsCode(() => tree.apply(dropped), "ledger.stale_draft");
        assertIsTreeOf(tree, leaves);
      }
    }),
    { numRuns: 150 },
  );
});

test("a change among many leaves hashes one path, not the tree", () => {
  let hashed = 0;
  const tree = new SortedTree((data) => {
    hashed++;
    return sha256(data);
  });
  const names = Array.from({ length: 1000 }, (_, i) => `k${1000 + i}`);
  tree.apply(tree.plan(new Map(names.map((name) => [name, leafOf(name)]))));
  hashed = 0;
  tree.plan(new Map([["k1500", leafOf("new")]]));
  assert.ok(hashed > 0 && hashed <= 10, String(hashed));
  hashed = 0;
  tree.plan(new Map([["k2000", leafOf("last")]]));
  assert.ok(hashed > 0 && hashed <= 10, String(hashed));
});

test("a plan of another tree, or used twice, is refused", () => {
  const tree = new SortedTree(sha256);
  const plan = tree.plan(new Map([["a", leafOf("a")]]));
  throwsCode(() => new SortedTree(sha256).apply(plan), "ledger.stale_draft");
  tree.apply(plan);
  throwsCode(() => tree.apply(plan), "ledger.stale_draft");
  throwsCode(() => tree.apply({ root: tree.root(), size: 1 }), "ledger.stale_draft");
});
