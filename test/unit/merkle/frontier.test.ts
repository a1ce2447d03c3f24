import assert from "node:assert/strict";
import { test } from "node:test";
import { Frontier } from "../../../src/merkle/frontier.ts";
import { EMPTY_ROOT } from "../../../src/merkle/hash.ts";
import { SmallTree } from "../../../src/merkle/small-tree.ts";
import { referenceLeaves, referencePath, referenceRoot } from "../../support/reference-tree.ts";
import { throwsCode } from "../../support/throws-code.ts";

const leaves = referenceLeaves(70);

test("a frontier has the root of the tree at every size", () => {
  const frontier = new Frontier();
  for (let size = 0; size <= leaves.length; size++) {
    assert.equal(frontier.size, size);
    assert.deepEqual(frontier.root(), referenceRoot(leaves.slice(0, size)));
    if (size < leaves.length) frontier.append(leaves[size]!);
  }
});

test("a frontier goes on from its peaks as if it had never stopped", () => {
  for (const size of [0, 1, 2, 3, 31, 32, 33, 63]) {
    const first = new Frontier();
    for (const leaf of leaves.slice(0, size)) first.append(leaf);
    const second = Frontier.restore(size, first.peaks());
    for (const leaf of leaves.slice(size)) second.append(leaf);
    assert.deepEqual(second.root(), referenceRoot(leaves));
    assert.equal(first.size, size);
    assert.deepEqual(first.root(), referenceRoot(leaves.slice(0, size)));
  }
});

test("a clone and the peaks handed out are apart from the frontier", () => {
  const frontier = new Frontier();
  for (const leaf of leaves.slice(0, 7)) frontier.append(leaf);
  const clone = frontier.clone();
  clone.append(leaves[7]!);
  frontier.peaks().pop();
  assert.deepEqual(frontier.root(), referenceRoot(leaves.slice(0, 7)));
  assert.deepEqual(clone.root(), referenceRoot(leaves.slice(0, 8)));
});

test("the root of an empty frontier may be written to without harm", () => {
  new Frontier().root().fill(0);
  assert.deepEqual(new Frontier().root(), referenceRoot([]));
  assert.deepEqual(EMPTY_ROOT, referenceRoot([]));
});

test("what is no state of a frontier is refused", () => {
  const peaks = leaves.slice(0, 3);
  throwsCode(() => Frontier.restore(8, peaks), "merkle.peaks");
  throwsCode(() => Frontier.restore(0, peaks), "merkle.peaks");
  throwsCode(() => Frontier.restore(-1, peaks), "merkle.size");
  throwsCode(() => Frontier.restore(2 ** 53, peaks), "merkle.size");
  throwsCode(() => Frontier.restore(7, peaks.with(1, new Uint8Array(31))), "merkle.hash_length");
  throwsCode(() => new Frontier().append(new Uint8Array(33)), "merkle.hash_length");
});

test("a frontier beyond 2^32 leaves goes on, up to the largest safe size", () => {
  const frontier = Frontier.restore(2 ** 32 + 1, leaves.slice(0, 2));
  frontier.append(leaves[2]!);
  assert.equal(frontier.size, 2 ** 32 + 2);
  assert.deepEqual(frontier.peaks(), [leaves[0], referenceRoot(leaves.slice(1, 3))]);
  const full = Frontier.restore(Number.MAX_SAFE_INTEGER, referenceLeaves(53));
  throwsCode(() => full.append(leaves[0]!), "merkle.size");
});

test("a small tree has the root and the paths of its leaves", () => {
  for (let size = 0; size <= 20; size++) {
    const part = leaves.slice(0, size);
    const tree = new SmallTree(part);
    assert.equal(tree.size, size);
    assert.deepEqual(tree.root(), referenceRoot(part));
    for (let i = 0; i < size; i++) assert.deepEqual(tree.prove(i), referencePath(i, part));
    throwsCode(() => tree.prove(size), "merkle.index");
  }
  throwsCode(() => new SmallTree([new Uint8Array(1)]), "merkle.hash_length");
});
