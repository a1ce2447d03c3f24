// A worker thread's script, see register-search.ts: opens rows, which is most of the work of reading them.
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { openPack } from "../../vault/pack.ts";
import type { IssuedRow } from "../rows.ts";
import { lineOf } from "./register-line.ts";

export interface RegisterOpenerInput {
  readonly key: Uint8Array;
  readonly vault: string;
  /** To the thread of the index: lines go there, and it says when it has taken them in. */
  readonly index: MessagePort;
}

const { key, vault, index } = workerData as RegisterOpenerInput;

index.on("message", () => parentPort?.postMessage(undefined, []));
parentPort?.on("message", (pack: Uint8Array) => {
  // Their seal says that these are rows as this program wrote them.
  const lines = Array.from(openPack(key, vault, pack), ({ id, stored }) =>
    lineOf(id, stored as never as IssuedRow),
  );
  index.postMessage(lines, []);
});
