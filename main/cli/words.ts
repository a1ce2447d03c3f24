import type { LangMap } from "../../src/chain/state/records.ts";
import type { ClaimView, CredentialView, FindingView } from "../../src/contract/views.ts";
import type { DataAge, Verdict } from "../../src/verdict/verdict.ts";
import { sayCheck } from "../../src/verdict/words.ts";

/** A text by language; the command line speaks English. */
export function say(text: LangMap | undefined, otherwise = ""): string {
  return text?.["en"] ?? Object.values(text ?? {})[0] ?? otherwise;
}

export function sayTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
}

export function sayAge(age: DataAge | undefined): string {
  if (age === undefined) return "no data yet";
  const { seconds } = age;
  const ago =
    seconds < 120
      ? `${seconds} s`
      : seconds < 7200
        ? `${Math.round(seconds / 60)} min`
        : seconds < 172_800
          ? `${Math.round(seconds / 3600)} h`
          : `${Math.round(seconds / 86_400)} days`;
  return `block ${age.height}, ${ago} old`;
}

function sayValue({ kind, value }: ClaimView): string {
  if (kind === "image") return "(picture)";
  return typeof value === "string" ? value : JSON.stringify(value);
}

export function sayClaim(claim: ClaimView): string {
  return `  ${say(claim.label, claim.path.join("/"))}: ${sayValue(claim)}`;
}

export function sayCredential(credential: Omit<CredentialView, "id">): readonly string[] {
  return [
    `${say(credential.type.name)} by ${say(credential.office.name)}: ${credential.state}` +
      ` (${sayAge(credential.age)})`,
    ...credential.claims.map(sayClaim),
    `  ${credential.issued === undefined ? "Issued" : `Issued in block ${credential.issued.height}`}, valid until ${sayTime(credential.expires)}`,
    `  Commitment ${credential.commitment}`,
  ];
}

const MARKS = { passed: "ok", failed: "NO", "cannot tell": "??" } as const;

export function sayVerdict(verdict: Verdict): readonly string[] {
  return [
    verdict.outcome === "valid" ? "Valid" : verdict.outcome === "not valid" ? "Not valid" : "Cannot tell",
    ...verdict.checks.map(
      (check) => `  ${MARKS[check.result]}  ${sayCheck(check, "en").what} (${check.code})`,
    ),
    `  Data: ${sayAge(verdict.age)}`,
  ];
}

export function sayFinding(finding: FindingView): string {
  return `  ${sayTime(finding.at)} ${finding.code}: ${finding.place}, from ${finding.source}`;
}
