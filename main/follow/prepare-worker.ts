// A worker thread's script, see swift-replay.ts.
import { parentPort } from "node:worker_threads";
import { nodePrimitives } from "../crypto/primitives.ts";
import { Preparer, type StoredRun } from "./prepare.ts";

const preparer = new Preparer(nodePrimitives.sha256);

parentPort?.on("message", (run: StoredRun) => {
  const prepared = preparer.take(run);
  parentPort?.postMessage(prepared, [prepared.words.buffer, prepared.expires.buffer, prepared.bytes.buffer]);
});
