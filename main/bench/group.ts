import type { Figure } from "./figure.ts";

/** Figures that are measured together. */
export interface Group {
  readonly name: string;
  /** What it compares, one line. */
  readonly help: string;
  /** Rounds a repetition has unless told. */
  readonly rounds: number;
  /** `note` takes lines for the person who waits. Throws BenchError. */
  readonly run: (rounds: number, note: (line: string) => void) => Promise<readonly Figure[]>;
}
