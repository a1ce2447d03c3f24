import type { z } from "zod";

declare const RESULT: unique symbol;

/** One call of the contract: how its arguments are read, and what comes back. */
export interface Call<Args extends z.ZodType, Value, Code extends string> {
  readonly args: Args;
  readonly codes: readonly Code[];
  /** Whether it may be called while the wallet is locked or absent. */
  readonly locked: boolean;
  readonly [RESULT]?: Value;
}

/** Declares a call; `codes` are those beside the ones that any call may answer. */
export function call<Value>() {
  return <Args extends z.ZodType, const Code extends string>(spec: {
    readonly args: Args;
    readonly codes: readonly Code[];
    readonly locked?: boolean;
  }): Call<Args, Value, Code> => ({ args: spec.args, codes: spec.codes, locked: spec.locked ?? false });
}

/** What any call may answer, whatever it does. */
export const COMMON_CODES = [
  "call.unknown",
  "call.arguments",
  "call.locked",
  "call.failed",
  /** Not from the window's own page, or more than a message may hold; refused before it is read. */
  "call.sender",
  "call.too_large",
  "database.corrupt",
  "database.full",
  "database.locked",
  "database.failed",
  "database.read_only",
  "database.io",
  "database.newer",
  "database.missing",
  "database.foreign",
  "vault.tampered",
  "vault.too_large",
] as const;
export type CommonCode = (typeof COMMON_CODES)[number];
