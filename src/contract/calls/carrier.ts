import { call } from "../call.ts";
import { z } from "../zod.ts";
import { MAX_TEXT } from "./host.ts";

/** Bytes of a message in one frame: small ones are read by any camera, large ones are soon through. */
export const FRAGMENT = { least: 40, most: 1000 } as const;

/** Frames that are made at a time. */
const MOST_FRAMES = 100;

export interface FramesView {
  /** Pieces that the message has; with 1 there is a single frame. */
  readonly parts: number;
  /** Texts for QR codes. */
  readonly frames: readonly string[];
}

export interface CollectedView {
  readonly have: number;
  readonly of: number;
  /** The whole message, once it is there. */
  readonly text: string | null;
}

/** Messages too long for one code, as codes that follow one another (Uniform Resources, BCR-2020-005). */
export const CARRIER_CALLS = {
  /** Frames `from` and on; there is no last one. */
  "carrier.show": call<FramesView>()({
    args: z.strictObject({
      text: z.string().min(1).max(MAX_TEXT),
      fragment: z.int().min(FRAGMENT.least).max(FRAGMENT.most),
      from: z.int().min(0).max(1_000_000),
      count: z.int().min(1).max(MOST_FRAMES),
    }),
    codes: ["carrier.too_long"],
    locked: true,
  }),
  /** One frame that a camera saw; a `fresh` one forgets what was had before. */
  "carrier.take": call<CollectedView>()({
    args: z.strictObject({ frame: z.string().max(4296), fresh: z.boolean() }),
    codes: ["carrier.not_part", "carrier.not_text", "carrier.too_long"],
    locked: true,
  }),
  /** Nobody looks any more: what was had is dropped. */
  "carrier.forget": call<null>()({ args: z.strictObject({}), codes: [], locked: true }),
} as const;
