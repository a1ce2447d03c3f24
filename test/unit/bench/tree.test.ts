import assert from "node:assert/strict";
import { test } from "node:test";
import { hashTree } from "../../../main/bench/chain/tree.ts";
import { referenceLeaf, referenceRoot } from "../../support/reference-tree.ts";

test("the tree that is measured against is the tree of RFC 6962", () => {
  for (const size of [1, 2, 3, 7, 8, 100]) {
    const leaves = Array.from({ length: size }, (_, i) => new Uint8Array(i * 5).fill(i));
    assert.deepEqual(
      Uint8Array.from(hashTree(leaves)),
      Uint8Array.from(referenceRoot(leaves.map(referenceLeaf))),
    );
  }
});
