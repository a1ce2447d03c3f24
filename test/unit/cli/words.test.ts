import assert from "node:assert/strict";
import { test } from "node:test";
import { loadCommandCodes } from "../../../main/cli/codes.ts";
import { sayCode } from "../../../src/words/codes/say.ts";
import { LANGUAGES } from "../../../src/language/languages.ts";
import { LINES_AR } from "../../../src/words/lines/ar.ts";
import { LINES_DE } from "../../../src/words/lines/de.ts";
import { LINES_EN } from "../../../src/words/lines/en.ts";
import { sayLine, sayLineOf } from "../../../src/words/lines/say.ts";
import { sourceFiles } from "../../support/source-files.ts";

const tables = new Map(
  await Promise.all(LANGUAGES.map(async (language) => [language, await loadCommandCodes(language)] as const)),
);

test("every class of errors has its codes' words: the compiler holds those complete that are named here", () => {
  const named = sourceFiles("main/cli/codes.ts")[0]?.text ?? "";
  const families = sourceFiles("src/words/codes/code.ts")[0]?.text ?? "";
  const classes = [...sourceFiles("src/**/*.ts"), ...sourceFiles("main/**/*.ts")].flatMap(({ text }) =>
    [...text.matchAll(/extends CodedError<([^>]+)>/g)].map(([, codes]) => codes as string),
  );
  assert.ok(classes.length > 25, String(classes.length));
  // `string` and `Code` stand for codes of a call, which are named as such; what an issuer refuses is said
  // in its protocol's words.
  const forgotten = classes.filter(
    (codes) =>
      !/^(string|Code|RefusedCode)$/.test(codes) && !named.includes(codes) && !families.includes(codes),
  );
  assert.deepEqual(forgotten, []);
});

test("every language says the same codes, in whole sentences", () => {
  const english = Object.keys(tables.get("en") ?? {}).sort();
  assert.ok(english.length > 220);
  for (const [language, table] of tables) {
    assert.deepEqual(Object.keys(table).sort(), english, language);
    for (const code of english) {
      const { what, means, next } = sayCode(table, code);
      assert.match(what, /\.$/, `${language} ${code}`);
      // A next step may end with a command to be typed.
      if (next !== "") assert.match(next, /\.$|: sealfolio [a-z -]+$/, `${language} ${code}`);
      for (const text of [what, means, next]) assert.doesNotMatch(text, /[!{]|\bOops\b/, code);
    }
  }
});

test("a code that has no words of its own is said as its family, a stranger as unknown", () => {
  const english = tables.get("en") ?? assert.fail();
  assert.equal(sayCode(english, "merkle.peaks").what, "A proof of the registry does not hold.");
  assert.equal(sayCode(english, "type.vct_taken").next, "Look at the kinds there are.");
  assert.equal(sayCode(english, "cli.usage").means, "Nothing was done.");
  for (const code of ["failed", "__proto__.x", "constructor", ""]) {
    assert.equal(sayCode(english, code).what, "That did not work.", code);
  }
});

test("lines of results fill in the same in every language", () => {
  const blanks = (text: string) => [...text.matchAll(/\{[a-z]+\}/g)].map(String).sort();
  for (const name of Object.keys(LINES_EN) as (keyof typeof LINES_EN)[]) {
    for (const lines of [LINES_DE, LINES_AR]) {
      assert.deepEqual(blanks(lines[name]), blanks(LINES_EN[name]), name);
      assert.notEqual(lines[name].trim(), "", name);
    }
  }
  assert.equal(sayLine("de", "chain.synced", { count: 3, age: "x" }), "Neue Blöcke: 3; x");
  assert.equal(sayLineOf("en", "state", "revoked"), "withdrawn");
  assert.equal(sayLineOf("en", "state", "toString"), "toString");
});
