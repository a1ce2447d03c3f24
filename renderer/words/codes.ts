import type { ViolationCode } from "../../src/chain/entries/kinds/violation.ts";
import { type Sentences, sentencesOf, type Words } from "../../src/verdict/words/sentences.ts";
import type { AnyCode } from "../bridge/client.ts";

/** What a source did or what was found on disk, and alarms of the registry; they come as texts in views. */
export type FindingCode =
  | `source.${"unreachable" | "timeout" | "busy" | "too_large" | "redirect" | "missing" | "malformed"}`
  | `source.${"tile_mismatch" | "bundle_mismatch" | "seal_invalid" | "proof_invalid" | "record_invalid"}`
  | `source.${"epoch_invalid" | "trust_invalid" | "status_invalid" | "receipt_invalid" | "foreign"}`
  | `source.${"rules_broken" | "stale" | "fork"}`
  | "copy.damaged"
  | "copy.unreadable"
  | "copy.unusable"
  | "alarm.fork";

/** Why the registry refuses what an office sends in; the rest of its rules bind authorities only. */
export type RefusalCode = Extract<
  ViolationCode,
  | "after.stale"
  | "commitment.known"
  | `consent.${string}`
  | `credential.${string}`
  | `expires.${string}`
  | `index.${string}`
  | "key.unknown"
  | "office.unknown"
  | "office.withdrawn"
  | "office.not_accredited"
  | `replace.${string}`
  | `sig.${string}`
  | "status.transition"
  | `tag.${string}`
  | "type.unknown"
  | "type.retired"
  | "type.retagging"
>;

/** `unknown` is said of a code that this window does not know, as after an update of the other side alone. */
export type SaidCode = AnyCode | FindingCode | RefusalCode | "unknown";

export type CodeTable = { readonly [code in SaidCode]: Words };

type CodeLanguage = "en" | "de";

const loading = new Map<CodeLanguage, Promise<CodeTable>>();

const LOADERS: { readonly [language in CodeLanguage]: () => Promise<CodeTable> } = {
  en: async () => (await import("./codes.en.ts")).CODES_EN,
  de: async () => (await import("./codes.de.ts")).CODES_DE,
};

/** The same promise for each language, so that a component may wait for it. */
export function loadCodes(language: CodeLanguage): Promise<CodeTable> {
  const known = loading.get(language) ?? LOADERS[language]();
  loading.set(language, known);
  return known;
}

/** What happened, what it means, what to do. */
export function sayCode(table: CodeTable, code: string): Sentences {
  const known = Object.hasOwn(table, code) ? (code as SaidCode) : "unknown";
  return sentencesOf(table[known], {});
}
