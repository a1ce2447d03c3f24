import assert from "node:assert/strict";
import { test } from "node:test";
import {
  fromBase64,
  fromBase64Url,
  fromBase64UrlOf,
  fromBase64UrlToBinary,
  isBase64UrlOf,
  toBase64,
  toBase64Url,
} from "../../../src/bytes/base64.ts";
import { utf8 } from "../../../src/bytes/bytes.ts";
import { throwsCode } from "../../support/throws-code.ts";

test("the test vectors of RFC 4648 section 10, both ways", () => {
  const padded = ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"];
  padded.forEach((text, length) => {
    const bytes = utf8("foobar".slice(0, length));
    assert.equal(toBase64(bytes), text);
    assert.deepEqual(fromBase64(text), bytes);
    assert.equal(toBase64Url(bytes), text.replaceAll("=", ""));
    assert.deepEqual(fromBase64Url(text.replaceAll("=", "")), bytes);
  });
});

test("the two alphabets differ in two characters and do not mix", () => {
  const bytes = Uint8Array.of(0xfb, 0xff, 0xbf);
  assert.equal(toBase64(bytes), "+/+/");
  assert.equal(toBase64Url(bytes), "-_-_");
  for (const text of ["-_-_", "+/-_", "+/+_"]) throwsCode(() => fromBase64(text), "bytes.base64");
  for (const text of ["+/+/", "+/-_", "-_-/"]) throwsCode(() => fromBase64Url(text), "bytes.base64url");
  assert.equal(fromBase64UrlToBinary("-_-_"), "\u00fb\u00ff\u00bf");
});

test("padding is exact in base64 and absent in base64url", () => {
  const padded = [
    "Zg",
    "Zg=",
    "Zg===",
    "Zm8",
    "Zm8==",
    "Zm9v=",
    "Zm9v====",
    "=",
    "====",
    "Z===",
    "Zg==Zg==",
    "Zm=v",
  ];
  for (const text of padded) throwsCode(() => fromBase64(text), "bytes.base64");
  for (const text of ["Zg==", "Zg=", "Zm8=", "Z", "Zm9vY", "Zm9v=", "="]) {
    throwsCode(() => fromBase64Url(text), "bytes.base64url");
  }
});

test("pad bits must be zero, so that a value has one text", () => {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  for (let last = 0; last < 64; last++) {
    const two = `A${alphabet[last]}`;
    const three = `AA${alphabet[last]}`;
    if (last % 16 === 0) assert.equal(toBase64Url(fromBase64Url(two)), two);
    else throwsCode(() => fromBase64Url(two), "bytes.base64url");
    if (last % 4 === 0) assert.equal(toBase64Url(fromBase64Url(three)), three);
    else throwsCode(() => fromBase64Url(three), "bytes.base64url");
  }
  throwsCode(() => fromBase64("Zh=="), "bytes.base64");
  throwsCode(() => fromBase64("Zm9="), "bytes.base64");
});

test("white space and characters beyond ASCII are refused wherever they stand", () => {
  for (const bad of [" ", "\n", "\t", "\r", "\f", "\u0000", "\u00a0", "\u00c3", "\u{1f600}", "\ud800"]) {
    for (const at of [0, 1, 2, 3, 4]) {
      const text = `Zm9v${"Zm9v"}`;
      const inserted = text.slice(0, at) + bad + text.slice(at);
      const replaced = text.slice(0, at) + bad + text.slice(at + bad.length);
      for (const hostile of [inserted, replaced, inserted + bad, `${inserted}${bad}${bad}${bad}`]) {
        throwsCode(() => fromBase64(hostile), "bytes.base64");
        throwsCode(() => fromBase64Url(hostile), "bytes.base64url");
      }
    }
  }
});

test("a length may be asked for", () => {
  assert.equal(fromBase64UrlOf("AAAA", 3).length, 3);
  throwsCode(() => fromBase64UrlOf("AAAA", 4), "bytes.length");
  throwsCode(() => fromBase64UrlOf("AAAA=", 3), "bytes.base64url");
});

test("what may be read can be told without reading it", () => {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/= \u00c3\ud800";
  const isRead = (text: string, length: number): boolean => {
    try {
      fromBase64UrlOf(text, length);
      return true;
    } catch {
      return false;
    }
  };
  for (const whole of ["", "A", "AA", "AAA", "AAAA", "A".repeat(43), "A".repeat(44)]) {
    for (const last of ["", ...alphabet]) {
      const text = whole.slice(0, -1) + last;
      for (let length = 0; length < 35; length++) {
        assert.equal(isBase64UrlOf(text, length), isRead(text, length), `${text} ${length}`);
      }
    }
  }
  assert.ok(!isBase64UrlOf(`${"A".repeat(20)}+${"A".repeat(22)}`, 32));
});

test("megabytes are read, written and refused without a stray error", () => {
  const bytes = new Uint8Array(12_000_001).fill(0xa5);
  const text = toBase64(bytes);
  assert.equal(text.length, 16_000_004);
  assert.ok(Buffer.from(fromBase64(text).buffer).equals(bytes));
  throwsCode(() => fromBase64(`${text.slice(0, -4)}!===`), "bytes.base64");
  throwsCode(() => fromBase64("A".repeat(20_000_000) + "*AAA"), "bytes.base64");
  throwsCode(() => fromBase64Url("A".repeat(20_000_000) + "*AAA"), "bytes.base64url");
  assert.equal(fromBase64Url("A".repeat(20_000_000)).length, 15_000_000);
});
