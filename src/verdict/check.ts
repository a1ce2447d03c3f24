import { type CheckCode, type CheckName, FINDINGS, type Finding } from "./codes.ts";
import type { Check, CheckFacts, DataAge, Outcome } from "./verdict.ts";

/** A check by its finding; the result follows from it. */
export function check<Name extends CheckName>(
  name: Name,
  finding: Finding<Name>,
  facts?: CheckFacts,
  age?: DataAge,
): Check {
  const results: { readonly [finding: string]: Check["result"] } = FINDINGS[name];
  return {
    name,
    result: results[finding] as Check["result"],
    code: `${name}.${finding}` as CheckCode,
    ...(facts === undefined ? undefined : { facts }),
    ...(age === undefined ? undefined : { age }),
  };
}

const WEIGHT = { passed: 0, "cannot tell": 1, failed: 2 } as const;

/** The first of the weightier result. */
export function worse(a: Check | undefined, b: Check): Check {
  return a === undefined || WEIGHT[b.result] > WEIGHT[a.result] ? b : a;
}

/** `valid` only if there are checks and every one passed. */
export function outcomeOf(checks: readonly Check[]): Outcome {
  if (checks.some(({ result }) => result === "failed")) return "not valid";
  return checks.length > 0 && checks.every(({ result }) => result === "passed") ? "valid" : "cannot tell";
}
