import assert from "node:assert/strict";
import { test } from "node:test";
import {
  asciiBytes,
  compare,
  concat,
  equal,
  fromUtf8,
  readUint32,
  uint32,
  uint64,
  utf8,
  utf8After,
  utf8In,
} from "../../../src/bytes/bytes.ts";
import { fromHex, toHex } from "../../../src/bytes/hex.ts";
import { throwsCode } from "../../support/throws-code.ts";

test("hex is lowercase and whole bytes", () => {
  assert.equal(toHex(Uint8Array.of(0, 1, 0xab, 0xff)), "0001abff");
  assert.deepEqual(fromHex("0001abff"), Uint8Array.of(0, 1, 0xab, 0xff));
  assert.deepEqual(fromHex(""), new Uint8Array(0));
  for (const text of ["0", "AB", "0x", "zz", " 0", "0 ", "00\n", "\u0660\u0660"]) {
    throwsCode(() => fromHex(text), "bytes.hex");
  }
});

test("UTF-8 is strict: no overlong form, surrogate, cut or stray byte; a mark is a character", () => {
  const text = "a\u00e8\u20ac\u{1f600}\ufeff";
  assert.equal(fromUtf8(utf8(text)), text);
  assert.equal(fromUtf8(utf8(`\ufeff${text}`)), `\ufeff${text}`);
  for (const hex of ["ff", "c080", "e08080", "eda080", "f4908080", "f8888080", "c3", "e282", "80", "61c3"]) {
    throwsCode(() => fromUtf8(fromHex(hex)), "bytes.utf8");
  }
});

test("bytes are joined, compared and ordered as unsigned numbers", () => {
  const of = (...values: readonly number[]): Uint8Array => Uint8Array.from(values);
  assert.deepEqual(concat(), of());
  assert.deepEqual(concat(of(1), of(), of(2, 3)), of(1, 2, 3));
  assert.ok(equal(of(1, 2), of(1, 2)));
  assert.ok(equal(of(), of()));
  assert.ok(!equal(of(1), of(1, 0)));
  assert.ok(!equal(of(1, 2), of(1, 3)));
  const sorted = [of(), of(0), of(0, 0), of(1), of(1, 255), of(2), of(128), of(255)];
  assert.deepEqual([...sorted].reverse().sort(compare), sorted);
  assert.equal(compare(of(7), of(7)), 0);
});

test("a text's bytes may stand in memory of the caller's, if that has room for them", () => {
  const room = new Uint8Array(8);
  for (const text of ["", "abc", "\u20ac\u20ac", "12345678"]) {
    const bytes = utf8In(text, room);
    assert.equal(bytes.buffer, room.buffer);
    assert.equal(fromUtf8(bytes), text);
  }
  for (const text of ["123456789", "1234567\u20ac", "\u{1f600}\u{1f600}\u{1f600}"]) {
    const bytes = utf8In(text, room);
    assert.notEqual(bytes.buffer, room.buffer);
    assert.deepEqual(bytes, utf8(text));
  }
  assert.deepEqual(utf8In("\ud800", room), utf8("\ud800"));

  assert.equal(asciiBytes("12345678", room)?.buffer, room.buffer);
  for (const text of ["", "abc", "12345678", "123456789"]) {
    assert.equal(fromUtf8(asciiBytes(text, room) ?? room), text);
  }
  for (const text of ["\u00e9", "abc\u20ac", "1234567\u00e9", "12345678\u00e9", "\ud800"]) {
    assert.equal(asciiBytes(text, room), undefined);
  }
});

test("a text's bytes may stand after others", () => {
  const head = Uint8Array.of(1, 2, 0xff);
  for (const text of ["", "abc", "\u00e9", "abc\u20ac\u{1f600}", "x".repeat(0x8001), "\ud800"])
    for (const before of [head, new Uint8Array()])
      assert.deepEqual(utf8After(before, text), concat(before, utf8(text)));
});

test("integers are big-endian and whole", () => {
  for (const value of [0, 1, 258, 0x7fffffff, 0x80000000, 0xfffefdfc]) {
    assert.equal(readUint32(concat(utf8("ab"), uint32(value)), 2), value);
  }
  assert.equal(toHex(uint32(0xfffefdfc)), "fffefdfc");
  assert.equal(toHex(uint32(0)), "00000000");
  assert.equal(toHex(uint64(2 ** 53 - 1)), "001fffffffffffff");
  assert.equal(toHex(uint64(258)), "0000000000000102");
  for (const value of [-1, 2 ** 32, 0.5, Number.NaN]) throwsCode(() => uint32(value), "bytes.length");
  for (const value of [-1, 2 ** 53, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
    throwsCode(() => uint64(value), "bytes.length");
  }
});
