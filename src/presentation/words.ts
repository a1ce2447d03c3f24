import { type Sentences, sentencesOf, textIn } from "../language/sentences.ts";
import type { LangMap } from "../chain/state/records.ts";
import type { AskerJudgement } from "./asker.ts";
import type { PresentationErrorCode } from "./error.ts";
import { AR } from "./words/ar.ts";
import { DE } from "./words/de.ts";
import { EN } from "./words/en.ts";
import type { PresentationWords } from "./words/table.ts";
import { isolate, type Language } from "../language/languages.ts";

const TABLES: { readonly [language in Language]: PresentationWords } = { en: EN, de: DE, ar: AR };

/** Who asks, or why nobody should answer. */
export function sayAsker(judgement: AskerJudgement, language: Language): Sentences {
  return sayAskerCode(judgement.refusal ?? judgement.code, judgement.office?.name, language);
}

/** The same of a code alone; of one that we do not know, that who asks is not known. */
export function sayAskerCode(code: string, office: LangMap | undefined, language: Language): Sentences {
  const { askers } = TABLES[language];
  const known = Object.hasOwn(askers, code) ? (code as keyof typeof askers) : "asker.not_of_registry";
  return sentencesOf(askers[known], { office: office && isolate(textIn(office, language), language) });
}

/** Said once where `overAsked` of a judgement is not empty; the claims are marked by the caller. */
export function sayOverAsked(language: Language): Sentences {
  return sentencesOf(TABLES[language].overAsked, {});
}

export function sayProblem(code: PresentationErrorCode, language: Language): Sentences {
  return sentencesOf(TABLES[language].problems[code], {});
}
