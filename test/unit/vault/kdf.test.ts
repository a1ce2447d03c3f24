import assert from "node:assert/strict";
import { test } from "node:test";
import { argon2InWorker, systemArgon2 } from "../../../main/vault/argon2.ts";
import { chooseParams, derivePassphraseKey, paramsToJson, parseParams } from "../../../main/vault/kdf.ts";
import { FLOOR_KDF, STRICT_KDF } from "../../../main/vault/kdf-policy.ts";
import { utf8 } from "../../../src/bytes/bytes.ts";
import { toHex } from "../../../src/bytes/hex.ts";
import type { JsonObject } from "../../../src/json/value.ts";
import { WEAK_KDF } from "../../support/vault.ts";

const SALT = new Uint8Array(16).fill(7);
const random = (): Uint8Array<ArrayBuffer> => SALT;
const GOOD = paramsToJson(await chooseParams(FLOOR_KDF, { random }));

test("what is chosen is written, read back and within the policy", () => {
  assert.deepEqual(parseParams(GOOD, STRICT_KDF), { memory: 65_536, passes: 3, lanes: 4, salt: SALT });
});

const planted: readonly (readonly [string, JsonObject])[] = [
  ["memory below the floor", { m: 65_535 }],
  ["passes below the floor", { t: 2 }],
  ["memory above the ceiling", { m: 1_048_577 }],
  ["passes above the ceiling", { t: 17 }],
  ["no lanes", { p: 0 }],
  ["too many lanes", { p: 5 }],
  ["a fraction", { t: 3.5 }],
  ["a text", { m: "65536" }],
  ["another algorithm", { alg: "argon2i" }],
  ["another version", { v: 16 }],
  ["a short salt", { salt: "AAAAAAAAAAAAAAAAAAAA" }],
  ["a long salt", { salt: "A".repeat(88) }],
  ["a salt that is not base64url", { salt: "****************************" }],
];
for (const [name, change] of planted) {
  test(`parameters with ${name} are refused`, () => {
    assert.throws(() => parseParams({ ...GOOD, ...change }, STRICT_KDF), { code: "vault.kdf_params" });
  });
}

test("what is no object of parameters is refused", () => {
  for (const value of [null, [], "x", 1, {}]) {
    assert.throws(() => parseParams(value, STRICT_KDF), { code: "vault.kdf_params" });
  }
});

// From the tests of the reference implementation (phc-winner-argon2, test.c, Argon2id version 0x13).
test("the function is Argon2id, by node:crypto and in a worker alike", async () => {
  const input = { salt: utf8("somesalt"), memory: 256, passes: 2, lanes: 1, length: 32 };
  const known = "9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe";
  assert.equal(toHex(await systemArgon2({ ...input, password: utf8("password") })), known);
  assert.equal(toHex(await argon2InWorker({ ...input, password: utf8("password") })), known);
});

test("a worker that fails is an error, not a wait", async () => {
  const input = { password: utf8("x"), salt: SALT, memory: 1, passes: 1, lanes: 4, length: 32 };
  await assert.rejects(argon2InWorker(input));
  const params = { salt: SALT, memory: 1, passes: 1, lanes: 4 };
  await assert.rejects(derivePassphraseKey("x", params, argon2InWorker), { code: "vault.kdf_failed" });
});

test("one passphrase is one key however its characters are composed", async () => {
  const params = await chooseParams(WEAK_KDF, { random });
  const composed = await derivePassphraseKey("Gr\u00fc\u00dfe \ufb01x", params);
  assert.deepEqual(await derivePassphraseKey("Gru\u0308\u00dfe fix", params), composed);
  assert.notDeepEqual(await derivePassphraseKey("gr\u00fc\u00dfe fix", params), composed);
});

test("a passphrase that is none, ill-formed or endless is refused", async () => {
  const params = await chooseParams(WEAK_KDF, { random });
  for (const passphrase of ["", "\ud800", "x".repeat(5000)]) {
    await assert.rejects(derivePassphraseKey(passphrase, params), { code: "vault.passphrase" });
  }
});
