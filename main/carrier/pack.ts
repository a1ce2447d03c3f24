import { deflateSync, inflateSync } from "node:zlib";
import { fromUtf8, utf8 } from "../../src/bytes/bytes.ts";
import { CarrierError } from "./error.ts";
import { MAX_TEXT } from "./limits.ts";

/** Whether bytes begin as a zlib stream does (RFC 1950, section 2.2: CM, CINFO, FCHECK, no FDICT). */
function isZlib([cmf = 0, flg = 0]: Uint8Array): boolean {
  return (cmf & 15) === 8 && cmf >> 4 <= 7 && (cmf * 256 + flg) % 31 === 0 && (flg & 32) === 0;
}

/** Text as a zlib stream: our messages are base64url, which is a quarter of air, often twice. */
export function pack(text: string): Uint8Array {
  return deflateSync(utf8(text), { level: 9 });
}

/** What `pack` made, or plain UTF-8 from others. Throws CarrierError `carrier.not_text`. */
export function unpack(bytes: Uint8Array): string {
  try {
    // The cap holds before anything is unfolded.
    return fromUtf8(isZlib(bytes) ? inflateSync(bytes, { maxOutputLength: MAX_TEXT }) : bytes);
  } catch (error) {
    throw new CarrierError("carrier.not_text", { cause: error });
  }
}
