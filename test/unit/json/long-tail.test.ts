import assert from "node:assert/strict";
import { test } from "node:test";
import { codeOf } from "../../../src/error.ts";
import { parseLongTail } from "../../../src/json/long-tail.ts";
import { parseJson } from "../../../src/json/parse.ts";
import { throwsCode } from "../../support/throws-code.ts";

const LIMITS = { maxLength: 65_536, maxDepth: 4 };
const PICTURE = "/9j+".repeat(2000);

/** What the ordinary reader makes of it: a value, or the code of its refusal. */
function ordinary(text: string): unknown {
  try {
    return parseJson(text, LIMITS);
  } catch (error) {
    return codeOf(error);
  }
}

function shortcut(text: string): unknown {
  try {
    return parseLongTail(text, LIMITS);
  } catch (error) {
    return codeOf(error);
  }
}

test("an array that ends in a picture is read as by the ordinary reader", () => {
  const texts = [
    `["salt","portrait","${PICTURE}"]`,
    `["salt","${PICTURE}"]`,
    `["${PICTURE}"]`,
    ` [ "salt" , 1 , {"a":[true]} , "${PICTURE}"]`,
    `["salt","portrait","${PICTURE}AA=="]`,
    `["salt","portrait","${PICTURE}AAA="]`,
  ];
  for (const text of texts) {
    assert.ok(Array.isArray(shortcut(text)));
    assert.deepEqual(shortcut(text), JSON.parse(text));
  }
});

test("what is no JSON or beyond the limits is refused as by the ordinary reader", () => {
  const texts = [
    `"${PICTURE}"]`,
    `["salt" "${PICTURE}"]`,
    `["salt",,"${PICTURE}"]`,
    `["salt",["a","${PICTURE}"]`,
    `["salt",{"a":"${PICTURE}"]`,
    `["salt"],["${PICTURE}"]`,
    `[[[[["${PICTURE}"]`,
    `["salt",{"a":1,"a":2},"${PICTURE}"]`,
    `["salt",{"__proto__":1},"${PICTURE}"]`,
    `["salt",1e999,"${PICTURE}"]`,
    `["sa\nlt","${PICTURE}"]`,
    `["${"A".repeat(70_000)}"]`,
  ];
  for (const text of texts) {
    assert.equal(typeof ordinary(text), "string", text.slice(0, 30));
    assert.equal(shortcut(text), ordinary(text), text.slice(0, 30));
  }
});

test("every other text is left to the ordinary reader", () => {
  const texts = [
    `["salt","portrait","short"]`,
    `{"a":"${PICTURE}"}`,
    `["salt","${PICTURE}"`,
    `["${PICTURE}","last"]`,
    `["sa\\"lt","${PICTURE}"]`,
    `["sa\\\\","${PICTURE}"]`,
    `["salt\\","${PICTURE}"]`,
    `["s\u00c3","${PICTURE}"]`,
    `["salt","${PICTURE}="]`,
    `["salt","${PICTURE}A"]`,
    `["salt","${PICTURE}\u00ff\u00ff\u00ff\u00ff"]`,
    `["salt","${PICTURE}\\u0041"]`,
    `["salt","${PICTURE}    "]`,
    `["salt","${PICTURE}\n\n\n\n"]`,
    `["salt","${PICTURE}-_-_"]`,
    `["salt","${PICTURE}\u0000\u0000\u0000\u0000"]`,
    `["salt","${PICTURE}"",""]`,
  ];
  for (const text of texts) assert.equal(shortcut(text), undefined, text.slice(0, 30));
});

test("a duplicate member beside a picture is noticed", () => {
  throwsCode(() => parseLongTail(`[{"a":1,"a":1},"${PICTURE}"]`, LIMITS), "json.duplicate_key");
});
