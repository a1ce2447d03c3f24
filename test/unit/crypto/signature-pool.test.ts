import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";
import { SignatureBatch } from "../../../main/crypto/signature-batch.ts";
import { SignaturePool } from "../../../main/crypto/signature-pool.ts";
import { utf8 } from "../../../src/bytes/bytes.ts";
import { fromHex } from "../../../src/bytes/hex.ts";
import { verifyEd25519 } from "../../../src/crypto/ed25519.ts";
import { seedSigner } from "../../support/test-keys.ts";

const BAD = new Set([0, 7, 130, 199]);

/** 200 signatures by three keys over messages of 0 to 2,000 bytes, some of them spoilt. */
function batchOf200(): SignatureBatch {
  const batch = new SignatureBatch(64);
  for (let i = 0; i < 200; i++) {
    const signer = seedSigner(`pool ${i % 3}`);
    const message = utf8("m".repeat((i * 10) % 2000) + (i % 20 === 0 ? "" : String(i)));
    const signature = Uint8Array.from(signer.sign(message));
    if (BAD.has(i)) signature[i % 32] = (signature[i % 32] as number) ^ 1;
    batch.add(signer.publicKey, message, signature);
  }
  return batch;
}

test("says which signatures of a batch do not hold", async () => {
  const pool = new SignaturePool(2);
  try {
    const batches = [batchOf200(), new SignatureBatch(), batchOf200(), batchOf200()];
    const answers = await Promise.all(batches.map((batch) => pool.verify(batch.bytes())));
    assert.deepEqual(answers, [[...BAD], [], [...BAD], [...BAD]]);
  } finally {
    await pool.close();
  }
});

test("a key that is none verifies nothing", async () => {
  const pool = new SignaturePool(1);
  try {
    const batch = new SignatureBatch();
    batch.add(new Uint8Array(32).fill(0xff), utf8("x"), new Uint8Array(64));
    assert.deepEqual(await pool.verify(batch.bytes()), [0]);
  } finally {
    await pool.close();
  }
});

test("judges what is at the edge as the domain does, not as a library may", async () => {
  const path = join(import.meta.dirname, "../../vectors/ed25519/cctv/ed25519vectors.json");
  const cases = (
    JSON.parse(readFileSync(path, "utf8")) as {
      key: string;
      msg: string;
      sig: string;
      flags: string[] | null;
    }[]
  ).filter(({ flags }) => flags !== null);
  const batch = new SignatureBatch();
  const expected: number[] = [];
  cases.forEach(({ key, msg, sig }, place) => {
    const parts = [fromHex(key), utf8(msg), fromHex(sig)] as const;
    batch.add(...parts);
    if (!verifyEd25519(nodePrimitives, ...parts)) expected.push(place);
  });
  const pool = new SignaturePool(1);
  try {
    assert.deepEqual(await pool.verify(batch.bytes()), expected);
    assert.ok(expected.length > 10 && expected.length < cases.length);
  } finally {
    await pool.close();
  }
});

test("lets in no more than its threads can begin soon", async () => {
  const pool = new SignaturePool(1);
  try {
    const under = [pool.verify(batchOf200().bytes()), pool.verify(batchOf200().bytes())];
    assert.equal(pool.hasRoom, false);
    await pool.room();
    assert.equal(pool.hasRoom, true);
    await Promise.all(under);
  } finally {
    await pool.close();
  }
});

test("what is under way when it closes is answered by an error, not by a yes", async () => {
  const pool = new SignaturePool(1);
  const under = assert.rejects(pool.verify(batchOf200().bytes()));
  await pool.close();
  await under;
});
