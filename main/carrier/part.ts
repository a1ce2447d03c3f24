import bytewords from "@ngraveio/bc-ur/dist/bytewords.js";
import { decodeCbor } from "../../src/cbor/decode.ts";
import { isCborArray, isCborBytes } from "../../src/cbor/value.ts";
import { CarrierError } from "./error.ts";
import { MAX_FRAME, MAX_PACKED, MAX_PARTS } from "./limits.ts";

/** One frame, read and found to make sense by itself. */
export interface Part {
  /** In small letters, as the library takes it. */
  readonly frame: string;
  /** The same for all parts of one message, and for no other's. */
  readonly message: string;
  readonly parts: number;
  readonly sequence: number;
}

const SINGLE = /^ur:bytes\/[a-z]+$/;
const MULTI = /^ur:bytes\/([1-9]\d{0,9})-([1-9]\d{0,3})\/([a-z]+)$/;
const LIMITS = { maxLength: MAX_FRAME, maxDepth: 2, maxItems: 8 };
/** CBOR head of the byte string around the message. */
const MOST_HEAD = 5;

const isCount = (value: unknown, most: number): value is number =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= 1 && value <= most;

function fieldsOf(body: string): readonly unknown[] {
  try {
    const { value } = decodeCbor(
      Buffer.from(bytewords.default.decode(body, bytewords.default.STYLES.MINIMAL), "hex"),
      LIMITS,
    );
    if (isCborArray(value) && value.length === 5) return value;
  } catch (error) {
    throw new CarrierError("carrier.not_part", { cause: error });
  }
  throw new CarrierError("carrier.not_part");
}

/** Whether a text that a code held may be such a frame; other texts are messages by themselves. */
export function isFrame(text: string): boolean {
  return /^ur:/i.test(text);
}

/**
 * Reads a frame (BCR-2020-005, section "Multipart UR"): what it says twice must agree, what it claims
 * of the whole is capped, before the library, which believes it, sets anything aside for it. Throws
 * CarrierError `carrier.not_part`, `carrier.too_long`.
 */
export function readPart(text: string): Part {
  if (text.length > MAX_FRAME) throw new CarrierError("carrier.not_part");
  const frame = text.toLowerCase();
  if (SINGLE.test(frame)) return { frame, message: frame, parts: 1, sequence: 1 };
  const [, first, second, body] = MULTI.exec(frame) ?? [];
  if (body === undefined) throw new CarrierError("carrier.not_part");
  const [sequence, parts, length, checksum, data] = fieldsOf(body);
  if (!isCount(sequence, 0xffff_ffff) || !isCount(parts, 9999)) throw new CarrierError("carrier.not_part");
  if (sequence !== Number(first) || parts !== Number(second)) throw new CarrierError("carrier.not_part");
  if (parts > MAX_PARTS || (typeof length === "number" && length > MAX_PACKED + MOST_HEAD)) {
    throw new CarrierError("carrier.too_long");
  }
  const isWhole =
    isCount(length, MAX_PACKED + MOST_HEAD) &&
    (checksum === 0 || isCount(checksum, 0xffff_ffff)) &&
    isCborBytes(data as never) &&
    (data as Uint8Array).length === Math.ceil(length / parts);
  if (!isWhole) throw new CarrierError("carrier.not_part");
  return { frame, message: `${parts} ${length} ${String(checksum)}`, parts, sequence };
}
