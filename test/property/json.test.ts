import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { utf8 } from "../../src/bytes/bytes.ts";
import { canonicalBytes, canonicalJson, parseCanonical } from "../../src/json/canonical.ts";
import { parseJson, parseJsonBytes } from "../../src/json/parse.ts";
import type { JsonValue } from "../../src/json/value.ts";
import { codeThrownBy } from "../support/throws-code.ts";

const text = fc.string({ unit: "grapheme", maxLength: 12 });
const value = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.constantFrom(null, true, false),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    text,
    fc.array(tie("value"), { maxLength: 5 }),
    fc.dictionary(
      text.filter((key) => key !== "__proto__"),
      tie("value"),
      { maxKeys: 5, noNullPrototype: true },
    ),
  ),
})).value;

/** As any JSON, but written in some other of its many ways: order, space, escapes. */
function rewritten(json: JsonValue, salt: number): string {
  const space = ["", " ", "\n", "\t "][salt % 4] as string;
  if (typeof json === "string" || typeof json === "number" || typeof json !== "object" || json === null) {
    return typeof json === "string" && salt % 2 === 1 ? escaped(json) : JSON.stringify(json);
  }
  if (Array.isArray(json))
    return `[${space}${json.map((item) => rewritten(item as JsonValue, salt + 1)).join(`,${space}`)}]`;
  const members = Object.entries(json).map(
    ([key, item]) => `${escaped(key)}${space}:${rewritten(item as JsonValue, salt + 1)}`,
  );
  return `{${members.reverse().join(`${space},`)}${space}}`;
}

function escaped(string: string): string {
  const units = Array.from({ length: string.length }, (_, i) => string.charCodeAt(i));
  return `"${units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("")}"`;
}

test("canonical JSON is one text for one value, however it was written", () => {
  fc.assert(
    fc.property(value, fc.nat({ max: 20 }), (json, salt) => {
      const canonical = canonicalJson(json);
      assert.equal(canonicalJson(parseJson(rewritten(json, salt))), canonical);
      assert.equal(canonicalJson(parseCanonical(canonicalBytes(json))), canonical);
      const other = utf8(rewritten(json, salt));
      const code = codeThrownBy(() => assert.deepEqual(other, canonicalBytes(parseCanonical(other))));
      assert.equal(code, Buffer.from(other).equals(canonicalBytes(json)) ? undefined : "json.not_canonical");
    }),
    { numRuns: 500 },
  );
});

test("keys stand in the order of their UTF-16 code units", () => {
  fc.assert(
    fc.property(fc.uniqueArray(text, { maxLength: 10 }), (keys) => {
      const object = Object.fromEntries(keys.filter((key) => key !== "__proto__").map((key) => [key, 0]));
      const written = [...canonicalJson(object).matchAll(/"((?:[^"\\]|\\.)*)":0/gs)].map(
        (match) => JSON.parse(`"${match[1]}"`) as string,
      );
      assert.deepEqual(written, Object.keys(object).sort());
    }),
  );
});

/** A counting of members by a plain recursive reading of JSON, for a text that JSON.parse takes. */
function repeatsKey(json: string): boolean {
  let repeats = false;
  const stack: Set<string>[] = [];
  const tokens = json.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?|[{}]/gs);
  for (const [token, colon] of tokens) {
    if (token === "{") stack.push(new Set());
    else if (token === "}") stack.pop();
    else if (colon !== undefined) {
      const key = JSON.parse(token.slice(0, token.lastIndexOf('"') + 1)) as string;
      repeats ||= stack.at(-1)!.has(key);
      stack.at(-1)!.add(key);
    }
  }
  return repeats;
}

const PIECES = [
  '"a"',
  '"b"',
  '"a":',
  '"\\\\":',
  '"__proto__":',
  '{"a":1}',
  "[1,2]",
  '\\"',
  "\\\\",
  "\\u0061",
  "\\ud800",
  "\u00e8",
  "\ud800",
  "\ufeff",
  ".5",
  "e9",
  "1e999",
  "true",
  "null",
];
const piece = fc.constantFrom(...'{}[]:,"\\-01 \n', ...PIECES);
const hostile = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(""));

/** JSON whose objects may name a key twice. */
const repeating = fc.letrec<{ json: string }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom("1", '"x"', '"a\\":"', "null"),
    fc.array(tie("json"), { maxLength: 3 }).map((items) => `[${items.join()}]`),
    fc
      .array(fc.tuple(fc.constantFrom('"a"', '"b"', '"\\u0061"', '":"', '"\\\\"'), tie("json")), {
        maxLength: 3,
      })
      .map((members) => `{${members.map(([key, item]) => `${key}:${item}`).join()}}`),
  ),
})).json;

const STRING = /("(?:[^"\\]|\\.)*")(\s*:)?/gs;
const hexName = (name: string): string => `k${Buffer.from(name, "utf16le").toString("hex")}`;

/** As JSON.parse, but with each name as hex: V8 misreads escaped ones (nodejs/node issue 63785). */
function parseWithHexNames(json: string): unknown {
  const renamed = json.replace(STRING, (whole, string: string, colon?: string) =>
    colon === undefined ? whole : `"${hexName(JSON.parse(string) as string)}":`,
  );
  return JSON.parse(renamed);
}

function withHexNames(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(withHexNames);
  if (typeof json !== "object" || json === null) return json;
  return Object.fromEntries(Object.entries(json).map(([name, item]) => [hexName(name), withHexNames(item)]));
}

test("a text is taken only if JSON.parse takes it, and then with the same meaning", () => {
  const texts = fc.oneof(
    hostile,
    repeating,
    fc.json(),
    fc.string({ unit: "binary" }),
    value.map((json) => rewritten(json, 3)),
  );
  fc.assert(
    fc.property(texts, (json) => {
      let expected: unknown;
      let syntax = true;
      try {
        JSON.parse(json);
        expected = parseWithHexNames(json);
      } catch {
        syntax = false;
      }
      const code = codeThrownBy(() => assert.deepEqual(withHexNames(parseJson(json)), expected));
      if (!syntax) assert.equal(code, "json.syntax");
      else if (code === undefined) assert.ok(!repeatsKey(json));
      else if (code === "json.duplicate_key") assert.ok(repeatsKey(json));
      else assert.match(code, /^json\.(?:surrogate|number|forbidden_key)$/);
    }),
    { numRuns: 5000 },
  );
});

test("any bytes are JSON or one of our codes", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 30 }), (bytes) => {
      assert.match(codeThrownBy(() => parseJsonBytes(bytes)) ?? "json.", /^json\./);
      assert.match(codeThrownBy(() => parseCanonical(bytes)) ?? "json.", /^json\./);
    }),
    { numRuns: 1000 },
  );
});
