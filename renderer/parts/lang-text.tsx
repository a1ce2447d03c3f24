import type { LangMap } from "../../src/chain/state/records.ts";
import { textIn } from "../../src/language/sentences.ts";
import { useLanguage } from "../words/use-language.ts";

/** A text of the registry in the reader's language, else in English, else in what there is. */
export function useLangText(): (texts: LangMap | undefined, otherwise?: string) => string {
  const language = useLanguage();
  return (texts, otherwise = "") => (texts === undefined ? otherwise : textIn(texts, language) || otherwise);
}

/** The same as an element that keeps its own direction within a line of another. */
export function LangText(props: { readonly of: LangMap | undefined; readonly otherwise?: string }) {
  const say = useLangText();
  return <bdi>{say(props.of, props.otherwise)}</bdi>;
}
