import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { STATUS } from "../../../src/chain/state/records.ts";
import { judgeAsker } from "../../../src/presentation/asker.ts";
import { parseRequest } from "../../../src/presentation/request.ts";
import { AR as PRESENTATION_AR } from "../../../src/presentation/words/ar.ts";
import { DE as PRESENTATION_DE } from "../../../src/presentation/words/de.ts";
import { EN as PRESENTATION_EN } from "../../../src/presentation/words/en.ts";
import { sayAsker, sayOverAsked, sayProblem } from "../../../src/presentation/words.ts";
import { FINDINGS } from "../../../src/verdict/codes.ts";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";
import {
  decidingCheck,
  sayCheck,
  sayDate,
  sayNote,
  sayOutcome,
  saySpan,
  VERDICT_WORDS,
} from "../../../src/verdict/words.ts";
import type { Language } from "../../../src/language/languages.ts";
import { textIn } from "../../../src/language/sentences.ts";
import { judge } from "../../support/judge.ts";
import { ask } from "../../support/request-world.ts";
import { DAY, NOW, TYPE, viewOf } from "../../support/verdict-world.ts";

const MAY_3 = Date.UTC(2026, 4, 3, 12) / 1000;

const revoked = (facts: object) =>
  judge({ status: { state: "known", status: STATUS.invalid, ...facts } }).checks.find(
    ({ name }) => name === "status",
  ) ?? assert.fail();

describe("words for a verdict", () => {
  it("say what happened, what it means and what to do, with the date written out", () => {
    const check = revoked({ changed: { height: 30, time: MAY_3 } });
    assert.deepEqual(sayCheck(check, "en"), {
      what: "Withdrawn by the office on 3 May 2026.",
      means: "It no longer counts.",
      next: "Do not accept.",
    });
    assert.equal(sayCheck(check, "de").what, "Am 3. Mai 2026 von der Stelle zurückgezogen.");
  });

  it("write a moment that no calendar has as the last that there is", () => {
    for (const time of [2 ** 53 - 1, 1e300, -1e300, 8.64e12 + 1]) {
      for (const language of ["en", "de", "ar"] as const) {
        const { what } = sayCheck(
          { name: "validity", code: "validity.ok", result: "passed", facts: { time } },
          language,
        );
        assert.match(what, /2\d\d,?\d\d\d/);
      }
    }
  });

  it("name a reason where it is known, and leave out what is not", () => {
    const withReason = revoked({ changed: { height: 30, time: MAY_3 }, reason: "stolen" });
    assert.equal(sayCheck(withReason, "en").what, "Withdrawn by the office on 3 May 2026 (stolen).");
    assert.equal(sayCheck(revoked({}), "en").what, "Withdrawn by the office.");
    const strange = revoked({ changed: { height: 30, time: MAY_3 }, reason: "no-such-reason" });
    assert.equal(sayCheck(strange, "en").what, "Withdrawn by the office on 3 May 2026.");
  });

  it("name office and type in the reader's language", () => {
    const check = judge().checks.find(({ name }) => name === "office_accredited") ?? assert.fail();
    assert.match(sayCheck(check, "en").what, /^Identity office was accredited for this when it signed on /);
    assert.match(sayCheck(check, "de").what, /^Die Stelle „Ausweisamt“ war dafür zugelassen/);
  });

  it("give the age of the data in its largest whole unit", () => {
    const stale = judge({ age: { height: 1, time: NOW - 9 * DAY } });
    const check = stale.checks.find(({ name }) => name === "data_fresh") ?? assert.fail();
    assert.equal(sayCheck(check, "en").what, "The data used is 9 days old.");
    assert.equal(saySpan(59, "en"), "59 seconds");
    assert.equal(saySpan(7200, "de"), "2 Stunden");
    assert.equal(saySpan(-5, "en"), "0 seconds");
  });

  it("exist for every code, note and reason in every language, and end as sentences do", () => {
    const wordings = (all: unknown): string[] =>
      typeof all === "string" ? [all] : Object.values(all as object).flatMap(wordings);
    for (const { codes, notes, checks } of Object.values(VERDICT_WORDS)) {
      const expected = Object.entries(FINDINGS).flatMap(([name, findings]) =>
        Object.keys(findings).map((finding) => `${name}.${finding}`),
      );
      assert.deepEqual(Object.keys(codes).sort(), expected.sort());
      assert.deepEqual(Object.keys(checks).sort(), Object.keys(FINDINGS).sort());
      for (const text of wordings([codes, notes])) {
        assert.match(text, /[.]$/, text);
        assert.doesNotMatch(text, /!|\b(hash|nonce|DID|JWT|Oops)\b/, text);
        for (const [, name] of text.matchAll(/\{([^}]*)\}/g)) {
          assert.ok(
            ["office", "type", "date", "age", "reason", "anchor", "count"].includes(name ?? ""),
            text,
          );
        }
      }
    }
    for (const table of [PRESENTATION_EN, PRESENTATION_DE, PRESENTATION_AR]) {
      for (const text of wordings(table)) assert.match(text, /[.]$/, text);
    }
  });

  it("tell every finding that is not ok what to do next", () => {
    for (const { codes } of Object.values(VERDICT_WORDS)) {
      for (const [code, words] of Object.entries(codes)) {
        if (code.endsWith(".ok") || code.endsWith(".not_checked")) continue;
        assert.ok("next" in words, code);
      }
    }
  });
});

