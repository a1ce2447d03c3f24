import assert from "node:assert/strict";
import { test } from "node:test";
import { toBase64 } from "../../../src/bytes/base64.ts";
import { concat } from "../../../src/bytes/bytes.ts";
import {
  cosignerName,
  formatVkey,
  keyId,
  originHash,
  parseVkey,
  SIGNATURE_TYPE,
} from "../../../src/note/keys.ts";
import { testSigner } from "../../support/seals.ts";
import { throwsCode } from "../../support/throws-code.ts";

const key = testSigner(1).publicKey;

test("a key id depends on name, type and key", () => {
  const id = keyId("a", SIGNATURE_TYPE.log, key);
  assert.notEqual(keyId("b", SIGNATURE_TYPE.log, key), id);
  assert.notEqual(keyId("a", SIGNATURE_TYPE.cosignature, key), id);
  assert.notEqual(keyId("a", SIGNATURE_TYPE.log, testSigner(2).publicKey), id);
  assert.ok(Number.isInteger(id) && id >= 0 && id <= 0xffffffff);
});

test("a verifier key reads back as what was written, whatever its type", () => {
  for (const type of [SIGNATURE_TYPE.log, SIGNATURE_TYPE.cosignature]) {
    const vkey = formatVkey("example.com/k", type, key);
    const read = parseVkey(vkey);
    assert.deepEqual(
      { ...read, publicKey: Uint8Array.from(read.publicKey) },
      {
        name: "example.com/k",
        type,
        publicKey: Uint8Array.from(key),
        keyId: keyId("example.com/k", type, key),
      },
    );
  }
  throwsCode(() => formatVkey("a b", SIGNATURE_TYPE.log, key), "note.name");
});

test("key ids with leading zeros have eight digits", () => {
  let seed = 0;
  const name = (): string => `example.com/${seed}`;
  while (keyId(name(), SIGNATURE_TYPE.log, key) >= 0x10000000) seed++;
  assert.equal(parseVkey(formatVkey(name(), SIGNATURE_TYPE.log, key)).name, name());
});

test("any other text is no verifier key", () => {
  const vkey = formatVkey("example.com/k", SIGNATURE_TYPE.log, key);
  const [name, id, material] = vkey.split("+", 3) as [string, string, string];
  const withKey = (type: number, bytes: Uint8Array): string =>
    `${name}+${keyId(name, type, bytes).toString(16).padStart(8, "0")}+${toBase64(concat(Uint8Array.of(type), bytes))}`;
  assert.equal(withKey(1, key).length, vkey.length);
  const bad = [
    "",
    "++",
    name,
    `${name}+${id}`,
    `${vkey}+`,
    `${vkey}\n`,
    ` ${vkey}`,
    `+${id}+${material}`,
    `${name}+${id.toUpperCase()}A+${material}`,
    `${name}+00000000+${material}`,
    vkey.replace("example", "examp1e"),
    `${name}+${id}+${material.slice(0, -4)}`,
    withKey(2, key),
    withKey(6, key),
    withKey(1, key.subarray(1)),
    withKey(1, concat(key, Uint8Array.of(0))),
    withKey(1, new Uint8Array(32)),
    withKey(1, new Uint8Array(32).fill(0xff)),
    withKey(1, new Uint8Array(0)),
    `${"x".repeat(2000)}+${id}+${material}`,
  ];
  for (const text of bad) throwsCode(() => parseVkey(text), "note.vkey");
});

test("names and hashes that follow from the origin", () => {
  assert.equal(cosignerName("registry.example/log", "north"), "registry.example/log/authority/north");
  assert.equal(originHash(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
});
