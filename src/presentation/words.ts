import { type Sentences, sentencesOf, textIn } from "../verdict/words/sentences.ts";
import type { AskerJudgement } from "./asker.ts";
import type { PresentationErrorCode } from "./error.ts";
import { DE } from "./words/de.ts";
import { EN } from "./words/en.ts";
import type { PresentationWords } from "./words/table.ts";
import type { Language } from "../verdict/words.ts";

const TABLES: { readonly [language in Language]: PresentationWords } = { en: EN, de: DE };

/** Who asks, or why nobody should answer. */
export function sayAsker(judgement: AskerJudgement, language: Language): Sentences {
  const words = TABLES[language].askers[judgement.refusal ?? judgement.code];
  return sentencesOf(words, { office: judgement.office && textIn(judgement.office.name, language) });
}

/** Said once where `overAsked` of a judgement is not empty; the claims are marked by the caller. */
export function sayOverAsked(language: Language): Sentences {
  return sentencesOf(TABLES[language].overAsked, {});
}

export function sayProblem(code: PresentationErrorCode, language: Language): Sentences {
  return sentencesOf(TABLES[language].problems[code], {});
}
