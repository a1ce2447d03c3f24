import { BytesError } from "./error.ts";

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const BASE64URL = /^[A-Za-z0-9_-]*$/;
const CHUNK = 0x2000;

function toBinary(bytes: Uint8Array): string {
  if (bytes.length <= CHUNK) return String.fromCharCode(...bytes);
  let binary = "";
  for (let i = 0; i < bytes.length; i += CHUNK) {
    binary += String.fromCharCode(...bytes.subarray(i, i + CHUNK));
  }
  return binary;
}

function fromBinary(binary: string): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) out[i] = binary.charCodeAt(i);
  return out;
}

// Bits of the last character that carry no data must be zero, or one value would have several texts.
const LAST_OF_TWO = /[AQgw]$/;
const LAST_OF_THREE = /[AEIMQUYcgkosw048]$/;

function tailIsCanonical(text: string): boolean {
  switch (text.length % 4) {
    case 0:
      return true;
    case 2:
      return LAST_OF_TWO.test(text);
    case 3:
      return LAST_OF_THREE.test(text);
    default:
      return false;
  }
}

/** Base64 with padding, RFC 4648 section 4. */
export function toBase64(bytes: Uint8Array): string {
  return btoa(toBinary(bytes));
}

/** The one padded base64 form (RFC 4648 section 4, zero pad bits 3.5). Throws `bytes.base64`. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  if (!BASE64.test(text)) throw new BytesError("bytes.base64");
  const bare = text.endsWith("==") ? text.slice(0, -2) : text.endsWith("=") ? text.slice(0, -1) : text;
  if (!tailIsCanonical(bare)) throw new BytesError("bytes.base64");
  return fromBinary(atob(text));
}

/** Base64url without padding, RFC 7515 section 2. */
export function toBase64Url(bytes: Uint8Array): string {
  return btoa(toBinary(bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/**
 * One unpadded base64url text as a string of byte values (each char 0-255); the cheap half of
 * `fromBase64Url` for callers that only go on to parse ASCII. Throws `bytes.base64url`.
 */
export function fromBase64UrlToBinary(text: string): string {
  if (!BASE64URL.test(text) || !tailIsCanonical(text)) throw new BytesError("bytes.base64url");
  return atob(text.replaceAll("-", "+").replaceAll("_", "/"));
}

/** The one unpadded base64url form (RFC 7515 section 2). Throws `bytes.base64url`. */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  return fromBinary(fromBase64UrlToBinary(text));
}

/** As `fromBase64Url`, for exactly `length` bytes. Throws `bytes.base64url` or `bytes.length`. */
export function fromBase64UrlOf(text: string, length: number): Uint8Array<ArrayBuffer> {
  const bytes = fromBase64Url(text);
  if (bytes.length !== length) throw new BytesError("bytes.length");
  return bytes;
}
