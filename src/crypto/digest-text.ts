import { toBase64Url } from "../bytes/base64.ts";
import { utf8 } from "../bytes/bytes.ts";
import type { Sha256 } from "./ports.ts";

/** A digest as it is written in JSON: base64url without padding. */
export function digestText(data: Uint8Array, sha256: Sha256): string {
  return sha256.base64Url === undefined ? toBase64Url(sha256(data)) : sha256.base64Url(data);
}

/** The same of a text's UTF-8 bytes. */
export function digestTextOf(text: string, sha256: Sha256): string {
  return sha256.textBase64Url === undefined ? digestText(utf8(text), sha256) : sha256.textBase64Url(text);
}
