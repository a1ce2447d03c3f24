import assert from "node:assert/strict";
import { test } from "node:test";
import { ed25519 } from "@noble/curves/ed25519.js";
import { p256 } from "@noble/curves/nist.js";
import { ed25519Signer, es256Signer, newEd25519Secret, newP256Secret } from "../../../main/crypto/keys.ts";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";
import { systemRandom } from "../../../main/doors/random.ts";
import { utf8 } from "../../../src/bytes/bytes.ts";
import { fromHex, toHex } from "../../../src/bytes/hex.ts";
import { p256Compress } from "../../../src/crypto/p256.ts";
import { toBase64Url } from "../../../src/bytes/base64.ts";
import { digestText } from "../../../src/crypto/digest-text.ts";
import { sha256 } from "../../../src/crypto/sha256.ts";

const message = utf8("message");

test("both hashes agree, at the lengths where SHA-256 changes blocks", () => {
  for (const length of [0, 1, 55, 56, 63, 64, 65, 1000]) {
    const data = new Uint8Array(length).fill(length);
    assert.equal(toHex(nodePrimitives.sha256(data)), toHex(sha256(data)));
    assert.equal(digestText(data, nodePrimitives.sha256), toBase64Url(sha256(data)));
    assert.equal(digestText(data, sha256), toBase64Url(sha256(data)));
  }
});

test("the first test of RFC 8032 section 7.1", () => {
  const signer = ed25519Signer(fromHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));
  assert.equal(toHex(signer.publicKey), "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
  const signature = signer.sign(new Uint8Array(0));
  assert.equal(
    toHex(signature),
    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
  );
  assert.ok(nodePrimitives.verifyEd25519(signer.publicKey, new Uint8Array(0), signature));
});

test("what one library signs the other verifies", () => {
  const secret = newEd25519Secret(systemRandom);
  const signer = ed25519Signer(secret);
  assert.ok(ed25519.verify(signer.sign(message), message, signer.publicKey));
  assert.ok(nodePrimitives.verifyEd25519(signer.publicKey, message, ed25519.sign(message, secret)));

  const scalar = newP256Secret(systemRandom);
  const es256 = es256Signer(scalar);
  const compressed = p256Compress(es256.publicKey);
  assert.equal(es256.sign(message).length, 64);
  assert.ok(p256.verify(es256.sign(message), message, compressed, { lowS: false }));
  assert.ok(nodePrimitives.verifyEs256(es256.publicKey, message, p256.sign(message, scalar)));
});

test("a secret may be wiped once its signer is made", () => {
  const secret = new Uint8Array(32).fill(9);
  const signer = ed25519Signer(secret);
  const before = toHex(signer.sign(message));
  secret.fill(0);
  assert.equal(toHex(signer.sign(message)), before);
});

test("malformed keys and signatures are no, not an error", () => {
  const { publicKey, sign } = es256Signer(new Uint8Array(32).fill(9));
  const signature = sign(message);
  assert.ok(nodePrimitives.verifyEs256(publicKey, message, signature));
  for (const length of [0, 63, 65, 70]) {
    assert.ok(!nodePrimitives.verifyEs256(publicKey, message, new Uint8Array(length)));
    assert.ok(!nodePrimitives.verifyEd25519(new Uint8Array(length), message, new Uint8Array(length)));
  }
  const zero = new Uint8Array(64);
  assert.ok(!nodePrimitives.verifyEs256(publicKey, message, zero));
  assert.ok(!nodePrimitives.verifyEs256(publicKey, message, zero.fill(0xff)));
  for (const x of [publicKey.y, "", "AAAA", "A".repeat(43), "!".repeat(43)]) {
    assert.ok(!nodePrimitives.verifyEs256({ ...publicKey, x }, message, signature));
  }
});

test("more keys than the cache holds are still judged right", () => {
  const signer = ed25519Signer(new Uint8Array(32).fill(4));
  const signature = signer.sign(message);
  for (let i = 0; i < 5000; i++) {
    const key = Uint8Array.from(signer.publicKey);
    key[0] = i & 0xff;
    key[1] = i >> 8;
    if (i % 1000 === 0) assert.ok(nodePrimitives.verifyEd25519(signer.publicKey, message, signature));
    const same = toHex(key) === toHex(signer.publicKey);
    if (!same) assert.ok(!nodePrimitives.verifyEd25519(key, message, new Uint8Array(1)));
  }
  assert.ok(nodePrimitives.verifyEd25519(signer.publicKey, message, signature));
});
