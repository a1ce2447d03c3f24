import { type Base64Reader, plainBase64 } from "../../bytes/base64-reader.ts";
import { asciiBytes } from "../../bytes/bytes.ts";
import type { JsonValue } from "../../json/value.ts";
import { CredentialError } from "../error.ts";
import { type Jws, parseEncodedArray, parseJws } from "./jws.ts";
import { isReservedName } from "./names.ts";

/** RFC 9901 section 4.2. */
export interface Disclosure {
  /** As sent: what the digest is computed over. */
  readonly encoded: string;
  /** ASCII bytes of `encoded`. */
  readonly bytes: Uint8Array;
  readonly salt: string;
  /** Name of an object's member; undefined for an element of an array. */
  readonly name: string | undefined;
  readonly value: JsonValue;
  /** The value is a long text that was found to be base64 (RFC 4648 section 4) when it was read. */
  readonly isBase64: boolean;
}

/** An SD-JWT, or SD-JWT+KB when `keyBinding` is there (RFC 9901 section 4), read but not verified. */
export interface SdJwt {
  /** Issuer-signed JWT. */
  readonly jwt: Jws;
  readonly disclosures: readonly Disclosure[];
  readonly keyBinding: Jws | undefined;
  /** ASCII bytes up to and with the last `~`: what `sd_hash` covers (section 4.3.1). */
  readonly bound: Uint8Array;
}

export const SD_JWT_LIMITS = {
  /** Characters of the whole, and of one part of it. */
  maxLength: 256 * 1024,
  maxPartLength: 64 * 1024,
  maxDisclosures: 512,
  /** Nesting of one JSON text, and of the processed claims. */
  maxDepth: 16,
} as const;

const PART_LIMITS = { maxLength: SD_JWT_LIMITS.maxPartLength, maxDepth: SD_JWT_LIMITS.maxDepth };

function parseDisclosure(encoded: string, bytes: Uint8Array, base64: Base64Reader): Disclosure {
  const { value: parts, endsInBase64: isBase64 } = parseEncodedArray(encoded, PART_LIMITS, base64);
  if (!Array.isArray(parts) || parts.length < 2 || parts.length > 3) {
    throw new CredentialError("sdjwt.disclosure");
  }
  const salt = parts[0] as JsonValue;
  const second = parts[1] as JsonValue;
  if (typeof salt !== "string") throw new CredentialError("sdjwt.disclosure");
  if (parts.length === 2) return { encoded, bytes, salt, name: undefined, value: second, isBase64 };
  if (typeof second !== "string") throw new CredentialError("sdjwt.disclosure");
  if (isReservedName(second)) throw new CredentialError("sdjwt.disclosure_name");
  return { encoded, bytes, salt, name: second, value: parts[2] as JsonValue, isBase64 };
}

/** Index of every `~`; there is one at least. Throws `sdjwt.syntax`, `.too_many` or `.too_large`. */
function findSeparators(text: string): readonly number[] {
  const found: number[] = [];
  let longest = 0;
  let from = 0;
  for (let at = text.indexOf("~"); at >= 0; at = text.indexOf("~", from)) {
    if (found.push(at) > SD_JWT_LIMITS.maxDisclosures + 1) throw new CredentialError("sdjwt.too_many");
    longest = Math.max(longest, at - from);
    from = at + 1;
  }
  if (found.length === 0) throw new CredentialError("sdjwt.syntax");
  if (Math.max(longest, text.length - from) > SD_JWT_LIMITS.maxPartLength) {
    throw new CredentialError("sdjwt.too_large");
  }
  return found;
}

/** With what an SD-JWT is read, where the caller knows of something better. */
export interface SdJwtReading {
  readonly base64?: Base64Reader | undefined;
  /** Memory for the bytes, if it is large enough: they are good until the caller uses it for something else. */
  readonly room?: Uint8Array;
}

/**
 * Splits and reads an SD-JWT in compact form, strictly; nothing is verified yet. At most 256 KiB, 512
 * disclosures, 64 KiB each part, JSON 16 deep. Throws CredentialError `sdjwt.*`.
 */
export function parseSdJwt(text: string, { base64 = plainBase64, room }: SdJwtReading = {}): SdJwt {
  if (text.length > SD_JWT_LIMITS.maxLength) throw new CredentialError("sdjwt.too_large");
  const ends = findSeparators(text);
  // ASCII throughout, so offsets into the text are offsets into its bytes.
  const bytes = asciiBytes(text, room);
  if (bytes === undefined) throw new CredentialError("sdjwt.encoding");
  const first = ends[0] as number;
  const jwt = parseJws(text.slice(0, first), bytes.subarray(0, first), PART_LIMITS, base64);
  const disclosures: Disclosure[] = [];
  let at = first + 1;
  for (let i = 1; i < ends.length; i++) {
    const end = ends[i] as number;
    if (end === at) throw new CredentialError("sdjwt.syntax");
    disclosures.push(parseDisclosure(text.slice(at, end), bytes.subarray(at, end), base64));
    at = end + 1;
  }
  const keyBinding =
    at === text.length ? undefined : parseJws(text.slice(at), bytes.subarray(at), PART_LIMITS, base64);
  return { jwt, disclosures, keyBinding, bound: bytes.subarray(0, at) };
}

/**
 * As `parseSdJwt`, for what an issuer hands to a holder: a presentation, bound to somebody's question,
 * is refused (RFC 9901 section 7.2) with `sdjwt.syntax`.
 */
export function parseIssuedSdJwt(text: string): SdJwt {
  const sdJwt = parseSdJwt(text);
  if (sdJwt.keyBinding !== undefined) throw new CredentialError("sdjwt.syntax");
  return sdJwt;
}
