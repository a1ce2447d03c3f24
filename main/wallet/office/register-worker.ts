// A worker thread's script, see register-search.ts.
import { type MessagePort, parentPort } from "node:worker_threads";
import { RegisterIndex, type RegisterQuery } from "./register-index.ts";
import type { RegisterLine } from "./register-line.ts";

/** Each is answered: `find` with what was found, the others with the bytes of memory that the index takes. */
export type RegisterMessage =
  /** Lines come from there too, each time answered once they are in. */
  | { readonly kind: "from"; readonly opener: MessagePort }
  | { readonly kind: "sort" }
  | { readonly kind: "put"; readonly line: RegisterLine }
  | { readonly kind: "statuses"; readonly statuses: Uint8Array | undefined }
  | { readonly kind: "find"; readonly query: RegisterQuery };

const index = new RegisterIndex();

function listenTo(opener: MessagePort): void {
  opener.on("message", (lines: readonly RegisterLine[]) => {
    for (const line of lines) index.put(line);
    opener.postMessage(undefined, []);
  });
  // What keeps this thread is the wallet, not who fills it.
  opener.unref();
}

function take(message: Exclude<RegisterMessage, { kind: "find" }>): void {
  if (message.kind === "sort") index.sort();
  else if (message.kind === "put") index.put(message.line);
  else if (message.kind === "statuses") index.setStatuses(message.statuses);
  else listenTo(message.opener);
}

parentPort?.on("message", (message: RegisterMessage) => {
  if (message.kind === "find") {
    parentPort?.postMessage(index.find(message.query), []);
    return;
  }
  take(message);
  parentPort?.postMessage(index.byteLength, []);
});
