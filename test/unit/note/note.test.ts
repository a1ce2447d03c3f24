import assert from "node:assert/strict";
import { test } from "node:test";
import { toBase64 } from "../../../src/bytes/base64.ts";
import { utf8 } from "../../../src/bytes/bytes.ts";
import {
  addSignatures,
  formatNote,
  formatSignature,
  isKeyName,
  MAX_NOTE,
  parseNote,
  parseNoteBytes,
  parseSignature,
} from "../../../src/note/note.ts";
import { codeThrownBy, throwsCode } from "../../support/throws-code.ts";

const LINE = `\u2014 a.example/k ${toBase64(Uint8Array.of(0, 0, 1, 2, 255))}\n`;
const SIGNATURE = { name: "a.example/k", keyId: 258, signature: Uint8Array.of(255) };

test("a note is a text, an empty line and signature lines", () => {
  const { text, signatures } = parseNote(`one\n\ntwo\n\n${LINE}${LINE}`);
  assert.equal(text, "one\n\ntwo\n");
  assert.deepEqual(
    signatures.map((line) => ({ ...line, signature: Uint8Array.from(line.signature) })),
    [SIGNATURE, SIGNATURE],
  );
  assert.equal(formatSignature(SIGNATURE), LINE);
});

test("a text of empty lines, signatures in the text and words beyond ASCII are fine", () => {
  for (const text of ["\n", "\n\n\n", `x\n\n${LINE}`, "\u00e8\u{1f600}\u007f\n", `${LINE}\nmore\n`]) {
    const note = `${text}\n${LINE}`;
    assert.equal(parseNote(note).text, text);
    assert.equal(formatNote(parseNote(note)), note);
  }
});

test("what is not exactly a note is refused, with a code for each way", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["", "note.syntax"],
    ["\n", "note.syntax"],
    ["\n\n", "note.syntax"],
    ["text\n", "note.syntax"],
    ["text\n\n", "note.syntax"],
    [`text\n${LINE}`, "note.syntax"],
    [`\n${LINE}`, "note.syntax"],
    [`text\n\n${LINE.trimEnd()}`, "note.syntax"],
    [`text\n\n${LINE}\n`, "note.syntax"],
    [`text\n\n${LINE}more\n`, "note.syntax"],
    [`text\n\n ${LINE}`, "note.syntax"],
    [`text\n\n${LINE.replace("\u2014", "-")}`, "note.syntax"],
    [`text\n\n${LINE.replace("\u2014", "\u2013")}`, "note.syntax"],
    [`text\n\n${LINE.replace(" a", "  a")}`, "note.syntax"],
    [`text\n\n${LINE.replace(" a", "a")}`, "note.syntax"],
    [`text\n\n${LINE.replace("\n", " \n")}`, "note.syntax"],
    [`text\n\n${LINE.replace("/k", "/k x")}`, "note.syntax"],
    [`text\n\n${LINE.replace("/k", "+k")}`, "note.name"],
    [`text\n\n${LINE.replace("/k", "\u00a0k")}`, "note.name"],
    [`text\n\n${LINE.replace("/k", "\u0085k")}`, "note.name"],
    [`text\n\n${LINE.replace("/k", "\u2028k")}`, "note.name"],
    [`text\n\n${LINE.replace("/k", "\u3000k")}`, "note.name"],
    [`text\n\n${LINE.replace("=\n", "\n")}`, "note.signature"],
    [`text\n\n${LINE.replace("=\n", "==\n")}`, "note.signature"],
    [`text\n\n${LINE.replace("8=", "9=")}`, "note.signature"],
    [`text\n\n\u2014 k AAAAAA==\n`, "note.signature"],
    [`text\n\n\u2014 k AAAA\n`, "note.signature"],
    [`text\n\n${LINE}`.replaceAll("\n", "\r\n"), "note.encoding"],
    [`te\txt\n\n${LINE}`, "note.encoding"],
    [`te\u0000xt\n\n${LINE}`, "note.encoding"],
    [`te\u001fxt\n\n${LINE}`, "note.encoding"],
    [`te\ud800xt\n\n${LINE}`, "note.encoding"],
  ];
  assert.equal(LINE, "\u2014 a.example/k AAABAv8=\n");
  for (const [text, code] of cases) {
    throwsCode(() => parseNote(text), code);
  }
});

test("base64 of the web alphabet is no signature", () => {
  throwsCode(() => parseSignature("\u2014 k AAAAAP_-\n"), "note.signature");
  assert.deepEqual(Uint8Array.from(parseSignature("\u2014 k AAAAAP/+\n").signature), Uint8Array.of(255, 254));
});

