import { CodedError } from "../../../src/error.ts";

export type BundleErrorCode =
  /** Not a bundle, or one that was cut short or changed. */
  | "bundle.syntax"
  /** Of another registry. */
  | "bundle.foreign"
  /** A light bundle, where a full copy needs every entry. */
  | "bundle.light"
  /** Nothing to put into one: this copy has no sealed block yet, or is being repaired. */
  | "bundle.empty"
  /** Something of it did not hold; nothing of it was taken in. */
  | "bundle.refused";

/** A bundle that was not written or not taken in. */
export class BundleError extends CodedError<BundleErrorCode> {}
