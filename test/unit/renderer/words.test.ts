import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { chooseLanguage, isolate, LANGUAGES, sayList } from "../../../src/language/languages.ts";
import { sayLine } from "../../../src/words/lines/say.ts";
import { CODES_AR } from "../../../src/words/codes/ar.ts";
import { sourceFiles } from "../../support/source-files.ts";

interface Tree {
  readonly [key: string]: string | Tree;
}

const PLURAL = /_(zero|one|two|few|many|other)$/;
const BLANK = /\{\{(\w+)\}\}/g;

/** Texts by key; forms of one plural count as one key. */
function textsOf(tree: Tree, within = ""): Map<string, string[]> {
  const out = new Map<string, string[]>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === "string") {
      const name = `${within}${key.replace(PLURAL, "")}`;
      out.set(name, [...(out.get(name) ?? []), value]);
    } else for (const [name, texts] of textsOf(value, `${within}${key}.`)) out.set(name, texts);
  }
  return out;
}

/** The forms that each plural has, by its key. */
function pluralsOf(tree: Tree, within = ""): Map<string, Set<string>> {
  const out = new Map<string, Set<string>>();
  for (const [key, value] of Object.entries(tree)) {
    const [, form] = PLURAL.exec(key) ?? [];
    if (typeof value !== "string") {
      for (const [name, forms] of pluralsOf(value, `${within}${key}.`)) out.set(name, forms);
    } else if (form !== undefined) {
      const name = `${within}${key.replace(PLURAL, "")}`;
      out.set(name, (out.get(name) ?? new Set<string>()).add(form));
    }
  }
  return out;
}

const files = sourceFiles("renderer/words/*/*.json");
const areas = new Map(
  files.map(({ path, text }) => {
    const [, language, area] = /words\/(\w+)\/(\w+)\.json$/.exec(path) ?? [];
    return [`${language} ${area}`, textsOf(JSON.parse(text) as Tree)];
  }),
);
const areaNames = [...areas.keys()].filter((key) => key.startsWith("en ")).map((key) => key.slice(3));

const blanksOf = (texts: readonly string[] | undefined): readonly string[] =>
  [
    ...new Set((texts ?? []).flatMap((text) => [...text.matchAll(BLANK)].map(([, name]) => name as string))),
  ].sort();

describe("words of the window", () => {
  it("there are areas to look at", () => {
    assert.ok(areaNames.includes("frame") && areaNames.includes("parts"), areaNames.join(", "));
  });

  for (const area of areaNames) {
    const english = areas.get(`en ${area}`) as Map<string, string[]>;

    it(`${area}: German and Arabic say all that English says, and nothing else`, () => {
      for (const language of ["de", "ar"]) {
        const other = areas.get(`${language} ${area}`);
        assert.deepEqual([...(other?.keys() ?? [])].sort(), [...english.keys()].sort(), language);
      }
    });

    it(`${area}: no text is empty, and the same is filled in in each language`, () => {
      for (const language of LANGUAGES) {
        for (const [key, texts] of areas.get(`${language} ${area}`) ?? []) {
          assert.ok(
            texts.every((text) => text.trim() !== ""),
            `${language} ${key}`,
          );
          // A form of a plural may leave the number out.
          const [mine, theirs] = [blanksOf(texts), blanksOf(english.get(key))];
          if (texts.length === 1) assert.deepEqual(mine, theirs, `${language} ${key}`);
        }
      }
    });
  }

  it("every language has each form of a plural that its numbers need", () => {
    for (const { path, text } of files) {
      const language = /words\/(\w+)\//.exec(path)?.[1] ?? "en";
      const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
      for (const [stem, forms] of pluralsOf(JSON.parse(text) as Tree)) {
        // A key that only ends like a form is no plural.
        if (!(forms.has("one") && forms.has("other"))) continue;
        assert.deepEqual([...forms].sort(), [...needed].sort(), `${path} ${stem}`);
      }
    }
  });

  it("no date in digits is read from its other end: its hyphens part them after Arabic letters (UAX 9, W2 and W4)", () => {
    const arabic = [
      ...areaNames.flatMap((area) => [...(areas.get(`ar ${area}`)?.values() ?? [])].flat()),
      ...Object.values(CODES_AR).flatMap((words) => Object.values(words).flat().map(String)),
    ];
    assert.ok(arabic.length > 1000);
    const bare = arabic.map((text) => text.replaceAll(/\u2066[^\u2069]*\u2069/g, ""));
    assert.deepEqual(
      bare.filter((text) => /[\u0621-\u064a][^A-Za-z]*\d-\d/.test(text)),
      [],
    );
  });

  it("German and Arabic are not English left standing", () => {
    for (const language of ["de", "ar"]) {
      const same = areaNames.flatMap((area) => {
        const english = areas.get(`en ${area}`) as Map<string, string[]>;
        return [...(areas.get(`${language} ${area}`) ?? [])].filter(
          ([key, [text = ""]]) => text === english.get(key)?.[0] && text.replace(BLANK, "").length > 18,
        );
      });
      assert.deepEqual(same, []);
    }
  });
});

describe("words of the window that the command line says too", () => {
  const STATES = ["suspended", "revoked", "replaced", "expired"] as const;

  it("what does not count is warned of in the same sentences", () => {
    for (const language of LANGUAGES) {
      const texts = areas.get(`${language} citizen`);
      for (const state of STATES) {
        const said = sayLine(language, `present.ended_${state}`, { what: "{{what}}" });
        assert.deepEqual(texts?.get(`request.warn_state.${state}`), [said]);
      }
      const means = sayLine(language, "present.ended_means");
      assert.deepEqual(texts?.get("request.warn_state_means"), [means]);
    }
  });
});

describe("the language of the window", () => {
  it("is the first of the person's that it speaks, else English", () => {
    assert.equal(chooseLanguage(["fr-FR", "de-AT", "en"]), "de");
    assert.equal(chooseLanguage(["AR"]), "ar");
    assert.equal(chooseLanguage(["fr", "den", ""]), "en");
    assert.equal(chooseLanguage([]), "en");
  });
});

describe("names within a sentence", () => {
  it("are set apart where sentences run from right to left, and only there", () => {
    assert.equal(isolate("Seebank", "ar"), "\u2068Seebank\u2069");
    assert.equal(isolate("Seebank", "de"), "Seebank");
    // Each name keeps its direction, and the names follow one another as the language is read.
    const list = isolate(sayList(["Seebank", "بنك"], "ar"), "ar");
    assert.equal(list, "\u2067\u2068Seebank\u2069، \u2068بنك\u2069\u2069");
    assert.equal(sayList(["a", "b"], "ar"), "\u2068a\u2069، \u2068b\u2069");
    assert.equal(sayList(["a", "b"], "en"), "a, b");
  });
});
