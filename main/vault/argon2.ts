import * as crypto from "node:crypto";
import { extname } from "node:path";
import { promisify } from "node:util";
import { runWorker } from "../doors/worker.ts";

export interface Argon2Input {
  readonly password: Uint8Array;
  readonly salt: Uint8Array;
  /** KiB. */
  readonly memory: number;
  readonly passes: number;
  readonly lanes: number;
  /** Bytes wanted. */
  readonly length: number;
}

/** Argon2id version 1.3, RFC 9106, off the main thread. */
export type Argon2id = (input: Argon2Input) => Promise<Uint8Array>;

async function byNode(input: Argon2Input): Promise<Uint8Array> {
  const key = await promisify(crypto.argon2)("argon2id", {
    message: input.password,
    nonce: input.salt,
    memory: input.memory,
    passes: input.passes,
    parallelism: input.lanes,
    tagLength: input.length,
  });
  return new Uint8Array(key.buffer, key.byteOffset, key.length);
}

/** The same in plain JavaScript on a thread of its own, some five times slower. */
export const argon2InWorker: Argon2id = async (input) => {
  const script = new URL(`./argon2-worker${extname(import.meta.url)}`, import.meta.url);
  const key = await runWorker(script, input);
  if (!(key instanceof Uint8Array)) throw new TypeError("the worker's answer is no key");
  return key;
};

/** node:crypto has it since Node 24.7 when built on OpenSSL; Electron's BoringSSL may lack it. */
export const systemArgon2: Argon2id = typeof crypto.argon2 === "function" ? byNode : argon2InWorker;
