import { sayNumber } from "../words/format.ts";
import { useIntlLocale } from "../words/use-language.ts";

/** A number, grouped. */
export function NumberText({ value }: { readonly value: number }) {
  return <span className="tabular-nums">{sayNumber(value, useIntlLocale())}</span>;
}
