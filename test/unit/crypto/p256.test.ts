import assert from "node:assert/strict";
import { test } from "node:test";
import { p256 } from "@noble/curves/nist.js";
import { calculateJwkThumbprint } from "jose";
import { sha256 } from "../../../src/crypto/sha256.ts";
import {
  admitP256Key,
  p256Compress,
  p256Thumbprint,
  p256ToJwk,
  parseP256Jwk,
} from "../../../src/crypto/p256.ts";
import { throwsCode } from "../../support/throws-code.ts";

const key = p256.getPublicKey(new Uint8Array(32).fill(5));
const jwk = p256ToJwk(key);

test("a key goes from point to JWK and back", () => {
  assert.deepEqual(p256Compress(jwk), key);
  assert.deepEqual(parseP256Jwk(jwk), jwk);
  const odd = p256.getPublicKey(new Uint8Array(32).fill(7));
  assert.deepEqual(p256Compress(p256ToJwk(odd)), odd);
});

test("a key is admitted only as a compressed point on the curve", () => {
  admitP256Key(key);
  const bad = [
    new Uint8Array(0),
    new Uint8Array(33),
    Uint8Array.from(key).fill(0xff, 1),
    Uint8Array.from([5, ...key.subarray(1)]),
    p256.getPublicKey(new Uint8Array(32).fill(5), false),
    key.subarray(1),
  ];
  for (const bytes of bad) {
    throwsCode(() => admitP256Key(bytes), "crypto.key");
    throwsCode(() => p256ToJwk(bytes), "crypto.key");
  }
});

test("a JWK from outside keeps its public members only, and a private one is refused", () => {
  assert.deepEqual(parseP256Jwk({ ...jwk, kid: "x", use: "sig", alg: "ES256" }), jwk);
  const bad: readonly unknown[] = [
    null,
    "key",
    [jwk],
    {},
    { ...jwk, d: jwk.x },
    { ...jwk, d: undefined },
    { ...jwk, kty: "OKP" },
    { ...jwk, crv: "P-384" },
    { ...jwk, x: undefined },
    { ...jwk, x: 5 },
    { ...jwk, x: `${jwk.x}=` },
    { ...jwk, x: jwk.x.slice(1) },
    { ...jwk, y: `${jwk.y}AAAA` },
    { ...jwk, y: "" },
  ];
  for (const value of bad) throwsCode(() => parseP256Jwk(value), "crypto.jwk");
});

test("coordinates off the curve are refused", () => {
  throwsCode(() => p256Compress({ ...jwk, x: jwk.y, y: jwk.x }), "crypto.jwk");
  throwsCode(() => p256Compress({ ...jwk, x: "A".repeat(43), y: "A".repeat(43) }), "crypto.jwk");
  throwsCode(() => p256Compress({ ...jwk, x: "not base64url" }), "crypto.jwk");
});

test("the thumbprint is that of RFC 7638", async () => {
  assert.equal(p256Thumbprint(jwk, sha256), await calculateJwkThumbprint(jwk, "sha256"));
});
