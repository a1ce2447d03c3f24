import type { LangMap } from "../chain/state/records.ts";
import type { Sheet } from "../paper/sheet.ts";
import type { Verdict } from "../verdict/verdict.ts";
import type { ClaimView } from "../credential/claim-view.ts";

/** A certificate as it would be printed. */
export interface PaperView {
  /** All that whoever reads the codes learns, beside kind, office and the certificate's own marks. */
  readonly leaves: readonly ClaimView[];
  readonly sheets: readonly Sheet[];
  /** How many codes have to be scanned. */
  readonly codes: number;
}

/** The answer to a request on paper. */
export interface AnswerPaperView {
  readonly name: string;
  /** Base64, to be saved by `host.save_file`. */
  readonly pdf: string;
  /** What is in it. */
  readonly sheets: readonly Sheet[];
  readonly codes: number;
}

/** One step in the life of what a certificate is about, as the registry has it. */
export interface LifeStepView {
  readonly commitment: string;
  readonly office: LangMap;
  readonly time: number;
  readonly height: number;
  /** Why it took the place of the step before; absent for the first. */
  readonly reason?: string;
  /** The owner did not agree to that. */
  readonly withoutConsent?: true;
  readonly state: "valid" | "suspended" | "revoked" | "replaced";
  /** The one that was shown. */
  readonly isShown?: true;
}

/** A verdict as of a day: its `at` is that day, its `age` that of the registry then. */
export interface DayVerdictView {
  readonly verdict: Verdict;
}
