import type { LangMap } from "../chain/state/records.ts";

/** What came of going through the whole own copy. */
export interface AuditView {
  readonly blocks: number;
  readonly leaves: number;
  /** Leaves whose signatures an earlier audit had verified; they were hashed again. */
  readonly knownTo: number;
  /** Signatures verified now. */
  readonly signatures: number;
  /** Bundles of 256 leaves that are not what was sealed; they are fetched again at the next sync. */
  readonly badBundles: readonly number[];
  readonly repairedTiles: readonly string[];
  readonly sealed: boolean;
  /** A block that the authorities sealed against the rules. */
  readonly fault?: { readonly height: number; readonly code: string };
}

/** Two sealed histories that cannot both be: evidence against whoever signed both. */
export interface AlarmView {
  readonly id: number;
  readonly code: string;
  readonly at: number;
  /** Signed notes, to be handed on as they are. */
  readonly ours: string;
  readonly theirs: string;
  /** Neither was followed before: the alarm comes back while sources show both. */
  readonly undecided?: true;
  /** Who showed it. */
  readonly source: string;
  /** Authorities whose signature is on both. */
  readonly signers: readonly { readonly id: string; readonly name?: LangMap }[];
  /** When a person took note, POSIX seconds. */
  readonly resolved?: number;
}

/** Blocks and entries of a day (UTC). */
export interface DayView {
  /** First second of the day, POSIX seconds. */
  readonly day: number;
  readonly blocks: number;
  readonly entries: number;
}

/** One check of a block, by name; `code` says what is wrong. */
export interface BlockCheckView {
  readonly height: number;
  readonly checks: readonly {
    readonly name: "leaves" | "link" | "tree" | "signatures" | "rules" | "seal";
    readonly holds: boolean;
    readonly code?: string;
  }[];
  /** Signatures verified. */
  readonly signatures: number;
}

/** What a statement says, if it holds. Times POSIX seconds. */
export interface StatementView {
  readonly holds: boolean;
  /** Why it does not. */
  readonly code?: string;
  readonly height?: number;
  readonly time?: number;
  /** Until when, at least, that block was the newest. */
  readonly until?: number;
  readonly sealedAt?: number;
  readonly signers?: readonly string[];
  readonly entry?: {
    readonly hash: string;
    readonly kind: string;
    readonly by: string;
    readonly index: number;
  };
  readonly record?: { readonly key: string; readonly name?: LangMap };
  readonly status?: {
    readonly office: string;
    readonly index: number;
    readonly state: "valid" | "suspended" | "revoked" | "replaced";
    readonly commitment?: string;
  };
  readonly deposit?: {
    readonly file: string;
    readonly author: string;
    /** Whether a file that was given with it is that one. */
    readonly isFile?: boolean;
  };
}

/** A document that this wallet had deposited, or is about to. */
export interface DepositView {
  readonly digest: string;
  /** SHA-256 of the file. */
  readonly file: string;
  /** As its owner called it; it lies in this wallet alone. */
  readonly name: string;
  readonly office: string;
  readonly made: number;
  readonly state: "signed" | "sealed" | "refused";
  readonly code?: string;
  readonly height?: number;
  /** Block time: the date that it has. */
  readonly time?: number;
  /** To be kept with the file; there once it is sealed. */
  readonly statement?: string;
}
