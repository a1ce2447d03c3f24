import { CodedError } from "../../src/error.ts";

export type DemoErrorCode = "demo.unexpected" | "demo.network_used" | "demo.process";

/** The story did not go as it must; `what` says where, in our own words. */
export class DemoError extends CodedError<DemoErrorCode> {
  readonly what: string;

  constructor(code: DemoErrorCode, what: string) {
    super(code);
    this.what = what;
  }
}

export interface Step<World> {
  readonly name: string;
  /** Resolves with what a reader of the story should know. Throws when it did not go as it must. */
  readonly run: (world: World) => Promise<string>;
}

export interface StepResult {
  readonly name: string;
  readonly ok: boolean;
  readonly ms: number;
  readonly detail: string;
}

/** Fails the step unless the value is there and right. */
export function expect(condition: boolean, what: string): asserts condition {
  if (!condition) throw new DemoError("demo.unexpected", what);
}

export function expectEqual<T>(actual: T, wanted: T, what: string): void {
  if (actual !== wanted) {
    throw new DemoError("demo.unexpected", `${what}: ${String(actual)} instead of ${String(wanted)}`);
  }
}
