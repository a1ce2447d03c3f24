import { toBase64Url } from "../../bytes/base64.ts";
import { fromUtf8, utf8, utf8After } from "../../bytes/bytes.ts";
import type { Ed25519Signer } from "../../crypto/ports.ts";
import type { Unsigned } from "../../crypto/unsigned.ts";
import { canonicalJson } from "../../json/canonical.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../json/value.ts";
import { EntryError } from "./error.ts";
import type { EntryMembers, EntrySignature } from "./entry-members.ts";
import { isBytes32, isBytes64, isId } from "../ids.ts";
import { type EntryKind, envelopeOf, MAX_ENTRY_BYTES } from "./kinds/table.ts";
import { SIGNING_HEAD, textSigningBytes, unsignedText } from "./signing.ts";

export { ZERO_HASH } from "../ids.ts";
export { entrySigningBytes } from "./signing.ts";

/** A log leaf, read (docs/registry-format.md, "Entry"). The body is canonical, not yet judged. */
export interface Entry extends EntryMembers {
  readonly kind: EntryKind;
}

export type UnsignedEntry = Omit<Entry, "sigs">;

const MAX_SIGNATURES = 16;
const MAX_DEPTH = 8;
const SIGNATURE_SIZE = 64;
/** Members that end the entry of one signer, in characters: key and signature as base64url of 32 and 64 bytes. */
const SIGS_LENGTH = sigsOfOne("", "").length + 43 + 86;

// A lone surrogate can stand in UTF-8 text only as an escape, and JSON.stringify writes it so too.
const SURROGATE_ESCAPE = /(?<!\\)(?:\\\\)*\\ud/;

/** Members in order of UTF-16 code units (RFC 8785 section 3.2.3), nothing nested too deep. */
function checkOrder(value: JsonValue, depth: number): void {
  if (typeof value !== "object" || value === null) return;
  if (depth === MAX_DEPTH) throw new EntryError("entry.too_deep");
  if (Array.isArray(value)) {
    for (const item of value as readonly JsonValue[]) checkOrder(item, depth + 1);
    return;
  }
  const members = value as JsonObject;
  let previous = "";
  for (const key of Object.keys(members)) {
    // Also keeps out the empty name; names like "10" come first in any object and fail as unknown later.
    if (key <= previous) throw new EntryError("entry.not_canonical");
    if (key === "__proto__") throw new EntryError("entry.member");
    previous = key;
    checkOrder(members[key] as JsonValue, depth + 1);
  }
}

/**
 * RFC 8785 by comparison: text that JSON.stringify gives back has no duplicate member and only
 * minimal forms; the order of its members is looked at by itself.
 */
function parseCanonicalText(text: string): JsonValue {
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch {
    throw new EntryError("entry.syntax");
  }
  checkOrder(value, 0);
  if (JSON.stringify(value) !== text) throw new EntryError("entry.not_canonical");
  if (text.includes("\\ud") && SURROGATE_ESCAPE.test(text)) throw new EntryError("entry.not_canonical");
  return value;
}

function decode(leaf: Uint8Array): string {
  try {
    return fromUtf8(leaf);
  } catch {
    throw new EntryError("entry.utf8");
  }
}

function checkSignatures(sigs: JsonValue | undefined, least: number, most: number): void {
  if (!Array.isArray(sigs) || sigs.length < least || sigs.length > most) throw new EntryError("entry.sigs");
  let previous = "";
  for (const item of sigs as readonly JsonValue[]) {
    if (!isJsonObject(item) || Object.keys(item).length !== 2) throw new EntryError("entry.sigs");
    const { key, sig } = item;
    if (typeof key !== "string" || !isBytes32(key) || key <= previous) throw new EntryError("entry.sigs");
    if (typeof sig !== "string" || !isBytes64(sig)) throw new EntryError("entry.sigs");
    previous = key;
  }
}

/** What stands in an entry beside its signatures; `length` is that of its leaf, in bytes. */
function checkEnvelope(entry: { readonly [member in keyof UnsignedEntry]?: unknown }, length: number): void {
  const { after, body, by, kind } = entry;
  const envelope = typeof kind === "string" ? envelopeOf(kind) : undefined;
  if (envelope === undefined) throw new EntryError("entry.kind");
  if (length > envelope.maxBytes) throw new EntryError("entry.too_large");
  if (typeof by !== "string" || (envelope.by === "id" ? !isId(by) : by !== envelope.by)) {
    throw new EntryError("entry.by");
  }
  if (typeof after !== "string" || !isBytes32(after)) throw new EntryError("entry.after");
  if (!isJsonObject(body)) throw new EntryError("entry.body");
}

