import { JsonError } from "./error.ts";
import { endOfString, skipSpace } from "./scan.ts";
import type { JsonValue } from "./value.ts";

const SCALAR = /[^,\]}\s]+/y;

/**
 * Reads JSON that `JSON.parse` took, for texts in which a member's name has an escape. V8 12.8 to 14.6
 * takes such a name for another one that an object parsed earlier in the process had in its place
 * (nodejs/node issue 63785), so that a stranger's text could change what a later one says.
 * Scalars, and names by themselves, are safe with `JSON.parse`. The caller has capped the depth.
 */
export function rereadJson(text: string): JsonValue {
  let at = skipSpace(text, 0);

  /** Past the character that stands here, and the white space behind it. */
  function next(): void {
    at = skipSpace(text, at + 1);
  }

  function readString(): string {
    const end = endOfString(text, at + 1);
    const value = JSON.parse(text.slice(at, end + 1)) as string;
    at = end;
    next();
    return value;
  }

  function readObject(): JsonValue {
    const object: { [name: string]: JsonValue } = {};
    for (next(); text[at] !== "}";) {
      const name = readString();
      if (name === "__proto__") throw new JsonError("json.forbidden_key");
      if (Object.hasOwn(object, name)) throw new JsonError("json.duplicate_key");
      next();
      object[name] = readValue();
      if (text[at] === ",") next();
    }
    next();
    return object;
  }

  function readArray(): JsonValue {
    const array: JsonValue[] = [];
    for (next(); text[at] !== "]";) {
      array.push(readValue());
      if (text[at] === ",") next();
    }
    next();
    return array;
  }

  function readScalar(): JsonValue {
    SCALAR.lastIndex = at;
    const [written] = SCALAR.exec(text) as RegExpExecArray;
    at += written.length - 1;
    next();
    return JSON.parse(written) as JsonValue;
  }

  function readValue(): JsonValue {
    switch (text[at]) {
      case "{":
        return readObject();
      case "[":
        return readArray();
      case '"':
        return readString();
      default:
        return readScalar();
    }
  }

  return readValue();
}
