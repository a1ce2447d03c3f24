import assert from "node:assert/strict";
import { test } from "node:test";
import { systemRandom } from "../../../main/doors/random.ts";
import { type Element, Root } from "../../../main/vault/root.ts";

const KEY = systemRandom(64);
const element = (version = 1): Element => ({ place: systemRandom(24), version, seal: systemRandom(40) });

function rootOf(elements: readonly Element[], key: Uint8Array = KEY): Root {
  const root = new Root(key);
  for (const each of elements) root.toggle(each);
  return root;
}

test("the order of changes does not matter, and taking out undoes putting in", () => {
  const [a, b, c] = [element(), element(), element()];
  const root = rootOf([a, b, c]);
  assert.deepEqual(root.differences(rootOf([c, a, b])), []);
  root.toggle(b);
  assert.deepEqual(root.differences(rootOf([a, c])), []);
});

test("each part of an element counts, and the key", () => {
  const one = element();
  const root = rootOf([one]);
  const others = [
    { ...one, version: 2 },
    { ...one, seal: one.seal.map((byte, i) => (i === 39 ? byte ^ 1 : byte)) },
    { ...one, place: one.place.map((byte, i) => (i === 23 ? byte ^ 1 : byte)) },
  ];
  for (const other of others) assert.equal(root.differences(rootOf([other])).length, 1);
  assert.equal(root.differences(rootOf([one], systemRandom(64))).length, 1);
});

test("it survives being written, with its generation", () => {
  const root = rootOf([element(), element()]);
  root.generation = 2 ** 40;
  const again = Root.decode(KEY, root.encode());
  assert.deepEqual(again.differences(root), []);
  assert.equal(again.generation, 2 ** 40);
  assert.throws(() => Root.decode(KEY, root.encode().subarray(1)), { code: "vault.tampered" });
});

test("a copy goes its own way", () => {
  const root = rootOf([element()]);
  const copy = root.clone();
  copy.toggle(element());
  assert.equal(root.differences(copy).length, 1);
});

test("it can tell an element too many from one that is only near it", () => {
  const [kept, extra] = [element(), element()];
  const expected = rootOf([kept]);
  const found = rootOf([kept, extra]);
  assert.ok(found.differsBy(expected, extra));
  assert.ok(!found.differsBy(expected, { ...extra, version: 2 }));
});

test("an element of the wrong shape is refused", () => {
  const good = element();
  const bad = [
    { ...good, place: good.place.subarray(1) },
    { ...good, seal: new Uint8Array(41) },
    { ...good, version: 0 },
    { ...good, version: 1.5 },
  ];
  for (const each of bad) assert.throws(() => new Root(KEY).toggle(each), { code: "vault.tampered" });
});