/**
 * Reads a leaf: at most 16,384 bytes (61,440 for genesis and `authority.*`), exactly its own
 * canonical form, only known members and kinds. The body is left to the rule of its kind. Throws
 * EntryError.
 */
export function parseEntry(leaf: Uint8Array): Entry {
  if (leaf.length > MAX_ENTRY_BYTES) throw new EntryError("entry.too_large");
  const value = parseCanonicalText(decode(leaf));
  if (!isJsonObject(value)) throw new EntryError("entry.syntax");
  const { sigs } = value;
  if (Object.keys(value).length !== 5 || sigs === undefined) throw new EntryError("entry.member");
  checkEnvelope(value, leaf.length);
  const signed = value["kind"] !== "block";
  checkSignatures(sigs, signed ? 1 : 0, signed ? MAX_SIGNATURES : 0);
  return value as unknown as Entry;
}

/** `text` is the entry's form without `sigs`, which come last of its members. */
function toLeaf(text: string, sigs: readonly EntrySignature[]): Uint8Array<ArrayBuffer> {
  const sorted = sigs.map(({ key, sig }) => ({ key, sig })).sort((a, b) => (a.key < b.key ? -1 : 1));
  const leaf = utf8(`${text.slice(0, -1)},"sigs":${canonicalJson(sorted)}}`);
  parseEntry(leaf);
  return leaf;
}

function signWith(message: Uint8Array, signer: Ed25519Signer): EntrySignature {
  return { key: toBase64Url(signer.publicKey), sig: toBase64Url(signer.sign(message)) };
}

/** The leaf of an entry, signed by each of the signers. Throws EntryError if no node would read it. */
export function buildEntry(
  registryId: Uint8Array,
  unsigned: UnsignedEntry,
  signers: readonly Ed25519Signer[],
): Uint8Array<ArrayBuffer> {
  const text = unsignedText(unsigned);
  const message = textSigningBytes(registryId, unsigned, text);
  return toLeaf(
    text,
    signers.map((signer) => signWith(message, signer)),
  );
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** As `checkOrder`, for what is still to be written in order: an object would move names like "10" to its front. */
function checkNames(value: JsonValue, depth: number): void {
  if (typeof value !== "object" || value === null) return;
  if (depth === MAX_DEPTH) throw new EntryError("entry.too_deep");
  if (Array.isArray(value)) {
    for (const item of value as readonly JsonValue[]) checkNames(item, depth + 1);
    return;
  }
  const members = value as JsonObject;
  for (const key of Object.keys(members)) {
    if (key === "" || isDigit(key.charCodeAt(0))) throw new EntryError("entry.not_canonical");
    if (key === "__proto__") throw new EntryError("entry.member");
    checkNames(members[key] as JsonValue, depth + 1);
  }
}

/** What comes after the other members in an entry of one signer. */
function sigsOfOne(key: string, sig: string): string {
  return `,"sigs":[{"key":"${key}","sig":"${sig}"}]}`;
}

/**
 * The leaf of an entry of one signer (a public key, 32 bytes) that waits for its signature (64 bytes). It is not
 * read again, as that of `buildEntry` is, but what it is made of is looked at before. Throws EntryError if no
 * node would read it.
 */
export function prepareEntry(
  registryId: Uint8Array,
  unsigned: UnsignedEntry,
  publicKey: Uint8Array,
): Unsigned<Uint8Array<ArrayBuffer>> {
  const message = textSigningBytes(registryId, unsigned, unsignedText(unsigned));
  checkNames(unsigned.body, 1);
  // The members of an entry without its signatures, and without the brace that ends it.
  const members = message.subarray(SIGNING_HEAD, -1);
  const key = toBase64Url(publicKey);
  checkEnvelope(unsigned, members.length + SIGS_LENGTH);
  if (unsigned.kind === "block" || publicKey.length !== 32) throw new EntryError("entry.sigs");
  return {
    message: () => message,
    signed: (signature) => {
      if (signature.length !== SIGNATURE_SIZE) throw new EntryError("entry.sigs");
      return utf8After(members, sigsOfOne(key, toBase64Url(signature)));
    },
  };
}

/**
 * The same entry with one more signature: founders sign genesis one after another, as does a second
 * officer. Throws EntryError, also when that key has signed before.
 */
export function addEntrySignature(
  registryId: Uint8Array,
  leaf: Uint8Array,
  signer: Ed25519Signer,
): Uint8Array<ArrayBuffer> {
  const entry = parseEntry(leaf);
  const text = unsignedText(entry);
  const message = textSigningBytes(registryId, entry, text);
  return toLeaf(text, [...entry.sigs, signWith(message, signer)]);
}
