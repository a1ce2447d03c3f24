import { use } from "react";
import type { CodeTable } from "../../src/words/codes/code.ts";
import { sayCode } from "../../src/words/codes/say.ts";
import type { Sentences } from "../../src/language/sentences.ts";
import { loadCodes } from "./codes.ts";
import { useLanguage } from "./use-language.ts";

/** What a code means, in the reader's language. Its words are fetched when the first is to be said. */
export function useCodeWords(): (code: string) => Sentences {
  const table: CodeTable = use(loadCodes(useLanguage()));
  return (code) => sayCode(table, code);
}
