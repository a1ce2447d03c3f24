import { type CheckCode, type CheckName, type CheckResult, FINDINGS, type Finding } from "./codes.ts";
import type { Check, CheckFacts, DataAge, Outcome } from "./verdict.ts";

interface Meaning {
  readonly result: CheckResult;
  readonly code: CheckCode;
}

function meaningsOf(name: string, findings: { readonly [finding: string]: CheckResult }) {
  const meanings = Object.entries(findings).map(([finding, result]): [string, Meaning] => {
    return [finding, { result, code: `${name}.${finding}` as CheckCode }];
  });
  return Object.fromEntries(meanings);
}

const MEANINGS: { readonly [name: string]: { readonly [finding: string]: Meaning } } = Object.fromEntries(
  Object.entries(FINDINGS).map(([name, findings]) => [name, meaningsOf(name, findings)]),
);

/** A check by its finding; the result follows from it. */
export function check<Name extends CheckName>(
  name: Name,
  finding: Finding<Name>,
  facts?: CheckFacts,
  age?: DataAge,
): Check {
  const { result, code } = (MEANINGS[name] as (typeof MEANINGS)[string])[finding] as Meaning;
  // A dozen of these are in every verdict, so none is put together from parts.
  if (facts === undefined) return age === undefined ? { name, result, code } : { name, result, code, age };
  return age === undefined ? { name, result, code, facts } : { name, result, code, facts, age };
}

/** The check of a stored code; undefined for none of ours. */
export function findCheck(code: string): Check | undefined {
  const [name = "", finding = "", ...more] = code.split(".");
  const findings = Object.hasOwn(MEANINGS, name) ? MEANINGS[name] : undefined;
  if (findings === undefined || more.length > 0 || !Object.hasOwn(findings, finding)) return undefined;
  return check(name as CheckName, finding as never);
}

const WEIGHT = { passed: 0, "cannot tell": 1, failed: 2 } as const;

/** The first of the weightier result. */
export function worse(a: Check | undefined, b: Check): Check {
  return a === undefined || WEIGHT[b.result] > WEIGHT[a.result] ? b : a;
}

/** `valid` only if there are checks and every one passed. */
export function outcomeOf(checks: readonly Check[]): Outcome {
  let outcome: Outcome = checks.length > 0 ? "valid" : "cannot tell";
  for (const { result } of checks) {
    if (result === "failed") return "not valid";
    if (result !== "passed") outcome = "cannot tell";
  }
  return outcome;
}

/** Only the comparison of the person is left to do. */
export function waitsForPerson(checks: readonly Pick<Check, "result" | "code">[]): boolean {
  const open = checks.filter(({ result }) => result !== "passed");
  return open.length === 1 && open[0]?.code === "person_compared.waiting";
}

/** The document is in order, but on paper, and who carries it was not found to be its holder. */
export function isGenuineOnPaper(checks: readonly Pick<Check, "result" | "code" | "name">[]): boolean {
  const open = checks.filter(({ result }) => result !== "passed");
  const isOnPaper = open.some(({ code }) => code === "holder_bound.on_paper");
  return (
    isOnPaper &&
    open.every(({ code, name, result }) =>
      name === "person_compared" ? result === "cannot tell" : code === "holder_bound.on_paper",
    )
  );
}

/**
 * What holds of checks of something on paper: nothing was asked and nobody answered, so those checks are
 * left out, and the holder is who a person found to be the one in the portrait.
 */
export function checksOnPaper(checks: readonly Check[], isSamePerson: boolean): readonly Check[] {
  return checks.flatMap((one) => {
    if (one.name === "request_bound" || one.name === "answered") return [];
    if (one.code !== "holder_bound.not_presented") return [one];
    return [check("holder_bound", isSamePerson ? "by_person" : "on_paper")];
  });
}
