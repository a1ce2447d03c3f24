// A worker thread's script, see signers.ts.
import { parentPort, workerData } from "node:worker_threads";
import { buildEntry } from "../../../src/chain/entries/entry.ts";
import type { Ed25519Signer } from "../../../src/crypto/ports.ts";
import { officerName } from "./founding.ts";
import type { Task } from "./script.ts";
import { seededSigner } from "./seeded-keys.ts";

const registryId = workerData as Uint8Array;
const signers = new Map<string, Ed25519Signer>();

function signerOf({ unsigned, officer }: Task): Ed25519Signer {
  const name = officerName(Number(unsigned.by.slice(-4)), officer);
  let signer = signers.get(name);
  if (signer === undefined) signers.set(name, (signer = seededSigner(name)));
  return signer;
}

parentPort?.on("message", (tasks: readonly Task[]) => {
  const leaves = tasks.map((task) => buildEntry(registryId, task.unsigned, [signerOf(task)]));
  parentPort?.postMessage(
    leaves,
    leaves.map(({ buffer }) => buffer),
  );
});
