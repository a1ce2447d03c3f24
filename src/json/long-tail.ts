import { isBase64 as isBase64Text } from "../bytes/base64.ts";
import { isAscii } from "../bytes/bytes.ts";
import { JsonError } from "./error.ts";
import { type JsonLimits, parseJson } from "./parse.ts";
import type { JsonValue } from "./value.ts";

/** Characters from which on it is worth while. */
const LONG = 4096;

/** Where the text begins that the quote at `end` closes, if nothing is escaped. */
function startOfText(text: string, end: number): number {
  let open = text.indexOf('"');
  for (;;) {
    const close = text.indexOf('"', open + 1);
    if (close < 0 || close >= end) return open + 1;
    open = text.indexOf('"', close + 1);
    if (open < 0) return end;
  }
}

/**
 * As `parseJson`, for an array whose last element is a long text of base64: a picture. Such a text has
 * nothing that JSON writes otherwise, and to see that it is base64 takes a third of the time that a
 * JSON reader takes to read it. Undefined for any other text. Throws JsonError.
 */
export function parseLongTail(
  text: string,
  limits: JsonLimits,
  isBase64: (text: string) => boolean = isBase64Text,
): JsonValue | undefined {
  if (text.length < LONG || !text.endsWith('"]')) return undefined;
  if (text.length > limits.maxLength) throw new JsonError("json.too_large");
  const end = text.length - 2;
  const start = startOfText(text, end);
  if (end - start < LONG / 2) return undefined;
  const head = text.slice(0, start - 1);
  // Without a backslash every quote before it is one of JSON's own, so this one opens the last text.
  if (head.includes("\\") || !isAscii(head)) return undefined;
  const tail = text.slice(start, end);
  if (!isBase64(tail)) return undefined;
  // With a scalar in its place the rest is JSON exactly if the whole is.
  const array = parseJson(`${head}null]`, limits) as JsonValue[];
  array[array.length - 1] = tail;
  return array;
}
