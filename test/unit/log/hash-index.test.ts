import assert from "node:assert/strict";
import { test } from "node:test";
import { HashIndex } from "../../../main/log/hash-index.ts";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";
import { utf8 } from "../../../src/bytes/bytes.ts";

function hash(i: number): Uint8Array {
  return nodePrimitives.sha256(utf8(String(i)));
}

test("every hash added is found, also while it grows, and hardly anything else", () => {
  const index = new HashIndex();
  const count = 20_000;
  for (let i = 0; i < count; i++) index.add(hash(i), i);
  assert.equal(index.size, count);
  let strangers = 0;
  for (let i = 0; i < count; i++) {
    assert.ok([...index.candidates(hash(i))].includes(i));
    strangers += [...index.candidates(hash(count + i))].length;
  }
  assert.equal(strangers, 0);
});

test("hashes that begin alike are all candidates, in the order they were added", () => {
  const index = new HashIndex();
  const alike = Array.from({ length: 5 }, (_, i) => {
    const made = new Uint8Array(32).fill(7);
    made[31] = i;
    return made;
  });
  for (const [i, each] of alike.entries()) index.add(each, i);
  index.add(new Uint8Array(32), 99);
  assert.deepEqual([...index.candidates(alike[0] as Uint8Array)], [0, 1, 2, 3, 4]);
  const other = new Uint8Array(32).fill(7);
  other[7] = 8;
  assert.deepEqual([...index.candidates(other)], []);
});
