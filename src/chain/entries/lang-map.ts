import { isJsonObject, type JsonValue } from "../../json/value.ts";
import { BodyError } from "./error.ts";
import type { LangMap } from "../state/records.ts";

const MAX_LANGUAGES = 16;
const MAX_CHARACTERS = 200;

// language[-Script][-REGION] of RFC 5646, in the letter case of its section 2.1.1, so that one
// language has one spelling.
const LANGUAGE = /^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?$/;

// General category Cc, and the characters with the property Bidi_Control (Unicode, UAX #9).
const FORBIDDEN = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

function isLabel(text: JsonValue): boolean {
  if (typeof text !== "string" || text.length === 0 || text.length > 2 * MAX_CHARACTERS) return false;
  if (!text.isWellFormed() || FORBIDDEN.test(text)) return false;
  return text.length <= MAX_CHARACTERS || [...text].length <= MAX_CHARACTERS;
}

/**
 * Text by language: 1 to 16 languages, each text 1 to 200 code points. Throws `body.type`,
 * `body.list`, `body.language` or `body.text`.
 */
export function langMap(value: JsonValue): LangMap {
  if (!isJsonObject(value)) throw new BodyError("body.type");
  const languages = Object.keys(value);
  if (languages.length === 0 || languages.length > MAX_LANGUAGES) throw new BodyError("body.list");
  for (const language of languages) {
    if (!LANGUAGE.test(language)) throw new BodyError("body.language");
    if (!isLabel(value[language] as JsonValue)) throw new BodyError("body.text");
  }
  return value as LangMap;
}
