import { fromBase64, toBase64 } from "../bytes/base64.ts";
import { concat, utf8 } from "../bytes/bytes.ts";
import { BytesError } from "../bytes/error.ts";
import { toHex } from "../bytes/hex.ts";
import { admitEd25519Key } from "../crypto/ed25519.ts";
import { CryptoError } from "../crypto/error.ts";
import type { Sha256 } from "../crypto/ports.ts";
import { sha256 as pureSha256 } from "../crypto/sha256.ts";
import { NoteError } from "./error.ts";
import { isKeyName } from "./note.ts";

/**
 * Signature types of C2SP signed-note that a registry uses. Type 0x06 (ML-DSA-44 cosignatures) gets its
 * row here when it comes; until then its lines are unknown keys, which every reader ignores.
 */
export const SIGNATURE_TYPE = { log: 0x01, cosignature: 0x04 } as const;
export type SignatureType = (typeof SIGNATURE_TYPE)[keyof typeof SIGNATURE_TYPE];

const MAX_VKEY = 1024;
const VKEY = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/u;

/**
 * Key id of a note signature, C2SP signed-note "Signatures": the first four bytes, big-endian, of
 * SHA-256(name || LF || type || public key).
 */
export function keyId(
  name: string,
  type: number,
  publicKey: Uint8Array,
  sha256: Sha256 = pureSha256,
): number {
  const digest = sha256(concat(utf8(`${name}\n`), Uint8Array.of(type), publicKey));
  return new DataView(digest.buffer, digest.byteOffset).getUint32(0);
}

/** A public key with all that a verifier needs to find its signatures. */
export interface VerifierKey {
  readonly name: string;
  readonly keyId: number;
  readonly type: SignatureType;
  /** Ed25519, 32 bytes, admitted. */
  readonly publicKey: Uint8Array;
}

/** Verifier key line, C2SP signed-note "Verifier keys". Throws `note.name`. */
export function formatVkey(
  name: string,
  type: SignatureType,
  publicKey: Uint8Array,
  sha256?: Sha256,
): string {
  if (!isKeyName(name)) throw new NoteError("note.name");
  const id = keyId(name, type, publicKey, sha256).toString(16).padStart(8, "0");
  return `${name}+${id}+${toBase64(concat(Uint8Array.of(type), publicKey))}`;
}

function isKnownType(type: number | undefined): type is SignatureType {
  return type === SIGNATURE_TYPE.log || type === SIGNATURE_TYPE.cosignature;
}

/** Reads a verifier key of type 0x01 or 0x04 whose key is fit to be trusted. Throws `note.vkey`. */
export function parseVkey(text: string, sha256?: Sha256): VerifierKey {
  const match = text.length <= MAX_VKEY ? VKEY.exec(text) : null;
  if (match === null || !isKeyName(match[1] as string)) throw new NoteError("note.vkey");
  const name = match[1] as string;
  try {
    const bytes = fromBase64(match[3] as string);
    const type = bytes[0];
    const publicKey = bytes.subarray(1);
    if (!isKnownType(type)) throw new NoteError("note.vkey");
    admitEd25519Key(publicKey);
    if (formatVkey(name, type, publicKey, sha256) !== text) throw new NoteError("note.vkey");
    return { name, keyId: keyId(name, type, publicKey, sha256), type, publicKey };
  } catch (error) {
    if (error instanceof BytesError || error instanceof CryptoError) throw new NoteError("note.vkey");
    throw error;
  }
}

/** Name under which an authority cosigns (docs/registry-format.md, "Log"). */
export function cosignerName(origin: string, authority: string): string {
  return `${origin}/authority/${authority}`;
}

/** Directory name that C2SP tlog-mirror gives a log: lowercase hex of SHA-256 of its origin. */
export function originHash(origin: string, sha256: Sha256 = pureSha256): string {
  return toHex(sha256(utf8(origin)));
}
