// A worker thread's script, see swift-replay.ts.
import { parentPort, workerData } from "node:worker_threads";
import { nodePrimitives } from "../crypto/primitives.ts";
import { Preparer, type StoredRun } from "./prepare.ts";
import type { Signing } from "./row-signatures.ts";

const preparer = new Preparer(nodePrimitives.sha256, (workerData as Signing | null) ?? undefined);

parentPort?.on("message", (run: StoredRun) => {
  const prepared = preparer.take(run);
  const { words, expires, bytes, signed } = prepared;
  const buffers = [words, expires, bytes, ...signed.map((batch) => batch.bytes)].map(({ buffer }) => buffer);
  parentPort?.postMessage(prepared, buffers);
});
