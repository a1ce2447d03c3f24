import { CodedError } from "../../src/error.ts";

export type LogErrorCode =
  /** A stored row is not what was written; `place` says which. */
  | "log.damaged"
  /** A block that does not follow the newest one. */
  | "log.gap"
  /** A row handed in for repair that does not have the shape its place asks for. */
  | "log.shape";

/** Where in a store a row is damaged: row `index` of a table (bundle and tile by index, seal by height). */
export interface LogPlace {
  readonly table: "bundle" | "tile" | "seal";
  readonly index: number;
  /** Of a tile. */
  readonly level?: number;
}

/** What the stored log could not give. */
export class LogError extends CodedError<LogErrorCode> {
  readonly place: LogPlace | undefined;

  constructor(code: LogErrorCode, place?: LogPlace, options?: { cause?: unknown }) {
    super(code, options);
    this.place = place;
  }
}
