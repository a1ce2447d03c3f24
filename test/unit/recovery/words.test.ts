import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { systemRandom } from "../../../main/doors/random.ts";
import { WordsError } from "../../../src/recovery/error.ts";
import { isListed, secretOf, splitWords, suggestWords, wordsOf } from "../../../src/recovery/words.ts";

const secret = systemRandom(32);
const words = wordsOf(secret);
const changed = (at: number, word: string): readonly string[] => words.map((w, i) => (i === at ? word : w));

describe("recovery words", () => {
  it("are read however they were typed", () => {
    const typed = words.map((word, i) => `${i + 1}. ${i % 2 === 0 ? word.toUpperCase() : word}`).join(",\n ");
    assert.deepEqual(secretOf(splitWords(typed)), secret);
  });

  it("are refused with the places of those that no list has", () => {
    assert.throws(
      () => secretOf(changed(6, "zzz").map((word, i) => (i === 20 ? "qqq" : word))),
      (error: unknown) =>
        error instanceof WordsError && error.code === "words.unknown" && error.places.join() === "7,21",
    );
  });

  it("are refused by the checksum when a listed word is wrong or two are swapped, but for one time in 256", () => {
    let caught = 0;
    let tried = 0;
    for (let at = 0; at + 1 < words.length; at++) {
      if (words[at] === words[at + 1]) continue;
      const swapped = [...words];
      [swapped[at], swapped[at + 1]] = [words[at + 1] as string, words[at] as string];
      tried++;
      try {
        secretOf(swapped);
      } catch (error) {
        assert.ok(error instanceof WordsError && error.code === "words.checksum");
        caught++;
      }
    }
    assert.ok(caught > tried - 4, `${caught} of ${tried}`);
  });

  it("are refused when there are too many or too few", () => {
    for (const count of [0, 1, 12, 23, 25]) {
      const some = Array.from({ length: count }, () => "abandon");
      assert.throws(() => secretOf(some), { code: "words.count" });
    }
  });

  it("are suggested for a slip of the pen and for a beginning", () => {
    assert.ok(suggestWords("abandn").includes("abandon"));
    assert.ok(suggestWords("zebr").includes("zebra"));
    assert.ok(suggestWords("wintr").includes("winter"));
    assert.ok(suggestWords("x".repeat(5000)).length <= 4);
    for (const typed of ["", "a", "zzzz"]) assert.ok(suggestWords(typed).every(isListed));
  });
});
