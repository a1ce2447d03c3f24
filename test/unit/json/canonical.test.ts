import assert from "node:assert/strict";
import { test } from "node:test";
import { fromUtf8, utf8 } from "../../../src/bytes/bytes.ts";
import { codeOf } from "../../../src/error.ts";
import {
  canonicalBytes,
  canonicalJson,
  parseCanonical,
  parseCanonicalText,
} from "../../../src/json/canonical.ts";
import { parseJson } from "../../../src/json/parse.ts";
import type { JsonValue } from "../../../src/json/value.ts";
import { throwsCode } from "../../support/throws-code.ts";

const LIMITS = { maxLength: 70_000, maxDepth: 4 };

test("keys are sorted by UTF-16 code units, at every depth", () => {
  const value = { b: 1, a: { "\ufb33": 1, "\u{1f600}": 2, "\u00e8": 3, Z: 4, "": 5 }, 10: 1, 9: 2 };
  assert.equal(
    canonicalJson(value),
    '{"10":1,"9":2,"a":{"":5,"Z":4,"\u00e8":3,"\u{1f600}":2,"\ufb33":1},"b":1}',
  );
});

test("strings escape what they must and nothing else, numbers are the shortest", () => {
  assert.equal(
    canonicalJson('\b\t\n\f\r\u0000\u001f"\\/\u007f\u2028<>'),
    '"\\b\\t\\n\\f\\r\\u0000\\u001f\\"\\\\/\u007f\u2028<>"',
  );
  assert.equal(canonicalJson([-0, 1e21, 1e-7, 0.1 + 0.2, 100]), "[0,1e+21,1e-7,0.30000000000000004,100]");
  assert.equal(canonicalJson([null, true, false, {}, []]), "[null,true,false,{},[]]");
});

test("what JSON cannot say is not written", () => {
  const write = (value: unknown): string => canonicalJson(value as JsonValue);
  throwsCode(() => write("\ud800"), "json.surrogate");
  throwsCode(() => write({ "\udc00": 1 }), "json.surrogate");
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) throwsCode(() => write([value]), "json.number");
  for (const value of [undefined, { a: undefined }, [undefined], 1n, Symbol("x"), () => 1]) {
    throwsCode(() => write(value), "json.value");
  }
});

test("only the canonical bytes of a value are taken", () => {
  const bytes = canonicalBytes({ b: [1, "\u00e8"], a: null });
  assert.equal(fromUtf8(bytes), '{"a":null,"b":[1,"\u00e8"]}');
  assert.deepEqual(parseCanonical(bytes), { a: null, b: [1, "\u00e8"] });
  for (const text of [
    '{"b":[1,"\u00e8"],"a":null}',
    '{"a": null,"b":[1,"\u00e8"]}',
    '{"a":null,"b":[1,"\u00e8"]}\n',
    '{"a":null,"b":[1.0,"\u00e8"]}',
    '{"a":null,"b":[1e0,"\u00e8"]}',
    '{"a":null,"b":[1,"\\u00e8"]}',
    "[-0]",
    "[1E1]",
    "[0.10]",
    "[9007199254740993]",
    '["\\/"]',
    '["\\u000A"]',
  ]) {
    throwsCode(() => parseCanonical(utf8(text)), "json.not_canonical");
  }
  throwsCode(() => parseCanonical(utf8('{"a":1,"a":1}')), "json.duplicate_key");
  throwsCode(() => parseCanonical(utf8("{")), "json.syntax");
});

/** What `parseCanonicalText` has to make of a text: its value, or the code of its refusal. */
function expected(text: string): unknown {
  try {
    const value = parseJson(text, LIMITS);
    return canonicalJson(value) === text ? value : "json.not_canonical";
  } catch (error) {
    return codeOf(error);
  }
}

function found(text: string): unknown {
  try {
    return parseCanonicalText(text, LIMITS);
  } catch (error) {
    return codeOf(error);
  }
}

test("a text is taken exactly if it is what would be written of its value", () => {
  const taken = [
    '{"1":0,"10":0,"9":0}',
    '{"1":0,"2":0}',
    '{"a":{"10":0,"9":0},"b":1}',
    '{"":0,"a":{"b":[{"c":2,"d":1}]}}',
    '{"\u{1f600}":0,"\ufb33":0}',
    '{"a\\"b":0,"a\\\\":"\\u0001\\n"}',
    '{"a":"\\\\ud800"}',
    "[1e+21,null]",
    '"text"',
    "null",
    "[[[[1]]]]",
  ];
  const refused = [
    '{"9":0,"10":0}',
    '{"a":[{"9":0,"10":0}]}',
    '{"":0,"a":{"b":[{"d":1,"c":2}]}}',
    '{"\ufb33":0,"\u{1f600}":0}',
    '{"a":"\\u0041"}',
    '{"a":-0}',
    '[1e21,"x",{}]',
    '{"a":1 }',
    '{"a":1,"a":1}',
    '{"__proto__":1}',
    '{"a":{"__proto__":{}}}',
    '{"a":"\\ud800"}',
    '{"\\udc00":1}',
    '{"a":"\ud800"}',
    "[1e999]",
    "[null,-1e999]",
    "[[[[[1]]]]]",
    "[".repeat(60_000),
    `${"[".repeat(30_000)}${"]".repeat(30_000)}`,
    `["${"a".repeat(100_000)}"]`,
    "{",
    "",
  ];
  for (const text of taken) assert.deepEqual(found(text), JSON.parse(text), text);
  for (const text of refused) assert.match(String(found(text)), /^json\./, text.slice(0, 30));
  for (const text of [...taken, ...refused]) assert.deepEqual(found(text), expected(text), text.slice(0, 30));
});
