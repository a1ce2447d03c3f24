import { toBase64Url } from "../bytes/base64.ts";

const MAX_CERTIFICATE = 16_384;
/** Object identifiers of the extensions that name keys (RFC 5280 sections 4.2.1.1 and 4.2.1.2), DER. */
const AUTHORITY_KEY = Uint8Array.of(0x06, 0x03, 0x55, 0x1d, 0x23);
const SUBJECT_KEY = Uint8Array.of(0x06, 0x03, 0x55, 0x1d, 0x0e);

function indexOf(bytes: Uint8Array, wanted: Uint8Array): number {
  const isAt = (at: number): boolean => wanted.every((byte, i) => bytes[at + i] === byte);
  let at = bytes.indexOf(wanted[0] as number);
  while (at >= 0 && !isAt(at)) at = bytes.indexOf(wanted[0] as number, at + 1);
  return at;
}

/**
 * The identifier inside an extension: `tags` are what it is wrapped in, each of one byte of length, since
 * identifiers are short. Base64url; undefined where it is not there.
 */
function keyIdIn(der: Uint8Array, extension: Uint8Array, tags: readonly number[]): string | undefined {
  const bytes = der.subarray(0, MAX_CERTIFICATE);
  const at = indexOf(bytes, extension);
  if (at < 0) return undefined;
  const inner = bytes.subarray(at + extension.length);
  const begin = 2 * tags.length;
  const length = inner[begin - 1] ?? 0;
  const id = inner.slice(begin, begin + length);
  const isSound = tags.every((tag, i) => inner[2 * i] === tag) && length > 0 && length < 0x80;
  return isSound && id.length === length ? toBase64Url(id) : undefined;
}

/** `keyIdentifier` of the authority that signed a certificate (DER), base64url; undefined where it names none. */
export function authorityKeyOf(der: Uint8Array): string | undefined {
  return keyIdIn(der, AUTHORITY_KEY, [0x04, 0x30, 0x80]);
}

/** The identifier by which certificates that this one signs name it, base64url. */
export function subjectKeyOf(der: Uint8Array): string | undefined {
  return keyIdIn(der, SUBJECT_KEY, [0x04, 0x04]);
}
