import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { FINDING_CODES } from "../../../main/follow/error.ts";
import { loadCodes } from "../../../renderer/words/codes.ts";
import { CODES_AR } from "../../../src/words/codes/ar.ts";
import { CODES_DE } from "../../../src/words/codes/de.ts";
import { CODES_EN } from "../../../src/words/codes/en.ts";
import { COMMON_CODES } from "../../../src/contract/call.ts";
import { CALLS } from "../../../src/contract/contract.ts";
import { sayCode } from "../../../src/words/codes/say.ts";
import type { Words } from "../../../src/language/sentences.ts";

const codes = [
  ...new Set<string>([
    ...COMMON_CODES,
    ...Object.values(CALLS).flatMap(({ codes: own }): readonly string[] => own),
  ]),
].sort();
const tables = { en: CODES_EN, de: CODES_DE, ar: CODES_AR } as const;

for (const [language, table] of Object.entries(tables)) {
  const words = table as { readonly [code: string]: Words | undefined };

  describe(`words for codes (${language})`, () => {
    it("are there for every code that a call may answer", () => {
      assert.ok(codes.length > 80);
      assert.deepEqual(
        codes.filter((code) => !Object.hasOwn(words, code)),
        [],
      );
    });

    it("are there for everything that may be found at a source or on disk", () => {
      assert.deepEqual(
        [...FINDING_CODES, "alarm.fork"].filter((code) => !Object.hasOwn(words, code)),
        [],
      );
    });

    it("say what happened and what it means or what to do, calmly and in whole sentences", () => {
      for (const [code, said] of Object.entries(words)) {
        const { what, means, next } = sayCode(table, code);
        assert.match(what, language === "ar" ? /^\p{Script=Arabic}.*\.$/u : /^\p{Lu}.*\.$/u, code);
        // That the other side chose not to answer leaves nothing to explain or do.
        if (code !== "presentation.declined") assert.ok(means !== "" || next !== "", code);
        for (const text of [what, means, next]) {
          assert.doesNotMatch(text, /[!{]|\b(oops|Oops|hash|DID|nonce)\b/, code);
          if (text !== "") assert.match(text, /\.$/, code);
        }
        assert.ok(said);
      }
    });
  });
}

describe("a code that the window does not know", () => {
  it("is said to be none that it knows, whatever it is called", () => {
    for (const code of ["never.heard", "", "__proto__", "constructor", "toString"]) {
      assert.equal(sayCode(CODES_EN, code).what, "That did not work.", code);
    }
  });
});

describe("tables of words", () => {
  it("are loaded once for each language", async () => {
    assert.equal(loadCodes("en"), loadCodes("en"));
    assert.equal(await loadCodes("de"), CODES_DE);
    assert.equal(await loadCodes("ar"), CODES_AR);
  });
});
