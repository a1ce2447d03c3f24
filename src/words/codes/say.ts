import { type Sentences, sentencesOf } from "../../language/sentences.ts";
import type { CodeTable } from "./code.ts";

/** What happened, what it means, what to do; of a code's first part where the code has no words of its own. */
export function sayCode(table: CodeTable, code: string): Sentences {
  const [family = ""] = code.split(".", 1);
  const known = [code, family].find((key) => Object.hasOwn(table, key)) ?? "unknown";
  return sentencesOf(table[known] ?? table.unknown, {});
}
