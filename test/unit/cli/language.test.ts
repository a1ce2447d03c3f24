import assert from "node:assert/strict";
import { test } from "node:test";
import { languageAsked, languageOfSession } from "../../../main/cli/language.ts";

test("the session's language is taken as POSIX ranks its variables, English where we do not speak it", () => {
  assert.equal(languageOfSession({ LANG: "de_AT.UTF-8" }), "de");
  assert.equal(languageOfSession({ LANG: "de_DE.UTF-8", LC_MESSAGES: "ar_EG" }), "ar");
  assert.equal(languageOfSession({ LC_ALL: "C.UTF-8", LANG: "de_DE.UTF-8" }), "en");
  assert.equal(languageOfSession({ LC_ALL: "", LANG: "de@euro" }), "de");
  assert.equal(languageOfSession({ LANG: "fr_FR" }), "en");
  assert.equal(languageOfSession({}), "en");
});

test("--language names one of ours, or nothing", () => {
  assert.equal(languageAsked(["x", "--language", "ar", "--json"]), "ar");
  assert.equal(languageAsked(["--language=de"]), "de");
  for (const args of [[], ["--language"], ["--language", "fr"], ["--language="], ["language", "de"]]) {
    assert.equal(languageAsked(args), undefined, args.join(" "));
  }
});
