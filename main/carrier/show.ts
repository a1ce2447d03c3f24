import { UR, UREncoder } from "@ngraveio/bc-ur";
import { CarrierError } from "./error.ts";
import { MAX_PACKED, MAX_PARTS } from "./limits.ts";
import { pack } from "./pack.ts";

export interface Frames {
  /** Parts that the message has; with 1 there is a single frame, the same for ever. */
  readonly parts: number;
  /** Texts for QR codes, in capitals, which they hold most tightly. */
  readonly frames: readonly string[];
}

/**
 * Frames `from` to `from + count - 1` of a text shown as codes that follow one another, without end:
 * the first `parts` are its pieces in order, all later ones mixtures, so that whoever missed some needs
 * no particular one (Uniform Resources, BCR-2020-005, multipart; fountain code, BCR-2024-001). Type
 * `bytes`; `fragment` bytes of the packed message at most in each. Throws CarrierError `carrier.too_long`.
 */
export function showFrames(text: string, fragment: number, from: number, count: number): Frames {
  const packed = pack(text);
  if (packed.length > MAX_PACKED) throw new CarrierError("carrier.too_long");
  const resource = UR.fromBuffer(Buffer.from(packed));
  const encoder = new UREncoder(resource, fragment, from, 1);
  const parts = encoder.fragmentsLength;
  if (parts > MAX_PARTS) throw new CarrierError("carrier.too_long");
  const frames = Array.from({ length: parts === 1 ? 1 : count }, () => encoder.nextPart().toUpperCase());
  return { parts, frames };
}
