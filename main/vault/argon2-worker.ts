// A worker thread's script, see argon2.ts.
import { parentPort, workerData } from "node:worker_threads";
import { argon2id } from "@noble/hashes/argon2.js";
import type { Argon2Input } from "./argon2.ts";

const { password, salt, memory, passes, lanes, length } = workerData as Argon2Input;
const key = argon2id(password, salt, { m: memory, t: passes, p: lanes, dkLen: length });
password.fill(0);
// Handed over, not copied: no second key stays here.
parentPort?.postMessage(key, [key.buffer as ArrayBuffer]);
