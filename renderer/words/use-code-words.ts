import { use } from "react";
import type { Sentences } from "../../src/verdict/words/sentences.ts";
import { type CodeTable, loadCodes, sayCode } from "./codes.ts";
import { wordsLanguage } from "./languages.ts";
import { useLanguage } from "./use-language.ts";

/** What a code means, in the reader's language. Its words are fetched when the first is to be said. */
export function useCodeWords(): (code: string) => Sentences {
  const table: CodeTable = use(loadCodes(wordsLanguage(useLanguage())));
  return (code) => sayCode(table, code);
}
