import assert from "node:assert/strict";
import { test } from "node:test";
import { systemRandom } from "../../../main/doors/random.ts";
import { openSealed, type Place, sealBytes } from "../../../main/vault/seal.ts";
import { utf8 } from "../../../src/bytes/bytes.ts";

const KEY = new Uint8Array(32).fill(3);
const PLACE: Place = { vault: "v", table: "rows", row: "r", version: 4 };
const CONTENT = utf8("what is kept");

test("what was sealed opens at its own place", () => {
  const sealed = sealBytes(KEY, CONTENT, PLACE, systemRandom);
  assert.equal(sealed.seal.length, 40);
  assert.equal(sealed.body.length, CONTENT.length);
  assert.notDeepEqual(sealed.body, CONTENT);
  assert.deepEqual(openSealed(KEY, sealed, PLACE), CONTENT);
});

test("it opens at no other place, vault, table or version, and under no other key", () => {
  const sealed = sealBytes(KEY, CONTENT, PLACE, systemRandom);
  for (const change of [{ vault: "w" }, { table: "root" }, { row: "s" }, { version: 3 }]) {
    assert.throws(() => openSealed(KEY, sealed, { ...PLACE, ...change }), { code: "vault.tampered" });
  }
  assert.throws(() => openSealed(new Uint8Array(32), sealed, PLACE), { code: "vault.tampered" });
});

test("every flipped byte is noticed, and every cut", () => {
  const { seal, body } = sealBytes(KEY, CONTENT, PLACE, systemRandom);
  const flipped = (bytes: Uint8Array, at: number) => bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));
  for (let at = 0; at < seal.length; at++) {
    const changed = { seal: flipped(seal, at), body };
    assert.throws(() => openSealed(KEY, changed, PLACE), { code: "vault.tampered" });
  }
  for (let at = 0; at < body.length; at++) {
    const changed = { seal, body: flipped(body, at) };
    assert.throws(() => openSealed(KEY, changed, PLACE), { code: "vault.tampered" });
  }
  const cuts = [
    { seal, body: body.subarray(1) },
    { seal: seal.subarray(1), body },
    { seal: new Uint8Array(0), body: new Uint8Array(0) },
  ];
  for (const cut of cuts) assert.throws(() => openSealed(KEY, cut, PLACE), { code: "vault.tampered" });
});

test("the same content is never sealed to the same bytes", () => {
  const one = sealBytes(KEY, CONTENT, PLACE, systemRandom);
  const two = sealBytes(KEY, CONTENT, PLACE, systemRandom);
  assert.notDeepEqual(one.seal, two.seal);
  assert.notDeepEqual(one.body, two.body);
});
