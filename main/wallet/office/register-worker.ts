// A worker thread's script, see register-search.ts.
import { parentPort, workerData } from "node:worker_threads";
import { openPack } from "../../vault/pack.ts";
import type { IssuedRow } from "../rows.ts";
import { RegisterIndex, type RegisterQuery } from "./register-index.ts";
import { lineOf, type RegisterLine } from "./register-line.ts";

export interface RegisterThreadInput {
  readonly key: Uint8Array;
  readonly vault: string;
}

/** Each is answered: `find` with what was found, the others with the bytes of memory that the index takes. */
export type RegisterMessage =
  | { readonly kind: "pack"; readonly pack: Uint8Array }
  | { readonly kind: "sort" }
  | { readonly kind: "put"; readonly line: RegisterLine }
  | { readonly kind: "statuses"; readonly statuses: Uint8Array | undefined }
  | { readonly kind: "find"; readonly query: RegisterQuery };

const { key, vault } = workerData as RegisterThreadInput;
const index = new RegisterIndex();

function take(message: Exclude<RegisterMessage, { kind: "find" }>): void {
  if (message.kind === "sort") index.sort();
  else if (message.kind === "put") index.put(message.line);
  else if (message.kind === "statuses") index.setStatuses(message.statuses);
  // Their seal says that these are rows as this program wrote them.
  else
    for (const { id, stored } of openPack(key, vault, message.pack))
      index.put(lineOf(id, stored as never as IssuedRow));
}

parentPort?.on("message", (message: RegisterMessage) => {
  if (message.kind === "find") {
    parentPort?.postMessage(index.find(message.query), []);
    return;
  }
  take(message);
  parentPort?.postMessage(index.byteLength, []);
});
