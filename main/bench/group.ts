import type { Figure } from "./figure.ts";

/** What whoever runs the bench may ask of it; each group has its own defaults. */
export interface Wish {
  /** In each repetition. */
  readonly rounds?: number | undefined;
  /** Of the log that is followed. */
  readonly entries?: number | undefined;
}

/** Figures that are measured together. */
export interface Group {
  readonly name: string;
  /** What it compares, one line. */
  readonly help: string;
  /** `note` takes lines for the person who waits. Throws BenchError. */
  readonly run: (wish: Wish, note: (line: string) => void) => Promise<readonly Figure[]>;
}
