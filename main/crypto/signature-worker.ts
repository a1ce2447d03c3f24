// A worker thread's script, see signature-pool.ts.
import { parentPort } from "node:worker_threads";
import { verifyEd25519 } from "../../src/crypto/ed25519.ts";
import { nodePrimitives } from "./primitives.ts";
import { failuresIn } from "./signature-batch.ts";

parentPort?.on("message", (batch: Uint8Array) => {
  const holds = (key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean =>
    verifyEd25519(nodePrimitives, key, message, signature);
  parentPort?.postMessage(failuresIn(batch, holds), []);
});
