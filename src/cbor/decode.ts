import { fromUtf8 } from "../bytes/bytes.ts";
import { BytesError } from "../bytes/error.ts";
import { CborError } from "./error.ts";
import type { CborKey, CborValue } from "./value.ts";

export interface CborLimits {
  /** Most bytes read. */
  readonly maxLength: number;
  /** Deepest nesting of arrays, maps and tags; a scalar has depth 0. */
  readonly maxDepth: number;
  /** Most data items in all. */
  readonly maxItems: number;
}

export const DEFAULT_CBOR_LIMITS: CborLimits = { maxLength: 1 << 20, maxDepth: 24, maxItems: 20_000 };

/** A value with the bytes that each array, map and tag in it was read from. */
export interface CborDocument {
  readonly value: CborValue;
  /** Throws RangeError for what is not of this document, which is a bug. */
  readonly encodedOf: (value: CborValue) => Uint8Array;
}

function halfFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : Number.NaN;
  return sign * (1024 + fraction) * 2 ** (exponent - 25);
}

class Reader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #limits: CborLimits;
  readonly spans = new Map<object, Uint8Array>();
  #at = 0;
  #items = 0;

  constructor(bytes: Uint8Array, limits: CborLimits) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#limits = limits;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  #take(length: number): number {
    const at = this.#at;
    if (length > this.#bytes.length - at) throw new CborError("cbor.syntax");
    this.#at = at + length;
    return at;
  }

  #argument(info: number): number | bigint {
    if (info < 24) return info;
    if (info === 24) return this.#view.getUint8(this.#take(1));
    if (info === 25) return this.#view.getUint16(this.#take(2));
    if (info === 26) return this.#view.getUint32(this.#take(4));
    if (info !== 27) throw new CborError("cbor.syntax");
    const value = this.#view.getBigUint64(this.#take(8));
    return value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
  }

  #length(info: number): number {
    const length = this.#argument(info);
    if (typeof length === "bigint") throw new CborError("cbor.syntax");
    return length;
  }

  /** How many items follow; no more than bytes are left, so no count makes us reserve memory. */
  #count(info: number, each: number): number {
    const count = this.#length(info);
    if (count * each > this.#bytes.length - this.#at) throw new CborError("cbor.syntax");
    return count;
  }

  #text(info: number): string {
    const length = this.#length(info);
    const at = this.#take(length);
    try {
      return fromUtf8(this.#bytes.subarray(at, at + length));
    } catch (cause) {
      if (cause instanceof BytesError) throw new CborError("cbor.syntax", { cause });
      throw cause;
    }
  }

  #bytesOf(info: number): Uint8Array {
    const length = this.#length(info);
    const at = this.#take(length);
    return this.#bytes.subarray(at, at + length);
  }

  #map(info: number, depth: number): ReadonlyMap<CborKey, CborValue> {
    const map = new Map<CborKey, CborValue>();
    for (let left = this.#count(info, 2); left > 0; left--) {
      const key = this.item(depth);
      if (typeof key !== "string" && !Number.isSafeInteger(key)) throw new CborError("cbor.syntax");
      if (map.has(key as CborKey)) throw new CborError("cbor.duplicate_key");
      map.set(key as CborKey, this.item(depth));
    }
    return map;
  }

  #array(info: number, depth: number): readonly CborValue[] {
    const array: CborValue[] = [];
    for (let left = this.#count(info, 1); left > 0; left--) array.push(this.item(depth));
    return array;
  }

  #simple(info: number): CborValue {
    switch (info) {
      case 20:
        return false;
      case 21:
        return true;
      case 22:
        return null;
      case 23:
        return undefined;
      case 25:
        return halfFloat(this.#view.getUint16(this.#take(2)));
      case 26:
        return this.#view.getFloat32(this.#take(4));
      case 27:
        return this.#view.getFloat64(this.#take(8));
      default:
        throw new CborError("cbor.syntax");
    }
  }

  #nested(major: number, info: number, depth: number): CborValue {
    if (depth >= this.#limits.maxDepth) throw new CborError("cbor.too_deep");
    if (major === 4) return this.#array(info, depth + 1);
    if (major === 5) return this.#map(info, depth + 1);
    const tag = this.#argument(info);
    if (typeof tag === "bigint") throw new CborError("cbor.syntax");
    return { tag, value: this.item(depth + 1) };
  }

  item(depth: number): CborValue {
    if (++this.#items > this.#limits.maxItems) throw new CborError("cbor.too_many");
    const start = this.#take(1);
    const first = this.#bytes[start] as number;
    const major = first >> 5;
    const info = first & 0x1f;
    switch (major) {
      case 0:
        return this.#argument(info);
      case 1: {
        const value = this.#argument(info);
        return typeof value === "bigint" ? -1n - value : -1 - value;
      }
      case 2:
        return this.#bytesOf(info);
      case 3:
        return this.#text(info);
      case 7:
        return this.#simple(info);
      default: {
        const value = this.#nested(major, info, depth);
        this.spans.set(value as object, this.#bytes.subarray(start, this.#at));
        return value;
      }
    }
  }
}

/**
 * One data item of RFC 8949 and nothing after it: definite lengths, maps with text or integer keys of
 * which none repeats, valid UTF-8. Lengths, counts and depth are capped before anything is built; a
 * length need not be written in its shortest form, since issuers differ in that. Throws CborError only.
 */
export function decodeCbor(bytes: Uint8Array, limits: CborLimits = DEFAULT_CBOR_LIMITS): CborDocument {
  if (bytes.length > limits.maxLength) throw new CborError("cbor.too_large");
  const reader = new Reader(bytes, limits);
  const value = reader.item(0);
  if (!reader.isAtEnd) throw new CborError("cbor.trailing");
  const encodedOf = (part: CborValue): Uint8Array => {
    const span = reader.spans.get(part as object);
    if (span === undefined) throw new RangeError("not of this document");
    return span;
  };
  return { value, encodedOf };
}
