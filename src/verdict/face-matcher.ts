import { CodedError } from "../error.ts";

/** Picture that a matcher gets: so many points wide and high, three bytes a point (red, green, blue), row by row. */
export const FACE_WIDTH = 240;
export const FACE_HEIGHT = 300;
export const FACE_BYTES = FACE_WIDTH * FACE_HEIGHT * 3;

export const FACE_SAYS = ["supports", "does_not_support", "unclear"] as const;
/** What a program found of two pictures: a hint to who looks, and never a check of a verdict. */
export type FaceSays = (typeof FACE_SAYS)[number];

export type FaceMatcherErrorCode =
  /** There is no model file. */
  | "matcher.none"
  /** Nobody switched it on. */
  | "matcher.off"
  /** The file is not the one that was switched on. */
  | "matcher.changed"
  /** No module that we run: not WebAssembly, or one that asks for more than memory. */
  | "matcher.unfit"
  /** It crashed. */
  | "matcher.failed"
  /** It took too long and was ended. */
  | "matcher.slow"
  /** What it answered is none of the three answers. */
  | "matcher.answer"
  /** The disk did not take the file. */
  | "matcher.not_kept"
  /** The visitor said no before, or it has answered: nothing is asked twice of one check. */
  | "matcher.asked";

export class FaceMatcherError extends CodedError<FaceMatcherErrorCode> {}

/**
 * Compares one face with one face (1:1), on this device. An office brings a licensed model of its own;
 * none is shipped. Docs: `docs/LEGAL.md`, "A person's face".
 */
export interface FaceMatcher {
  /** Pictures of `FACE_BYTES` bytes. Rejects with FaceMatcherError `.unfit`, `.failed`, `.slow`, `.answer`. */
  compare(portrait: Uint8Array, live: Uint8Array): Promise<FaceSays>;
}
