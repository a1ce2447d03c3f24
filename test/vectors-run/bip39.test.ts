import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fromHex, toHex } from "../../src/bytes/hex.ts";
import { secretOf, splitWords, wordsOf } from "../../src/recovery/words.ts";

const file = join(import.meta.dirname, "../vectors/bip39/vectors.json");
const { english } = JSON.parse(readFileSync(file, "utf8")) as {
  readonly english: readonly (readonly [entropy: string, words: string])[];
};
const long = english.filter(([entropy]) => entropy.length === 64);

test("each published phrase of 24 words and its entropy give each other", () => {
  assert.ok(long.length >= 8);
  for (const [entropy, words] of long) {
    assert.equal(wordsOf(fromHex(entropy)).join(" "), words);
    assert.equal(toHex(secretOf(splitWords(words))), entropy);
  }
});

test("a shorter phrase is no recovery phrase here, though it is a sound one elsewhere", () => {
  for (const [entropy, words] of english.filter((each) => !long.includes(each))) {
    assert.throws(() => secretOf(splitWords(words)), { code: "words.count" }, entropy);
  }
});
