import { concat, utf8, utf8After } from "../../bytes/bytes.ts";
import { canonicalJson } from "../../json/canonical.ts";
import type { UnsignedMembers } from "./entry-members.ts";

const DOMAIN = utf8("sealfolio/entry/v1\n");
const ZERO_ID = new Uint8Array(32);
/** Bytes of what comes before the text in what is signed. */
export const SIGNING_HEAD = DOMAIN.length + ZERO_ID.length;

/** What comes before the text in what is signed, for every entry but genesis. */
export function signingHead(registryId: Uint8Array): Uint8Array<ArrayBuffer> {
  return concat(DOMAIN, registryId);
}

function frame(registryId: Uint8Array, entry: UnsignedMembers, text: string): Uint8Array<ArrayBuffer> {
  const id = entry.kind === "registry.genesis" ? ZERO_ID : registryId;
  return utf8After(signingHead(id), text);
}

/** What an entry's signers sign: domain line, the registry's id (zero for genesis), RFC 8785 form without `sigs`. */
export function entrySigningBytes(registryId: Uint8Array, entry: UnsignedMembers): Uint8Array<ArrayBuffer> {
  return frame(registryId, entry, unsignedText(entry));
}

/** RFC 8785 form without `sigs`. */
export function unsignedText({ after, body, by, kind }: UnsignedMembers): string {
  return canonicalJson({ after, body, by, kind });
}

/** As `entrySigningBytes`, for who has the entry's `unsignedText` already. */
export function textSigningBytes(
  registryId: Uint8Array,
  entry: UnsignedMembers,
  text: string,
): Uint8Array<ArrayBuffer> {
  return frame(registryId, entry, text);
}

/**
 * The same for an entry of `parseEntry`, several times faster: its members are in order already. For
 * any other object the bytes may be wrong, and no signature verifies.
 */
export function parsedSigningBytes(registryId: Uint8Array, entry: UnsignedMembers): Uint8Array<ArrayBuffer> {
  const { after, body, by, kind } = entry;
  return frame(registryId, entry, JSON.stringify({ after, body, by, kind }));
}
