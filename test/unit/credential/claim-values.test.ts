import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { isCalendarDate } from "../../../src/text/calendar-date.ts";
import { deriveAges } from "../../../src/credential/derive-ages.ts";
import { imageTypeOf, MAX_IMAGE_BYTES } from "../../../src/bytes/image.ts";
import { throwsCode } from "../../support/throws-code.ts";

const MAGIC = {
  "image/jpeg": Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
  "image/png": Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
  "image/webp": Buffer.concat([Buffer.from("RIFF"), Buffer.alloc(4), Buffer.from("WEBP")]),
};

function picture(type: keyof typeof MAGIC, bytes: number): string {
  return Buffer.concat([MAGIC[type], Buffer.alloc(bytes - MAGIC[type].length, 7)]).toString("base64");
}

suite("images", () => {
  test("known by their first bytes, bare or as a data URL, up to 12 KiB", () => {
    for (const type of Object.keys(MAGIC) as (keyof typeof MAGIC)[]) {
      for (const bytes of [12, 13, 14, MAX_IMAGE_BYTES]) {
        const base64 = picture(type, bytes);
        assert.equal(imageTypeOf(base64), type);
        assert.equal(imageTypeOf(`data:${type};base64,${base64}`), type);
      }
      for (const bytes of [MAX_IMAGE_BYTES + 1, MAX_IMAGE_BYTES + 3]) {
        assert.equal(imageTypeOf(picture(type, bytes)), undefined);
      }
    }
  });

  test("anything else is no image", () => {
    const jpeg = picture("image/jpeg", 30);
    for (const value of [
      undefined,
      null,
      1,
      {},
      "",
      "AAAA",
      jpeg.slice(0, -1),
      `${jpeg}\n`,
      ` ${jpeg}`,
      jpeg.replaceAll("/", "_"),
      `data:image/png;base64,${jpeg}`,
      `data:image/svg+xml;base64,${Buffer.from("<svg/>").toString("base64")}`,
      `data:image/jpeg;charset=x;base64,${jpeg}`,
      `data:image/jpeg,${jpeg}`,
      `data:,${jpeg}`,
      `DATA:image/jpeg;base64,${jpeg}`,
      `data:image/jpeg;base64,`,
      "https://evil.example/p.jpg",
      "A".repeat(100_000_000),
    ]) {
      assert.equal(imageTypeOf(value), undefined);
    }
  });
});

suite("dates", () => {
  test("days that exist", () => {
    for (const date of ["2000-02-29", "1900-12-31", "0001-01-01", "9999-12-31", "2024-02-29", "2023-04-30"]) {
      assert.ok(isCalendarDate(date), date);
    }
    for (const date of [
      "1900-02-29",
      "2023-02-29",
      "2023-04-31",
      "2023-00-01",
      "2023-13-01",
      "2023-01-00",
      "2023-01-32",
      "0000-01-01",
      "2023-1-1",
      "2023-01-01T00:00:00Z",
      " 2023-01-01",
      "2023-01-01\n",
      "٢٠٢٣-٠١-٠١",
      20230101,
    ]) {
      assert.ok(!isCalendarDate(date), String(date));
    }
  });

  test("ages turn on the birthday; on 1 March for who was born on 29 February", () => {
    assert.deepEqual(deriveAges("2000-05-17", "2018-05-16"), { age_over_18: false, age_over_21: false });
    assert.deepEqual(deriveAges("2000-05-17", "2018-05-17"), { age_over_18: true, age_over_21: false });
    assert.deepEqual(deriveAges("2000-05-17", "2021-05-16"), { age_over_18: true, age_over_21: false });
    assert.deepEqual(deriveAges("2000-05-17", "2021-05-17"), { age_over_18: true, age_over_21: true });
    assert.equal(deriveAges("2004-02-29", "2022-02-28").age_over_18, false);
    assert.equal(deriveAges("2004-02-29", "2022-03-01").age_over_18, true);
    throwsCode(() => deriveAges("2000-02-30", "2022-03-01"), "vc.claim_kind");
    throwsCode(() => deriveAges("2000-02-29", "now"), "vc.claim_kind");
  });
});
