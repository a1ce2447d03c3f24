import assert from "node:assert/strict";
import { test } from "node:test";
import { encodeBundle, MAX_LEAF, parseBundle } from "../../../src/merkle/bundle.ts";
import { throwsCode } from "../../support/throws-code.ts";

const leaves = [Uint8Array.of(1, 2, 3), new Uint8Array(0), new Uint8Array(300).fill(7)];
const bundle = encodeBundle(leaves);

test("a bundle is each leaf behind its big-endian length", () => {
  assert.deepEqual(bundle.subarray(0, 9), Uint8Array.of(0, 3, 1, 2, 3, 0, 0, 1, 44));
  assert.equal(bundle.length, 2 + 3 + 2 + 2 + 300);
  assert.deepEqual(
    parseBundle(bundle, 3).map((leaf) => Uint8Array.from(leaf)),
    leaves,
  );
});

test("a bundle holds 256 leaves of 65,535 bytes and no more", () => {
  const largest = new Uint8Array(MAX_LEAF);
  const full = encodeBundle(Array.from({ length: 256 }, () => largest));
  assert.equal(parseBundle(full, 256).length, 256);
  throwsCode(() => encodeBundle([new Uint8Array(MAX_LEAF + 1)]), "merkle.leaf_length");
  throwsCode(() => encodeBundle(Array.from({ length: 257 }, () => leaves[1]!)), "merkle.bundle");
});

test("a bundle cut anywhere, lengthened or of another width is refused", () => {
  for (let length = 0; length < bundle.length; length++) {
    throwsCode(() => parseBundle(bundle.subarray(0, length), 3), "merkle.bundle");
  }
  throwsCode(() => parseBundle(Uint8Array.from([...bundle, 0]), 3), "merkle.bundle");
  throwsCode(() => parseBundle(Uint8Array.from([...bundle, 0, 0]), 3), "merkle.bundle");
  for (const width of [-1, 0, 1, 2, 4, 256, 257, 1.5, Number.NaN]) {
    throwsCode(() => parseBundle(bundle, width), "merkle.bundle");
  }
});
