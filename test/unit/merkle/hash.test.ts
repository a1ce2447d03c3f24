import assert from "node:assert/strict";
import { test } from "node:test";
import { toHex } from "../../../src/bytes/hex.ts";
import { EMPTY_ROOT, leafHash, nodeHash } from "../../../src/merkle/hash.ts";
import { referenceLeaf, referenceNode } from "../../support/reference-tree.ts";
import { throwsCode } from "../../support/throws-code.ts";

test("the empty tree is the hash of nothing, the empty leaf that of one zero byte", () => {
  assert.equal(toHex(EMPTY_ROOT), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  const empty = leafHash(new Uint8Array(0));
  assert.equal(toHex(empty), "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
});

test("leaves of any length hash as the definition says, one after the other", () => {
  for (const length of [0, 1, 406, 65535, 65536, 1 << 20, 2, 0]) {
    const leaf = new Uint8Array(length).fill(length);
    assert.deepEqual(Uint8Array.from(leafHash(leaf)), referenceLeaf(leaf));
  }
});

test("a node takes two hashes and keeps nothing of the node before", () => {
  const [a, b] = [referenceLeaf(Uint8Array.of(1)), referenceLeaf(Uint8Array.of(2))];
  const first = nodeHash(a, b);
  assert.deepEqual(nodeHash(b, a), referenceNode(b, a));
  assert.deepEqual(first, referenceNode(a, b));
  throwsCode(() => nodeHash(a, new Uint8Array(31)), "merkle.hash_length");
  throwsCode(() => nodeHash(new Uint8Array(33), b), "merkle.hash_length");
  throwsCode(() => nodeHash(new Uint8Array(0), b), "merkle.hash_length");
});

test("the hash that is passed in is the one used", () => {
  const seen: number[] = [];
  const fake = (data: Uint8Array): Uint8Array => {
    seen.push(data[0]!, data.length);
    return new Uint8Array(32);
  };
  leafHash(new Uint8Array(5), fake);
  nodeHash(EMPTY_ROOT, EMPTY_ROOT, fake);
  assert.deepEqual(seen, [0, 6, 1, 65]);
});
