import assert from "node:assert/strict";
import { test } from "node:test";
import { utf8 } from "../../../src/bytes/bytes.ts";
import { parseCanonical } from "../../../src/json/canonical.ts";
import { parseJson, parseJsonBytes } from "../../../src/json/parse.ts";
import { throwsCode } from "../../support/throws-code.ts";

test("what JSON allows is read as JSON.parse reads it", () => {
  for (const text of [
    "null",
    "-0.5e-3",
    '"\\u00e8\\n\\"\\\\"',
    "[]",
    " [ 1 , [ ] , { } ] ",
    '{"":"","a:b":{"c,d":[":","{"]}}',
    '{"a":"\\\\","b":"\\\\\\"","c":"\\\\\\\\"}',
    '{"constructor":1,"toString":2,"hasOwnProperty":3}',
    '{"1":1,"0":0,"-1":2}',
    '"\\ud83d\\ude00"',
  ]) {
    assert.deepEqual(parseJson(text), JSON.parse(text));
    assert.deepEqual(parseJsonBytes(utf8(text)), JSON.parse(text));
  }
});

test("what was parsed before does not change what an escaped name says", () => {
  // The engine's own parser answers with a backslash for each of these names, once it has seen one in
  // that place (nodejs/node issue 63785).
  JSON.parse('{"h":1,"\\\\":2}');
  for (const [text, name] of [
    ['{"h":1,"\\u0061":2}', "a"],
    ['{"h":1,"\\"":2}', '"'],
    ['{"h":1,"\\n" :2}', "\n"],
    ['{"h":1,"\\/"\n\t\r :2}', "/"],
  ] as const) {
    assert.deepEqual(Object.keys(parseJson(text) as object), ["h", name]);
  }
  throwsCode(() => parseJson('{"h":1,"\\u0061":2,"a":3}'), "json.duplicate_key");
  JSON.parse('{"h":1,"\\\\u0":2}');
  assert.deepEqual(parseJson('[{"h":1,"\\u0061bc":{"x":[1,"\\n",null,{}]}}, 5 ]'), [
    { h: 1, abc: { x: [1, "\n", null, {}] } },
    5,
  ]);
  const bytes = utf8('{"\\"":1,"h":{"\\\\":2}}');
  assert.deepEqual(parseCanonical(bytes), { '"': 1, h: { "\\": 2 } });
});

test("a repeated key is refused, however deep and however written", () => {
  for (const text of [
    '{"a":1,"a":1}',
    '{"a":1,"\\u0061":2}',
    '[{"b":{"a":1,"c":[],"a":2}}]',
    '{"":1,"":2}',
    '{"1":0,"1":0}',
    '{"a":{"x":1},"a":{"x":1,"y":2}}',
    '{"a":":","a":"{:"}',
  ]) {
    throwsCode(() => parseJson(text), "json.duplicate_key");
  }
  parseJson('{"a":{"a":{"a":1}},"b":{"a":1}}');
});

test("a key that would touch the prototype is refused", () => {
  for (const text of ['{"__proto__":1}', '[{"a":{"__proto__":{}}}]', '{"\\u005f_proto__":1}']) {
    throwsCode(() => parseJson(text), "json.forbidden_key");
  }
  assert.equal(({} as { polluted?: unknown }).polluted, undefined);
});

test("half a surrogate pair is refused in values and keys, escaped or not", () => {
  for (const text of ['"\\ud800"', '{"\\udc00":1}', '["\\ude00\\ud83d"]', '"\ud800"', '{"x\ud800":1}']) {
    throwsCode(() => parseJson(text), "json.surrogate");
  }
});

test("numbers that no double holds are refused", () => {
  throwsCode(() => parseJson("1e400"), "json.number");
  throwsCode(() => parseJson('{"a":[-1e999]}'), "json.number");
});

test("what is no JSON is our error", () => {
  for (const text of [
    "",
    " ",
    "{",
    "[",
    "}",
    "]]",
    '"',
    '"\\',
    '"\\"',
    '{"a"}',
    '{"a":}',
    "{a:1}",
    "[1,]",
    '{"a":1,}',
    "01",
    "+1",
    ".5",
    "NaN",
    "undefined",
    "'a'",
    "// a\n1",
    '"a\nb"',
    '"\\x41"',
    "1 2",
    "\ufeff1",
    "\u00a01",
    "[}",
    '{"a":1]',
    ":",
    "::::",
    '{"a"::1}',
  ]) {
    throwsCode(() => parseJson(text), "json.syntax");
  }
  throwsCode(() => parseJsonBytes(Uint8Array.of(0x22, 0xff, 0x22)), "json.syntax");
  throwsCode(() => parseJsonBytes(utf8("\ufeff1")), "json.syntax");
});

test("depth is refused before any parser recurses", () => {
  const nested = (depth: number): string => "[".repeat(depth) + "]".repeat(depth);
  const limits = { maxLength: 1 << 27, maxDepth: 8 };
  assert.ok(parseJson(nested(8), limits));
  throwsCode(() => parseJson(nested(9), limits), "json.too_deep");
  throwsCode(() => parseJson(nested(5_000_000), limits), "json.too_deep");
  throwsCode(() => parseJson("[".repeat(5_000_000), limits), "json.too_deep");
  throwsCode(() => parseJson('{"a":'.repeat(100_000), limits), "json.too_deep");
  assert.equal(parseJson('"[[[[[[[[[[[["', limits), "[[[[[[[[[[[[");
  assert.equal(parseJson("1", { ...limits, maxDepth: 0 }), 1);
  throwsCode(() => parseJson("[]", { ...limits, maxDepth: 0 }), "json.too_deep");
});

test("length is refused before anything is read", () => {
  const limits = { maxLength: 10, maxDepth: 8 };
  assert.equal(parseJson('"12345678"', limits), "12345678");
  throwsCode(() => parseJson('"123456789"', limits), "json.too_large");
  throwsCode(() => parseJsonBytes(utf8('"\u00e8\u00e8\u00e8\u00e8\u00e8"'), limits), "json.too_large");
  throwsCode(() => parseJson("x".repeat(100_000_000)), "json.too_large");
  throwsCode(() => parseJsonBytes(new Uint8Array(100_000_000)), "json.too_large");
});

test("a text of nothing but backslashes and quotes ends soon", () => {
  const limits = { maxLength: 1 << 22, maxDepth: 8 };
  throwsCode(() => parseJson(`"${"\\".repeat(2_000_001)}`, limits), "json.syntax");
  throwsCode(() => parseJson(`"${'\\"'.repeat(1_000_000)}`, limits), "json.syntax");
  throwsCode(() => parseJson('"'.repeat(2_000_001), limits), "json.syntax");
  assert.equal(parseJson(`"${"\\\\".repeat(1_000_000)}"`, limits), "\\".repeat(1_000_000));
});
