import { concat, utf8 } from "../bytes/bytes.ts";
import { type CborValue, isCborArray, isCborBytes, isCborMap, isCborTag } from "./value.ts";

/** Bytes that are CBOR already and go in as they are. */
export class EncodedCbor {
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
}

/** What can be written: values, and parts that are encoded already. */
export type CborInput =
  | CborValue
  | EncodedCbor
  | readonly CborInput[]
  | ReadonlyMap<string | number, CborInput>
  | { readonly tag: number; readonly value: CborInput };

function head(major: number, value: number | bigint): Uint8Array {
  const first = major << 5;
  if (value < 24) return Uint8Array.of(first | Number(value));
  if (value < 0x100) return Uint8Array.of(first | 24, Number(value));
  const bytes = new Uint8Array(value < 0x10000 ? 3 : value < 0x100000000 ? 5 : 9);
  const view = new DataView(bytes.buffer);
  if (bytes.length === 3) {
    view.setUint16(1, Number(value));
    bytes[0] = first | 25;
  } else if (bytes.length === 5) {
    view.setUint32(1, Number(value));
    bytes[0] = first | 26;
  } else {
    view.setBigUint64(1, BigInt(value));
    bytes[0] = first | 27;
  }
  return bytes;
}

function number(value: number): Uint8Array {
  if (Number.isSafeInteger(value)) return value < 0 ? head(1, -1 - value) : head(0, value);
  const bytes = new Uint8Array(9);
  bytes[0] = 0xfb;
  new DataView(bytes.buffer).setFloat64(1, value);
  return bytes;
}

function nested(value: object): Uint8Array {
  if (isCborArray(value as CborValue)) {
    const items = value as readonly CborInput[];
    return concat(head(4, items.length), ...items.map(encodeCbor));
  }
  if (isCborMap(value as CborValue)) {
    const entries = [...(value as ReadonlyMap<string | number, CborInput>)];
    return concat(head(5, entries.length), ...entries.flatMap((entry) => entry.map(encodeCbor)));
  }
  if (!isCborTag(value as CborValue)) throw new RangeError("no CBOR value");
  const tagged = value as { readonly tag: number; readonly value: CborInput };
  return concat(head(6, tagged.tag), encodeCbor(tagged.value));
}

/** RFC 8949 with shortest lengths and floats of 64 bits; the order of a map's members is the caller's. */
export function encodeCbor(value: CborInput): Uint8Array {
  switch (typeof value) {
    case "number":
      return number(value);
    case "bigint":
      return value < 0n ? head(1, -1n - value) : head(0, value);
    case "string": {
      const bytes = utf8(value);
      return concat(head(3, bytes.length), bytes);
    }
    case "boolean":
      return Uint8Array.of(value ? 0xf5 : 0xf4);
    case "undefined":
      return Uint8Array.of(0xf7);
    default: {
      if (value === null) return Uint8Array.of(0xf6);
      if (value instanceof EncodedCbor) return value.bytes;
      const plain = value as CborValue;
      return isCborBytes(plain) ? concat(head(2, plain.length), plain) : nested(value);
    }
  }
}

/** The bytes of a value as a byte string of tag 24, "encoded CBOR data item" (RFC 8949 section 3.4.5.1). */
export function embedCbor(value: CborInput): Uint8Array {
  return encodeCbor({ tag: 24, value: encodeCbor(value) });
}