test("sixteen signatures are read and written, seventeen refused", () => {
  const signatures = Array.from({ length: 17 }, () => SIGNATURE);
  const most = formatNote({ text: "t\n", signatures: signatures.slice(1) });
  assert.equal(parseNote(most).signatures.length, 16);
  throwsCode(() => parseNote(most + LINE), "note.too_many_signatures");
  throwsCode(() => parseNote(`t\n\n${LINE.repeat(1000)}`), "note.too_many_signatures");
  throwsCode(() => formatNote({ text: "t\n", signatures }), "note.too_many_signatures");
});

test("a note of 16 of the largest cosignatures fits, one byte above the cap does not", () => {
  const large = { ...SIGNATURE, signature: new Uint8Array(8 + 2420) };
  const note = formatNote({ text: "t\n", signatures: Array.from({ length: 16 }, () => large) });
  assert.ok(note.length < MAX_NOTE);
  const text = (length: number): string => `${"x".repeat(length)}\n\n${LINE}`;
  const room = MAX_NOTE - utf8(text(0)).length;
  assert.equal(parseNote(text(room)).text.length, room + 1);
  throwsCode(() => parseNote(text(room + 1)), "note.too_large");
  throwsCode(() => parseNoteBytes(utf8(text(room + 1))), "note.too_large");
  throwsCode(() => parseNote("\u00e8".repeat(MAX_NOTE / 2) + text(0)), "note.too_large");
  throwsCode(
    () => formatNote({ text: `${"x".repeat(MAX_NOTE)}\n`, signatures: [SIGNATURE] }),
    "note.too_large",
  );
});

test("bytes must be UTF-8", () => {
  const bytes = utf8(`text\n\n${LINE}`);
  assert.equal(parseNoteBytes(bytes).text, "text\n");
  throwsCode(() => parseNoteBytes(bytes.with(0, 0xff)), "note.encoding");
  throwsCode(() => parseNoteBytes(bytes.subarray(0, bytes.lastIndexOf(0x80))), "note.encoding");
});

test("what could not be read back is not written", () => {
  const write = (name: string, text = "t\n"): string =>
    formatNote({ text, signatures: [{ ...SIGNATURE, name }] });
  for (const name of ["", "a b", "a+b", "a\nb", "a\u0001b", "a\u2003b", "\ud800"]) {
    throwsCode(() => write(name), "note.name");
    assert.equal(isKeyName(name), false);
  }
  assert.equal(isKeyName("registry.example/log/authority/a.b-1"), true);
  throwsCode(() => write("k", ""), "note.syntax");
  throwsCode(() => write("k", "no newline"), "note.syntax");
  throwsCode(() => write("k", "tab\t\n"), "note.encoding");
  throwsCode(() => formatNote({ text: "t\n", signatures: [] }), "note.syntax");
  for (const change of [
    { keyId: -1 },
    { keyId: 2 ** 32 },
    { keyId: 0.5 },
    { signature: new Uint8Array(0) },
  ]) {
    throwsCode(() => formatSignature({ ...SIGNATURE, ...change }), "note.signature");
  }
});

test("signatures are added below, and a newer one by the same key takes the older one's place", () => {
  const line = (name: string, keyId: number, last: number): string =>
    formatSignature({ name, keyId, signature: Uint8Array.of(last) });
  const first = addSignatures("t\n", [line("a", 1, 1)]);
  assert.equal(first, `t\n\n${line("a", 1, 1)}`);
  const second = addSignatures(first, [line("b", 1, 1), line("a", 2, 1)]);
  const third = addSignatures(second, [line("b", 1, 9), line("a", 1, 8)]);
  assert.equal(third, `t\n\n${line("a", 1, 8)}${line("b", 1, 9)}${line("a", 2, 1)}`);
  throwsCode(() => addSignatures("t\n", []), "note.syntax");
  throwsCode(() => addSignatures("t", [line("a", 1, 1)]), "note.syntax");
  throwsCode(() => addSignatures(first, ["junk"]), "note.syntax");
  throwsCode(() => addSignatures(first, [line("b", 1, 1) + line("c", 1, 1)]), "note.syntax");
  const many = Array.from({ length: 16 }, (_, i) => line("m", i, 1));
  throwsCode(() => addSignatures(first, many), "note.too_many_signatures");
});

test("every cut of a note is refused or is no other note", () => {
  const note = `text\n\n${LINE}${LINE.replace("a.example", "b.example")}`;
  for (let length = 0; length < note.length; length++) {
    const cut = note.slice(0, length);
    const code = codeThrownBy(() => assert.equal(formatNote(parseNote(cut)), cut));
    if (cut !== `text\n\n${LINE}`) assert.ok(code?.startsWith("note."), `${length}`);
  }
});
