import { fromBase64Url, toBase64Url } from "../bytes/base64.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json/value.ts";
import { CredentialError } from "./error.ts";

/** RFC 1950 inflate that never makes more than `maxOutput` bytes; throws when it would, or on bad input. */
export type Inflate = (bytes: Uint8Array, maxOutput: number) => Uint8Array;
export type Deflate = (bytes: Uint8Array) => Uint8Array;

export type StatusBits = 1 | 2 | 4 | 8;

/** A Token Status List (section 4.1): statuses packed into each byte from its lowest bits up. */
export interface StatusList {
  readonly bits: StatusBits;
  readonly bytes: Uint8Array;
}

/** Largest list read, bytes unpacked: 16 million statuses of two bits. */
export const MAX_STATUS_BYTES = 4 * 1024 * 1024;

function isBits(value: unknown): value is StatusBits {
  return value === 1 || value === 2 || value === 4 || value === 8;
}

/** A list out of its parts. Throws `status_list.bits`, `.too_large` or `.inflate`. */
export function inflateStatusList(bits: unknown, compressed: Uint8Array, inflate: Inflate): StatusList {
  if (!isBits(bits)) throw new CredentialError("status_list.bits");
  if (compressed.length > 2 * MAX_STATUS_BYTES) throw new CredentialError("status_list.too_large");
  let bytes: Uint8Array;
  try {
    bytes = inflate(compressed, MAX_STATUS_BYTES);
  } catch (cause) {
    throw new CredentialError("status_list.inflate", { cause });
  }
  if (bytes.length > MAX_STATUS_BYTES) throw new CredentialError("status_list.too_large");
  return { bits, bytes };
}

function compressedOf(lst: string): Uint8Array {
  if (lst.length > 2 * MAX_STATUS_BYTES) throw new CredentialError("status_list.too_large");
  try {
    return fromBase64Url(lst);
  } catch (cause) {
    throw new CredentialError("status_list.inflate", { cause });
  }
}

/** JSON form (section 4.2): `bits`, `lst`, perhaps `aggregation_uri`. Throws `status_list.*`. */
export function parseStatusList(value: JsonValue | undefined, inflate: Inflate): StatusList {
  if (!isJsonObject(value)) throw new CredentialError("status_list.syntax");
  const { bits, lst, aggregation_uri: aggregation } = value;
  if (!isBits(bits)) throw new CredentialError("status_list.bits");
  if (typeof lst !== "string") throw new CredentialError("status_list.syntax");
  if (aggregation !== undefined && typeof aggregation !== "string") {
    throw new CredentialError("status_list.syntax");
  }
  return inflateStatusList(bits, compressedOf(lst), inflate);
}

export function formatStatusList(list: StatusList, deflate: Deflate): JsonObject {
  return { bits: list.bits, lst: toBase64Url(deflate(list.bytes)) };
}

/** How many statuses fit; the last few may be padding. */
export function statusCapacity(list: StatusList): number {
  return (list.bytes.length * 8) / list.bits;
}

/** The status at an index. Outside the list nothing can be said: throws `status_list.index`. */
export function statusAt(list: StatusList, index: number): number {
  if (!Number.isSafeInteger(index) || index < 0 || index >= statusCapacity(list)) {
    throw new CredentialError("status_list.index");
  }
  const first = index * list.bits;
  const byte = list.bytes[Math.floor(first / 8)] as number;
  return (byte >> (first % 8)) & ((1 << list.bits) - 1);
}

/** Packs statuses in the order of their indexes. Throws `status_list.value` for one that needs more bits. */
export function packStatuses(statuses: readonly number[], bits: StatusBits): StatusList {
  const bytes = new Uint8Array(Math.ceil((statuses.length * bits) / 8));
  statuses.forEach((status, index) => {
    if (!Number.isInteger(status) || status < 0 || status >= 1 << bits) {
      throw new CredentialError("status_list.value");
    }
    const first = index * bits;
    const at = Math.floor(first / 8);
    bytes[at] = (bytes[at] as number) | (status << (first % 8));
  });
  return { bits, bytes };
}
