import { CodedError } from "../../src/error.ts";

export type BenchErrorCode =
  | "bench.usage"
  /** A development dependency is not installed. */
  | "bench.rival_missing"
  | "bench.no_browser"
  /** CometBFT. */
  | "bench.no_engine"
  /** The page of the window. */
  | "bench.not_built"
  /** What is to be measured did not come to the result it should: no time of it means anything. */
  | "bench.unexpected";

export class BenchError extends CodedError<BenchErrorCode> {}