describe("the head of a verdict", () => {
  it("says the outcome, and that only the person is left to compare", () => {
    const heads = (language: Language) =>
      [
        judge(),
        judge({ status: { state: "unknown" } }),
        judge({ offices: [] }),
        judge({}, { person: "waiting" }),
      ].map((verdict) => sayOutcome(verdict, language));
    assert.deepEqual(heads("en"), ["Valid", "Cannot tell", "Not valid", "Document valid"]);
    assert.deepEqual(heads("de"), ["Gültig", "Nicht feststellbar", "Nicht gültig", "Dokument gültig"]);
    const both = judge({ status: { state: "unknown" } }, { person: "waiting" });
    assert.equal(sayOutcome(both, "en"), "Cannot tell");
  });

  it("turns on what failed before what is open, and on a reason before its consequences", () => {
    const failed = judge({
      anchoring: { state: "unknown" },
      status: { state: "known", status: STATUS.suspended },
    });
    assert.equal(decidingCheck(failed)?.code, "status.suspended");
    assert.equal(
      decidingCheck(judge({ anchoring: { state: "unknown" } }))?.code,
      "office_accredited.time_unknown",
    );
    assert.equal(decidingCheck(judge()), undefined);
  });

  it("says a note without weight", () => {
    const note = { code: "note.without_consent", facts: { reason: "death" } } as const;
    assert.match(sayNote(note, "en").what, /without the owner's consent \(death of the holder\)/);
  });
});

describe("words for an asker", () => {
  const request = parseRequest(ask());

  it("name it once it has proven its name", () => {
    const known = judgeAsker(request, viewOf(), nodePrimitives, NOW);
    assert.equal(sayAsker(known, "en").what, "Bank asks, accredited in the registry.");
    const stranger = judgeAsker(request, viewOf({ offices: [] }), nodePrimitives, NOW);
    assert.equal(sayAsker(stranger, "en").what, "The registry knows nobody of that name.");
  });

  it("say first why nobody should answer", () => {
    const late = judgeAsker(request, viewOf(), nodePrimitives, request.expires);
    assert.equal(sayAsker(late, "en").what, "The request has ended.");
  });

  it("say what went wrong and that too much is asked", () => {
    assert.equal(sayProblem("presentation.replayed", "en").means, "An answer counts once only.");
    assert.match(sayOverAsked("de").what, /^Es wird mehr gefragt/);
  });
});

describe("texts by language", () => {
  it("fall back to English, then to what there is", () => {
    assert.equal(textIn(TYPE.name, "de"), "Personalausweis");
    assert.equal(textIn({ "de-CH": "Ausweis", en: "Card" }, "de"), "Ausweis");
    assert.equal(textIn({ en: "Card", fr: "Carte" }, "de"), "Card");
    assert.equal(textIn({ fr: "Carte" }, "de"), "Carte");
  });

  it("write dates in the zone given", () => {
    const lateEvening = Date.UTC(2026, 4, 3, 23) / 1000;
    assert.equal(sayDate(lateEvening, "en", "Europe/Berlin"), "4 May 2026");
  });
});
