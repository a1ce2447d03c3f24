import assert from "node:assert/strict";
import { test } from "node:test";
import { guessStrength } from "../../../renderer/parts/passphrase-guess.ts";
import { STRENGTHS, strengthOf } from "../../../renderer/parts/passphrase-strength.ts";

test("what guessers try first is weak, however it is dressed up", () => {
  for (const bad of [
    "password1",
    "P@ssw0rd!",
    "qwertzuiop",
    "12345678",
    "letmein2024",
    "aaaaaaaaaa",
    "sealfolio1",
  ]) {
    assert.ok(["weak", "fair"].includes(guessStrength(bad)), bad);
  }
  assert.equal(guessStrength("12345678"), "weak");
  assert.equal(guessStrength("password1"), "weak");
});

test("words that do not belong together, and chance, are strong", () => {
  for (const good of ["four quiet words together", "glacier banjo tax umbrella", "xK9#vQ2$mL7!pR4w"]) {
    assert.equal(guessStrength(good), "strong", good);
  }
});

test("both ideas of strength say too short of the same, and take any text", () => {
  for (const text of [
    "",
    "short",
    "1234567",
    "ππππππππ",
    "😀😀😀😀😀😀😀😀",
    "\ud800".repeat(9),
    "x".repeat(1024),
  ]) {
    for (const idea of [guessStrength, strengthOf]) {
      assert.ok(STRENGTHS.includes(idea(text)));
      assert.equal(idea(text) === "too_short", [...text].length < 8, text.slice(0, 9));
    }
  }
});
