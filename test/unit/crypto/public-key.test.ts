import assert from "node:assert/strict";
import { createPublicKey } from "node:crypto";
import { test } from "node:test";
import { ed25519Signer, es256Signer } from "../../../main/crypto/keys.ts";
import { ed25519KeyObject, p256KeyObject } from "../../../main/crypto/public-key.ts";
import { fromHex } from "../../../src/bytes/hex.ts";
import { toBase64Url } from "../../../src/bytes/base64.ts";

const secrets = Array.from({ length: 50 }, (_, i) => new Uint8Array(32).fill(i + 1));

test("keys are those that node:crypto makes of the same JWK", () => {
  for (const secret of secrets) {
    const jwk = es256Signer(secret).publicKey;
    assert.ok(p256KeyObject(jwk).equals(createPublicKey({ key: { ...jwk }, format: "jwk" })));
    const { publicKey } = ed25519Signer(secret);
    const okp = { kty: "OKP", crv: "Ed25519", x: toBase64Url(publicKey) };
    assert.ok(ed25519KeyObject(publicKey).equals(createPublicKey({ key: okp, format: "jwk" })));
  }
});

test("a key may be a part of a larger buffer", () => {
  const { publicKey } = ed25519Signer(secrets[0] as Uint8Array);
  const around = new Uint8Array(40).fill(0xff);
  around.set(publicKey, 4);
  assert.ok(ed25519KeyObject(around.subarray(4, 36)).equals(ed25519KeyObject(publicKey)));
});

test("what is no point of P-256 in its one form is refused", () => {
  const jwk = es256Signer(secrets[0] as Uint8Array).publicKey;
  // The field's prime: as a coordinate it is zero, not reduced.
  const p = toBase64Url(fromHex("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff"));
  const zero = "A".repeat(43);
  const bad = [
    { x: jwk.y, y: jwk.x },
    { x: jwk.x, y: jwk.x },
    { x: zero, y: zero },
    { x: p, y: jwk.y },
    { x: jwk.x.slice(0, 42), y: jwk.y },
    { x: `${jwk.x}=`, y: jwk.y },
    { x: `${jwk.x}A`, y: jwk.y },
    { x: "", y: "" },
  ];
  for (const point of bad) assert.throws(() => p256KeyObject({ kty: "EC", crv: "P-256", ...point }));
});

test("an Ed25519 key has 32 bytes", () => {
  for (const length of [0, 31, 33, 64]) assert.throws(() => ed25519KeyObject(new Uint8Array(length)));
});
