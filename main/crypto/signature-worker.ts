// A worker thread's script, see signature-pool.ts.
import { parentPort } from "node:worker_threads";
import { nodePrimitives } from "./primitives.ts";
import { failuresIn } from "./signature-batch.ts";

parentPort?.on("message", (batch: Uint8Array) => {
  parentPort?.postMessage(failuresIn(batch, nodePrimitives.verifyEd25519), []);
});
