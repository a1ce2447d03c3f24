import { fromBase64, toBase64 } from "../bytes/base64.ts";
import { concat, fromUtf8, readUint32, uint32, utf8 } from "../bytes/bytes.ts";
import { BytesError } from "../bytes/error.ts";
import { NoteError } from "./error.ts";

/** Bytes of a note: room for 16 ML-DSA-44 cosignatures, the largest kind assigned. */
export const MAX_NOTE = 64 * 1024;
/** Signature lines of a note, C2SP signed-note "Format". */
export const MAX_SIGNATURES = 16;

const EM_DASH = "\u2014";
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\u0000-\u0009\u000b-\u001f]/;
// As control characters are refused before, \n is the only one that may stand in a text.
const NAME = /^[^\p{White_Space}+]+$/u;
const LINE_START = `${EM_DASH} `;
const KEY_ID_SIZE = 4;

/** One signature line of a signed note. */
export interface NoteSignature {
  readonly name: string;
  /** Unsigned 32 bits. */
  readonly keyId: number;
  /** What follows the key id; its form depends on the kind of key. At least one byte. */
  readonly signature: Uint8Array;
}

export interface Note {
  /** Ends in a newline. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** Whether these are one or more of ASCII's visible characters without the plus, as most names are. */
function isPlainName(name: string): boolean {
  for (let i = 0; i < name.length; i++) {
    const code = name.charCodeAt(i);
    if (code <= 0x20 || code >= 0x7f || code === 0x2b) return false;
  }
  return name.length > 0;
}

/** Whether a key may be called so: not empty, no Unicode white space, no plus, no control character. */
export function isKeyName(name: string): boolean {
  return isPlainName(name) || (name.isWellFormed() && NAME.test(name) && !CONTROL.test(name));
}

function checkText(text: string): void {
  if (text.length > MAX_NOTE) throw new NoteError("note.too_large");
  if (!text.isWellFormed() || CONTROL.test(text)) throw new NoteError("note.encoding");
}

/** One signature line, ending in a newline. Throws `note.name` or `note.signature`. */
export function formatSignature(line: NoteSignature): string {
  if (!isKeyName(line.name)) throw new NoteError("note.name");
  if (
    !Number.isInteger(line.keyId) ||
    line.keyId < 0 ||
    line.keyId > 0xffffffff ||
    line.signature.length === 0
  ) {
    throw new NoteError("note.signature");
  }
  return `${EM_DASH} ${line.name} ${toBase64(concat(uint32(line.keyId), line.signature))}\n`;
}

/** One line without its newline, of a text that `checkText` has passed. */
function parseLine(line: string): NoteSignature {
  const space = line.indexOf(" ", LINE_START.length);
  const isLine =
    line.startsWith(LINE_START) &&
    space > LINE_START.length &&
    space < line.length - 1 &&
    !line.includes(" ", space + 1);
  if (!isLine) throw new NoteError("note.syntax");
  const name = line.slice(LINE_START.length, space);
  if (!isKeyName(name)) throw new NoteError("note.name");
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = fromBase64(line.slice(space + 1));
  } catch (error) {
    if (error instanceof BytesError) throw new NoteError("note.signature");
    throw error;
  }
  if (bytes.length <= KEY_ID_SIZE) throw new NoteError("note.signature");
  return { name, keyId: readUint32(bytes, 0), signature: bytes.subarray(KEY_ID_SIZE) };
}

/** Reads one signature line with or without its newline. Throws `note.*`. */
export function parseSignature(text: string): NoteSignature {
  checkText(text);
  return parseLine(text.endsWith("\n") ? text.slice(0, -1) : text);
}

/**
 * Parses a signed note, C2SP signed-note "Format". Signatures are not verified. What is accepted is
 * exactly what `formatNote` writes. Throws `note.*`.
 */
export function parseNote(text: string): Note {
  checkText(text);
  // No UTF-16 unit takes more than three bytes.
  if (3 * text.length > MAX_NOTE && utf8(text).length > MAX_NOTE) throw new NoteError("note.too_large");
  // Only the last empty line parts text and signatures: the text may have empty lines of its own.
  const blank = text.lastIndexOf("\n\n");
  if (blank < 0 || !text.endsWith("\n") || blank + 2 === text.length) throw new NoteError("note.syntax");
  const lines = text.slice(blank + 2, -1).split("\n", MAX_SIGNATURES + 1);
  if (lines.length > MAX_SIGNATURES) throw new NoteError("note.too_many_signatures");
  return { text: text.slice(0, blank + 1), signatures: lines.map(parseLine) };
}

/** As `parseNote`, from bytes that must be UTF-8 without a byte order mark. */
export function parseNoteBytes(bytes: Uint8Array): Note {
  if (bytes.length > MAX_NOTE) throw new NoteError("note.too_large");
  try {
    return parseNote(fromUtf8(bytes));
  } catch (error) {
    if (error instanceof BytesError) throw new NoteError("note.encoding");
    throw error;
  }
}

/** Writes a signed note. Throws `note.*` for what `parseNote` would not take back. */
export function formatNote(note: Note): string {
  checkText(note.text);
  if (!note.text.endsWith("\n") || note.signatures.length === 0) throw new NoteError("note.syntax");
  if (note.signatures.length > MAX_SIGNATURES) throw new NoteError("note.too_many_signatures");
  const text = `${note.text}\n${note.signatures.map(formatSignature).join("")}`;
  if (text.length > MAX_NOTE || utf8(text).length > MAX_NOTE) throw new NoteError("note.too_large");
  return text;
}

/**
 * Puts further signature lines under a note, or under a bare text. A line by a key (name and id) that
 * has one there takes its place, so a newer cosignature supersedes the older. Throws `note.*`.
 */
export function addSignatures(note: string, lines: readonly string[]): string {
  const blank = note.lastIndexOf(`\n\n${EM_DASH} `);
  const { text, signatures } = blank < 0 ? { text: note, signatures: [] } : parseNote(note);
  const merged = [...signatures];
  for (const added of lines.map(parseSignature)) {
    const same = merged.findIndex((old) => old.name === added.name && old.keyId === added.keyId);
    merged.splice(same < 0 ? merged.length : same, 1, added);
  }
  return formatNote({ text, signatures: merged });
}
