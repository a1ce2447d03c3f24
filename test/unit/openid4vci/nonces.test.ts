import assert from "node:assert/strict";
import { test } from "node:test";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";
import { systemRandom } from "../../../main/doors/random.ts";
import { Nonces } from "../../../main/openid4vci/issuer/nonces.ts";

const NOW = 1_800_000_000;
const make = () => new Nonces(systemRandom, nodePrimitives.sha256);

test("a nonce counts for one request and five minutes, however many others are asked for meanwhile", () => {
  const nonces = make();
  const nonce = nonces.make(NOW);
  for (let i = 0; i < 20_000; i++) nonces.make(NOW);
  assert.ok(nonces.isKnown(nonce, NOW + 300));
  assert.ok(!nonces.isKnown(nonce, NOW + 301));
  assert.ok(!nonces.isKnown(nonce, NOW - 301));
  nonces.use(nonce, NOW + 10);
  assert.ok(!nonces.isKnown(nonce, NOW + 10));
  nonces.use(nonces.make(NOW + 400), NOW + 400);
  assert.ok(!nonces.isKnown(nonce, NOW + 400), "nor when it is forgotten that it was used");
});

test("none is taken that another issuer made, that was changed, or that is none", () => {
  const nonces = make();
  const nonce = nonces.make(NOW);
  assert.notEqual(nonce, nonces.make(NOW));
  assert.ok(!nonces.isKnown(make().make(NOW), NOW));
  for (let at = 0; at < nonce.length; at++) {
    const other = nonce.slice(0, at) + (nonce[at] === "A" ? "B" : "A") + nonce.slice(at + 1);
    assert.ok(!nonces.isKnown(other, NOW), String(at));
  }
  for (const text of ["", "x", `${nonce}A`, nonce.slice(1), "é".repeat(43)])
    assert.ok(!nonces.isKnown(text, NOW));
});
