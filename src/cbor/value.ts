/** Keys of a map: text or an integer. */
export type CborKey = string | number;
export type CborMap = ReadonlyMap<CborKey, CborValue>;

/** A tagged item (RFC 8949 section 3.4). */
export interface CborTag {
  readonly tag: number;
  readonly value: CborValue;
}

/** A data item of RFC 8949 as JavaScript has it; an integer beyond 2^53 is a bigint. */
export type CborValue =
  | number
  | bigint
  | string
  | boolean
  | null
  | undefined
  | Uint8Array
  | readonly CborValue[]
  | CborMap
  | CborTag;

export function isCborMap(value: CborValue): value is CborMap {
  return value instanceof Map;
}

export function isCborArray(value: CborValue): value is readonly CborValue[] {
  return Array.isArray(value);
}

export function isCborBytes(value: CborValue): value is Uint8Array {
  return value instanceof Uint8Array;
}

export function isCborTag(value: CborValue): value is CborTag {
  return typeof value === "object" && value !== null && "tag" in value;
}
