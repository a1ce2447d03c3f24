import { closeSync, ftruncateSync, openSync } from "node:fs";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { toBase64Url } from "../../src/bytes/base64.ts";
import { utf8 } from "../../src/bytes/bytes.ts";
import type { Es256Signer } from "../../src/crypto/ports.ts";
import { ADVERSARY } from "./adversary.ts";

export const DEEP = 100_000;
export const HUGE = 100_000_000;

/** A file that says it has 100 MB and takes no room. */
export function hugeFile(folder: string): string {
  const path = join(folder, "huge");
  const file = openSync(path, "w");
  ftruncateSync(file, HUGE);
  closeSync(file);
  return path;
}

/** A compact JWS over exactly these texts, validly signed. */
export function rawJws(header: string, payload: string, signer: Es256Signer = ADVERSARY): string {
  const input = `${toBase64Url(utf8(header))}.${toBase64Url(utf8(payload))}`;
  return `${input}.${toBase64Url(signer.sign(utf8(input)))}`;
}

/** JSON text of an object with one more member, nested deeper than any reader goes. */
export function deepened(json: string): string {
  return json.replace(/\}$/, `,"deep":${"[".repeat(DEEP)}${"]".repeat(DEEP)}}`);
}

/** The same with its first member twice. */
export function doubled(json: string): string {
  const [first = ""] = /^\{("[^"]+":("[^"]*"|[^,{}[\]]+))/.exec(json)?.slice(1) ?? [];
  return json.replace(/^\{/, `{${first === "" ? '"alg":"ES256","alg":"ES256"' : first},`);
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** Base64url that says the same with bits set that carry nothing; undefined where there are none. */
export function uncanonical(base64: string): string | undefined {
  if (base64.length % 4 === 0 || base64.length === 0) return undefined;
  const last = ALPHABET.indexOf(base64.at(-1) as string);
  return base64.slice(0, -1) + (ALPHABET[last + 1] as string);
}

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** Bytes of memory that the process holds by now, without what waits to be collected. */
export function memory(): number {
  collect();
  return process.memoryUsage.rss();
}
