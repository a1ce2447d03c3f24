// A worker thread's script, see swift-replay.ts.
import { parentPort, workerData } from "node:worker_threads";
import { nodePrimitives } from "../../crypto/primitives.ts";
import { noteAdmissible } from "../../../src/chain/entries/admit-key.ts";
import { Preparer, type Preparing, type StoredRun } from "./prepare.ts";

const { signing, admissible } = workerData as Preparing;
noteAdmissible(admissible);
const preparer = new Preparer(nodePrimitives.sha256, signing);

parentPort?.on("message", (run: StoredRun) => {
  const prepared = preparer.take(run);
  const { words, expires, bytes, signed } = prepared;
  const buffers = [words, expires, bytes, ...signed.map((batch) => batch.bytes)].map(({ buffer }) => buffer);
  parentPort?.postMessage(prepared, buffers);
});
