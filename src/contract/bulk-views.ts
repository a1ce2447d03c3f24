/** What an office sees of certificates that it issues from a table. Times are POSIX seconds. */

/** Most characters of a file that a window saves or reads: a batch of drafts, a table of deliveries. */
export const MOST_FILE = 3_000_000;

/** What is wrong in a row of the table; the row is the file's, its head the first. */
export interface BulkProblem {
  readonly row: number;
  /** Of the head; absent where it is the row as a whole. */
  readonly column?: string;
  readonly code: string;
}

/** What a table comes to; nothing is signed or kept by it. */
export interface BulkCheckView {
  readonly rows: number;
  /** Rows that would be issued. */
  readonly ready: number;
  /** Rows whose key was used before: they were issued already, or are on their way. */
  readonly known: number;
  /** Tables that those rows came in by. */
  readonly jobs: readonly string[];
  /** The first of them. */
  readonly problems: readonly BulkProblem[];
  readonly wrong: number;
  /** Officers who must sign. */
  readonly approvals: 1 | 2;
}

/** `waiting`: signed, and waits for a second officer. */
export type BulkRowState = "ready" | "waiting" | "signed" | "sealed" | "failed";

export interface BulkView {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly made: number;
  readonly total: number;
  readonly count: { readonly [state in BulkRowState]: number };
  /** Somebody is at it now. */
  readonly isRunning: boolean;
}

export interface BulkRowView {
  readonly row: number;
  readonly key: string;
  readonly state: BulkRowState;
  readonly code?: string;
  readonly commitment?: string;
}
