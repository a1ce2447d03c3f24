import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { langMap } from "../../../../src/chain/entries/lang-map.ts";
import { throwsCode } from "../../../support/throws-code.ts";

describe("langMap", () => {
  it("takes text in 1 to 16 languages", () => {
    const map = { "de-AT": "Grundbuch", en: "Land register", "zh-Hant-TW": "地籍", "es-419": "Catastro" };
    assert.equal(langMap(map), map);
    const languages = "aa ab af ak am an ar as av ay az ba be bg bh bi bm".split(" ");
    const many = Object.fromEntries(languages.map((language) => [language, "x"]));
    throwsCode(() => langMap(many), "body.list");
    const { bm: _last, ...sixteen } = many;
    langMap(sixteen);
    throwsCode(() => langMap({}), "body.list");
  });

  it("knows one spelling of a language", () => {
    for (const language of ["EN", "de-at", "zh-hant", "english", "e", "en_GB", "en-", "", "en-GB-x-y"]) {
      throwsCode(() => langMap({ [language]: "x" }), "body.language");
    }
  });

  it("takes 1 to 200 code points", () => {
    langMap({ en: "😀".repeat(200) });
    throwsCode(() => langMap({ en: "😀".repeat(201) }), "body.text");
    throwsCode(() => langMap({ en: "x".repeat(201) }), "body.text");
    throwsCode(() => langMap({ en: "" }), "body.text");
    throwsCode(() => langMap({ en: 1 }), "body.text");
  });

  it("refuses control and bidirectional characters, and lone surrogates", () => {
    const bad =
      "\u0000 \n \u001b \u007f \u0085 \u061c \u200e \u200f \u202a \u202e \u2066 \u2069 \ud800".split(" ");
    for (const character of bad) throwsCode(() => langMap({ en: `a${character}b` }), "body.text");
    langMap({ ar: "سجل الأراضي", he: "מרשם", fa: "می\u200cخواهم" });
  });

  it("refuses what is no object", () => {
    for (const value of [null, [], "x", 1]) throwsCode(() => langMap(value), "body.type");
  });
});
