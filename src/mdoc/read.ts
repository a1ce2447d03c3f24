import { type CborDocument, type CborLimits, decodeCbor } from "../cbor/decode.ts";
import { CborError } from "../cbor/error.ts";
import { type CborMap, type CborValue, isCborBytes, isCborMap, isCborTag } from "../cbor/value.ts";
import { isPlainText } from "../text/plain-text.ts";
import { MdocError, type MdocErrorCode } from "./error.ts";

/** A document with its picture; several may come in one response. */
export const MDOC_LIMITS: CborLimits = { maxLength: 512 * 1024, maxDepth: 24, maxItems: 8192 };

/** Tags that ISO 18013-5 uses: date and time, embedded CBOR, full date (RFC 8943). */
export const TAG = { dateTime: 0, embedded: 24, fullDate: 1004 } as const;

const DATE_TIME = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

/** Throws `mdoc.too_large` or `.syntax`. */
export function readCbor(bytes: Uint8Array): CborDocument {
  try {
    return decodeCbor(bytes, MDOC_LIMITS);
  } catch (cause) {
    if (!(cause instanceof CborError)) throw cause;
    throw new MdocError(cause.code === "cbor.too_large" ? "mdoc.too_large" : "mdoc.syntax", { cause });
  }
}

export function requireMap(value: CborValue, code: MdocErrorCode = "mdoc.syntax"): CborMap {
  if (!isCborMap(value)) throw new MdocError(code);
  return value;
}

/** A name that shows as itself. */
export function requireText(value: CborValue, code: MdocErrorCode = "mdoc.syntax"): string {
  if (!isPlainText(value, 256)) throw new MdocError(code);
  return value;
}

export function requireBytes(value: CborValue): Uint8Array {
  if (!isCborBytes(value)) throw new MdocError("mdoc.syntax");
  return value;
}

/** What a byte string of tag 24 holds. */
export function embedded(value: CborValue): Uint8Array {
  if (!isCborTag(value) || value.tag !== TAG.embedded) throw new MdocError("mdoc.syntax");
  return requireBytes(value.value);
}

/** `tdate` as POSIX seconds. Throws `mdoc.validity`. */
export function readDateTime(value: CborValue): number {
  const text = isCborTag(value) && value.tag === TAG.dateTime ? value.value : undefined;
  const parts = typeof text === "string" ? DATE_TIME.exec(text) : null;
  const time = parts === null ? Number.NaN : Date.parse(`${parts[1]}${parts[2]}`);
  if (!Number.isFinite(time)) throw new MdocError("mdoc.validity");
  return Math.floor(time / 1000);
}

/** A point in time as `tdate`, without fractions of a second (ISO 18013-5 section 9.1.2.4). */
export function dateTime(seconds: number): CborValue {
  return { tag: TAG.dateTime, value: `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z` };
}
