import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { asciiDigits } from "../../../../src/chain/tags/digits.ts";
import { normalise, NORMALISER_NAMES } from "../../../../src/chain/tags/normalise.ts";
import { TagError } from "../../../../src/chain/tags/tag-error.ts";

function outcome(normaliser: string, value: string): string | TagError {
  try {
    return normalise(normaliser, value);
  } catch (error) {
    if (error instanceof TagError) return error;
    throw error;
  }
}

test("every decimal digit that this machine's Unicode knows becomes its ASCII digit", () => {
  let seen = 0;
  for (let code = 0x80; code <= 0x10ffff; code++) {
    const character = String.fromCodePoint(code);
    if (!/\p{Nd}/u.test(character)) continue;
    const digit = asciiDigits(character.normalize("NFKC"));
    assert.match(digit, /^[0-9]$/, code.toString(16));
    // Decimal digits stand in runs of ten, so the one before a digit above zero is one less.
    const before = asciiDigits(String.fromCodePoint(code - 1).normalize("NFKC"));
    if (digit !== "0") assert.equal(Number(before), Number(digit) - 1, code.toString(16));
    seen++;
  }
  assert.ok(seen >= 650);
});

test("a register number folds like a parcel, under its own name", () => {
  for (const value of ["2019-000123/B", "2019/123/b", "2019.0123 b", "٢٠١٩/١٢٣-B"]) {
    assert.equal(normalise("register-number/1", value), "2019/123/b");
  }
});

test("plain keeps zeros, separators and punctuation, and folds only how a text is written", () => {
  assert.equal(normalise("plain/1", "  Łódź,\u00a0ul. 012/3 "), "łódź, ul. 012/3");
  assert.equal(normalise("plain/1", "２０２４-０１-０２"), "2024-01-02");
  assert.notEqual(normalise("plain/1", "012/3"), normalise("plain/1", "12/3"));
});

test("what is no text, too long or of an unknown normaliser is refused by code", () => {
  for (const value of [undefined, null, 12, ["12/3"], {}]) {
    assert.throws(() => normalise("parcel/1", value), { code: "tag.value" });
  }
  assert.equal(normalise("parcel/1", "1".repeat(256)).length, 256);
  assert.throws(() => normalise("parcel/1", "1".repeat(257)), { code: "tag.length" });
  assert.throws(() => normalise("plain/1", "\ud800"), { code: "tag.character" });
  for (const name of ["parcel/2", "parcel", "", "__proto__", "constructor"]) {
    assert.throws(() => normalise(name, "12/3"), { code: "tag.normaliser" });
  }
});

test("hostile text ends in one of our codes, and what is normal stays so", () => {
  const texts = fc.oneof(
    fc.string({ unit: "binary", maxLength: 40 }),
    fc.string({ unit: "grapheme", maxLength: 40 }),
    fc.stringMatching(/^[0-9A-Za-z/ .-]{1,20}$/),
  );
  fc.assert(
    fc.property(fc.constantFrom(...NORMALISER_NAMES), texts, (name, text) => {
      const once = outcome(name, text);
      if (typeof once === "string") assert.equal(normalise(name, once), once);
    }),
    { numRuns: 1500 },
  );
});

test("every single letter folds to a fixed form that its other case shares", () => {
  for (let code = 0x41; code <= 0x1ffff; code++) {
    const letter = String.fromCodePoint(code);
    if (!/\p{L}/u.test(letter)) continue;
    const once = outcome("plain/1", letter);
    if (typeof once !== "string") continue;
    assert.equal(outcome("plain/1", once), once, code.toString(16));
    assert.equal(outcome("plain/1", letter.toUpperCase()), once, code.toString(16));
    assert.equal(outcome("plain/1", letter.toLowerCase()), once, code.toString(16));
  }
});
