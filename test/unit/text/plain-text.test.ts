import assert from "node:assert/strict";
import { test } from "node:test";
import { isPlainText } from "../../../src/text/plain-text.ts";

test("one well-formed line, of any script, that shows what it says", () => {
  for (const text of ["a", "محمد בן", "山田 太郎", "👩‍👧", "می‌خواهم", "a".repeat(10)]) {
    assert.ok(isPlainText(text, 10), text);
  }
  const controls = ["\u0000", "\t", "\n", "\r", "\u001f", "\u007f", "\u0080", "\u009f", "\u2028", "\u2029"];
  const directions = ["\u061c", "\u200e", "\u200f", "\u202a", "\u202e", "\u2066", "\u2069"];
  for (const character of [...controls, ...directions, "\ud800", "\udfff"]) {
    assert.ok(!isPlainText(`a${character}b`, 10), character.charCodeAt(0).toString(16));
  }
  for (const value of ["", "a".repeat(11), undefined, null, 1, ["a"], { length: 1 }]) {
    assert.ok(!isPlainText(value, 10));
  }
});

test("of all UTF-16 units exactly the controls, marks and separators are unfit", () => {
  const unfit = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u;
  for (let code = 0; code < 0x10000; code++) {
    const text = `a${String.fromCharCode(code)}`;
    assert.equal(isPlainText(text, 10), text.isWellFormed() && !unfit.test(text), code.toString(16));
  }
});
