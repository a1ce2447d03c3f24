import type { LangMap } from "../../src/chain/state/records.ts";
import type { HeldCopiesView } from "../../src/contract/copies-views.ts";
import type { CredentialView, FindingView } from "../../src/contract/views.ts";
import type { ClaimView } from "../../src/credential/claim-view.ts";
import type { DataAge, Verdict } from "../../src/verdict/verdict.ts";
import { decidingCheck, sayCheck, sayNote, sayOutcome, saySpan, sayTrust } from "../../src/verdict/words.ts";
import { dateOf, LAST_MOMENT } from "../../src/language/date-of.ts";
import type { Language } from "../../src/language/languages.ts";
import { sayLine, sayLineOf } from "../../src/words/lines/say.ts";
import { textIn } from "../../src/language/sentences.ts";
import { asPlainText } from "../../src/text/plain-text.ts";
import type { Output } from "./output.ts";

/** A text by language; some were written by issuers and askers that nobody knows. */
export function say(text: LangMap | undefined, language: Language, otherwise = ""): string {
  return asPlainText(textIn(text ?? {}, language) || otherwise);
}

/** In the one form that every reader and every program understands (RFC 3339). */
export function sayTime(seconds: number): string {
  return dateOf(seconds).toISOString().replace(".000Z", "Z");
}

export function sayAge(age: DataAge | undefined, language: Language): string {
  if (age === undefined) return sayLine(language, "age.none");
  return sayLine(language, "age.of", { height: age.height, span: saySpan(age.seconds, language) });
}

function sayValue({ kind, value }: ClaimView, language: Language): string {
  if (kind === "image") return sayLine(language, "picture");
  return asPlainText(typeof value === "string" ? value : JSON.stringify(value));
}

export function sayClaim(claim: ClaimView, language: Language): string {
  return `  ${say(claim.label, language, claim.path.join("/"))}: ${sayValue(claim, language)}`;
}

/** How many single-use copies there are, and what the person must know of them. */
function sayCopies({ left, spent, among, warn }: HeldCopiesView, language: Language): readonly string[] {
  const warnings = warn.map((what) => `  ${sayLine(language, `copies.${what}`)}`);
  return [`  ${sayLine(language, "copies.are", { left, spent, among })}`, ...warnings];
}

export function sayCredential(credential: Omit<CredentialView, "id">, language: Language): readonly string[] {
  const { type, office, issued, heldBy, copies, commitment: mark } = credential;
  const time = sayTime(credential.expires);
  return [
    sayLine(language, "credential.head", {
      type: say(type.name, language),
      office: say(office.name, language),
      state: sayLineOf(language, "state", credential.state),
      age: sayAge(credential.age, language),
    }),
    ...credential.claims.map((claim) => sayClaim(claim, language)),
    `  ${
      credential.expires > LAST_MOMENT
        ? sayLine(language, "credential.issued_no_end")
        : issued === undefined
          ? sayLine(language, "credential.issued", { time })
          : sayLine(language, "credential.issued_in", { height: issued.height, time })
    }`,
    ...(heldBy === undefined
      ? []
      : [`  ${sayLine(language, `held.${heldBy.role}`, { count: heldBy.count })}`]),
    ...(copies === undefined ? [] : sayCopies(copies, language)),
    `  ${sayLine(language, "credential.mark", { mark })}`,
  ];
}

export function sayVerdict(verdict: Verdict, language: Language): readonly string[] {
  const deciding = decidingCheck(verdict);
  const reason = deciding && sayCheck(deciding, language);
  return [
    sayOutcome(verdict, language),
    ...(reason === undefined ? [] : [[reason.what, reason.means, reason.next].filter(Boolean).join(" ")]),
    ...verdict.checks.map(
      (check) =>
        `  ${sayLine(language, `mark.${check.result}`)}  ${sayCheck(check, language).what} (${check.code})`,
    ),
    ...verdict.documents.flatMap((document) => [
      `  ${sayTrust(document, language)}`,
      ...document.notes.map((note) => {
        const { what, means, next } = sayNote(note, language);
        return `  ${[what, means, next].filter(Boolean).join(" ")}`;
      }),
    ]),
    `  ${sayLine(language, "verdict.data", { age: sayAge(verdict.age, language) })}`,
  ];
}

export async function sayFinding({ at, code, place, source }: FindingView, output: Output): Promise<string> {
  const what = await output.mention(code);
  return `  ${sayLine(output.language, "finding", { time: sayTime(at), what, place, source })}`;
}
