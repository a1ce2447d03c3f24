import type { replacingReason, revokingReason, suspendingReason } from "../../chain/entries/reasons.ts";
import type { ShapeOf } from "../../chain/entries/shape.ts";
import type { CheckCode, CheckName } from "../codes.ts";
import type { NoteCode, Outcome, Trust } from "../verdict.ts";
import type { Words } from "../../language/sentences.ts";

/** Why a credential's status changed. */
export type Reason = ShapeOf<typeof suspendingReason | typeof revokingReason | typeof replacingReason>;

/** What a verdict can say in one language. Names: office, type, date, age, reason, anchor, count. */
export interface VerdictWords {
  readonly outcomes: { readonly [outcome in Outcome]: string };
  /** Head of the verdict while the person is still to be compared. */
  readonly documentValid: string;
  /** The same of paper: nobody has proved to hold it. */
  readonly documentGenuine: string;
  readonly checks: { readonly [name in CheckName]: string };
  readonly codes: { readonly [code in CheckCode]: Words };
  readonly notes: { readonly [code in NoteCode]: Words };
  /** By what the signature of a document's issuer was found to hold. */
  readonly trust: { readonly [trust in Trust]: string };
  readonly reasons: { readonly [reason in Reason]: string };
}
