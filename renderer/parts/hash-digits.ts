import { fromBase64UrlOf } from "../../src/bytes/base64.ts";
import { toHex } from "../../src/bytes/hex.ts";

/** First eight hex digits in two groups, or undefined for what is no hash (base64url of 32 bytes). */
export function hashDigits(hash: string): string | undefined {
  try {
    const hex = toHex(fromBase64UrlOf(hash, 32).subarray(0, 4));
    return `${hex.slice(0, 4)} ${hex.slice(4)}`;
  } catch {
    return undefined;
  }
}
