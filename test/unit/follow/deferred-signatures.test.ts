import assert from "node:assert/strict";
import { test } from "node:test";
import { SignaturePool } from "../../../main/crypto/signature-pool.ts";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";
import { DeferredSignatures } from "../../../main/follow/replay/deferred-signatures.ts";
import { utf8 } from "../../../src/bytes/bytes.ts";
import { seedSigner } from "../../support/test-keys.ts";

const MESSAGE = utf8("what was signed");

test("answers yes at once, and afterwards which labels that was wrong for", async () => {
  const pool = new SignaturePool(2);
  try {
    const deferred = new DeferredSignatures(nodePrimitives, pool);
    const signer = seedSigner("deferred");
    const good = signer.sign(MESSAGE);
    const bad = seedSigner("somebody else").sign(MESSAGE);
    for (let label = 0; label < 40; label++) {
      deferred.begin(label);
      for (let i = 0; i < 20; i++) {
        const spoilt = (label === 9 && i === 3) || (label === 31 && i > 17);
        assert.equal(deferred.primitives.verifyEd25519(signer.publicKey, MESSAGE, spoilt ? bad : good), true);
      }
      await deferred.room();
    }
    assert.deepEqual(await deferred.settle(), [9, 31]);
    assert.equal(deferred.verified, 800);
  } finally {
    await pool.close();
  }
});

test("does not settle when its threads are gone", async () => {
  const pool = new SignaturePool(1);
  const deferred = new DeferredSignatures(nodePrimitives, pool);
  const signer = seedSigner("deferred");
  for (let i = 0; i < 600; i++) {
    deferred.primitives.verifyEd25519(signer.publicKey, MESSAGE, signer.sign(MESSAGE));
  }
  await pool.close();
  await assert.rejects(deferred.settle());
});
