import { fromBase64UrlOf } from "../../src/bytes/base64.ts";
import { BytesError } from "../../src/bytes/error.ts";

/** The 32 bytes of an entry's hash (base64url); undefined for a text that is none. */
export function entryHashOf(text: string): Uint8Array | undefined {
  try {
    return fromBase64UrlOf(text, 32);
  } catch (error) {
    if (error instanceof BytesError) return undefined;
    throw error;
  }
}
