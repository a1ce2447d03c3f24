import type { FaceMatcherErrorCode, FaceSays } from "../verdict/face-matcher.ts";

/** An office's own face matcher. */
export interface MatcherView {
  readonly state: "none" | "off" | "on";
  /** SHA-256, base64url, and length. */
  readonly file?: { readonly hash: string; readonly bytes: number };
}

/** Of one check: what the visitor said to a comparison by a program, and what came of it. */
export interface FaceView {
  readonly consent: "given" | "refused";
  readonly at: number;
  readonly says?: FaceSays;
  /** Why there is no answer. */
  readonly code?: FaceMatcherErrorCode;
}
