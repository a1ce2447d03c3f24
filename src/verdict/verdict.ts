import type { LangMap } from "../chain/state/records.ts";
import type { Holder } from "../credential/holders.ts";
import type { JsonObject } from "../json/value.ts";
import type { CheckCode, CheckName, CheckResult } from "./codes.ts";

export type Trust = "registry" | "anchor" | "none";

export type Outcome = "valid" | "not valid" | "cannot tell";

/** How old the registry data behind a check is: its block, its seal's time (POSIX seconds), and seconds from then to now. */
export interface DataAge {
  readonly height: number;
  readonly time: number;
  readonly seconds: number;
}

/** What a sentence about a check may name: dates (POSIX seconds), names from the registry, reason codes; never a claim. */
export interface CheckFacts {
  readonly office?: LangMap;
  readonly type?: LangMap;
  readonly time?: number;
  readonly height?: number;
  readonly reason?: string;
  /** Commitment of what replaced the credential. */
  readonly successor?: string;
  /** Trust anchor that the issuer's certificate leads to, as that names itself. */
  readonly anchor?: string;
  /** How many hold it together. */
  readonly count?: number;
  /** Code of the alarm or error underneath. */
  readonly cause?: string;
}

export interface Check {
  readonly name: CheckName;
  readonly result: CheckResult;
  readonly code: CheckCode;
  readonly facts?: CheckFacts;
  /** Absent where no registry data stands behind the check. */
  readonly age?: DataAge;
}

/** Worth saying, without weight on the outcome. */
export type NoteCode =
  | "note.more_than_asked"
  | "note.without_consent"
  | "note.office_withdrawn_since"
  | "note.by_guardian"
  | "note.by_representative"
  | "note.one_of_several";

export interface Note {
  readonly code: NoteCode;
  readonly facts?: CheckFacts;
}

/** One presented credential. Members that could not be learnt are absent. */
export interface DocumentVerdict {
  readonly outcome: Outcome;
  /** Every check that concerns this document, each name once, in the order of `FINDINGS`. */
  readonly checks: readonly Check[];
  readonly notes: readonly Note[];
  /** The credential query it answers. */
  readonly query?: string;
  readonly commitment?: string;
  readonly vct?: string;
  readonly office?: { readonly id: string; readonly name: LangMap };
  readonly type?: { readonly id: string; readonly name: LangMap };
  /**
   * By what its issuer's signature was found to hold: the registry, or a certificate that leads to an
   * imported trust anchor; `none` where it was not.
   */
  readonly trust: Trust;
  /** POSIX seconds, as the document says. */
  readonly expires?: number;
  /** What it says of the person or thing, as far as shown; present only if the issuer's signature holds. */
  readonly claims?: JsonObject;
  readonly issued?: { readonly height: number; readonly time: number; readonly entry: string };
  /** In what capacity the one who presented it holds it. */
  readonly presentedBy?: Holder["role"];
  /** Commitment of what replaced it. */
  readonly successor?: string;
}

export interface Verdict {
  /** `valid` if every check passed, `not valid` if one failed, else `cannot tell`. */
  readonly outcome: Outcome;
  /** Every name once, in the order of `FINDINGS`, the worst of all documents. Unasked `person_compared` is left out. */
  readonly checks: readonly Check[];
  readonly documents: readonly DocumentVerdict[];
  /** Registry id, base64url. */
  readonly registry: string;
  /** When it was made, POSIX seconds. */
  readonly at: number;
  readonly age?: DataAge;
}
