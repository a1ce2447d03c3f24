import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  sayAge,
  sayCalendarDate,
  sayClock,
  sayDate,
  sayFilled,
  sayNumber,
  saySpan,
} from "../../../renderer/words/format.ts";

const MOMENT = Date.UTC(2026, 4, 3, 10, 44) / 1000;

describe("dates", () => {
  it("are written out in the reader's language", () => {
    assert.equal(sayDate(MOMENT, "en-GB", "long", "UTC"), "3 May 2026");
    assert.equal(sayDate(MOMENT, "de-DE", "long", "UTC"), "3. Mai 2026");
    assert.equal(sayDate(Date.UTC(2024, 8, 7) / 1000, "en-GB", "short", "UTC"), "7 Sept 2024");
    assert.equal(sayDate(MOMENT, "en-GB", "month", "UTC"), "May 2026");
    assert.equal(sayClock(MOMENT, "en-GB", "UTC"), "10:44");
  });

  it("of a certificate keep their day wherever they are read", () => {
    assert.equal(sayCalendarDate("1991-03-14", "en-GB"), "14 March 1991");
    assert.equal(sayCalendarDate("1991-03-14", "de-DE"), "14. März 1991");
  });

  it("that are none are shown as they came", () => {
    for (const text of [
      "1991-02-30",
      "1991-13-01",
      "14.03.1991",
      "",
      "0000-00-00",
      "99999-01-01",
      "0050-01-01",
    ]) {
      assert.equal(sayCalendarDate(text, "en-GB"), text);
    }
  });
});

describe("spans and ages", () => {
  it("are told in their largest whole unit", () => {
    assert.equal(sayAge(130, "en-GB"), "2 minutes ago");
    assert.equal(sayAge(3 * 3600 + 59, "en-GB"), "3 hours ago");
    assert.equal(sayAge(-2 * 86_400, "en-GB"), "in 2 days");
    assert.equal(sayAge(9 * 86_400, "de-DE"), "vor 9 Tagen");
    assert.equal(sayAge(-30 * 86_400, "de-DE"), "in 30 Tagen");
    assert.equal(sayAge(2 * 86_400, "de-DE", "short"), "vor 2 Tagen");
    assert.equal(sayAge(130, "en-GB", "short"), "2 min ago");
    assert.equal(saySpan(95, "en-GB"), "1 minute");
    assert.equal(saySpan(12 * 86_400 + 5, "de-DE"), "12 Tage");
    assert.equal(saySpan(0, "en-GB"), "0 seconds");
    assert.equal(saySpan(-5, "en-GB"), "0 seconds");
  });

  it("within the minute are just now", () => {
    assert.equal(sayAge(59, "en-GB"), undefined);
    assert.equal(sayAge(-20, "en-GB"), undefined);
  });
});

describe("numbers", () => {
  it("are grouped", () => {
    assert.equal(sayNumber(1_284_017, "en-GB"), "1,284,017");
    assert.equal(sayNumber(1_284_017, "de-DE"), "1.284.017");
  });
});

describe("what is filled into a sentence", () => {
  it("has its numbers grouped, and texts as they are", () => {
    assert.equal(sayFilled(12_000, "en"), "12,000");
    assert.equal(sayFilled(12_000, "de"), "12.000");
    assert.equal(sayFilled("12000", "en"), "12000");
    assert.equal(sayFilled(undefined, "en"), "");
  });

  it("is set apart where sentences run from right to left", () => {
    assert.equal(sayFilled(12_000, "ar"), "\u206812,000\u2069");
    assert.equal(sayFilled("Seebank", "ar"), "\u2068Seebank\u2069");
  });
});
