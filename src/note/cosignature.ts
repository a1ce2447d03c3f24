import { concat, readUint32, uint64, utf8, utf8In } from "../bytes/bytes.ts";
import { verifyEd25519 } from "../crypto/ed25519.ts";
import type { Ed25519Signer, Primitives } from "../crypto/ports.ts";
import { parseCheckpoint } from "./checkpoint.ts";
import { NoteError } from "./error.ts";
import { keyId, SIGNATURE_TYPE } from "./keys.ts";
import { formatSignature, type NoteSignature, parseSignature } from "./note.ts";

const TIME_SIZE = 8;
const COSIGNATURE_SIZE = TIME_SIZE + 64;

/** A key that cosigns, and the name it does so under. */
export interface Cosigner {
  readonly name: string;
  /** Ed25519, 32 bytes. */
  readonly publicKey: Uint8Array;
}

// For messages to be verified: the primitive keeps nothing, and new memory costs more than to write to it.
const room = new Uint8Array(1024);

/** C2SP tlog-cosignature "Ed25519 signed message". */
function cosignedMessage(body: string, time: number): string {
  return `cosignature/v1\ntime ${time}\n${body}`;
}

/**
 * Cosigns a checkpoint's text at `time` (POSIX seconds); one line with its newline (C2SP
 * tlog-cosignature, type 0x04). Throws `checkpoint.*` or `seal.time`.
 */
export function cosign(body: string, name: string, signer: Ed25519Signer, time: number): string {
  parseCheckpoint(body);
  if (!Number.isSafeInteger(time) || time < 0) throw new NoteError("seal.time");
  return formatSignature({
    name,
    keyId: keyId(name, SIGNATURE_TYPE.cosignature, signer.publicKey),
    signature: concat(uint64(time), signer.sign(utf8(cosignedMessage(body, time)))),
  });
}

/** Whether a signature line claims to be by this cosigner. */
function isBy(line: NoteSignature, cosigner: Cosigner, primitives: Pick<Primitives, "sha256">): boolean {
  return (
    line.name === cosigner.name &&
    line.keyId === keyId(cosigner.name, SIGNATURE_TYPE.cosignature, cosigner.publicKey, primitives.sha256)
  );
}

/**
 * The time (POSIX seconds) at which the cosigner, whose line this claims to be, signed the checkpoint's
 * text. Throws `seal.bad_signature`, or `seal.time` beyond 2^53 - 1.
 */
export function checkCosignature(
  body: string,
  line: NoteSignature,
  publicKey: Uint8Array,
  primitives: Pick<Primitives, "verifyEd25519">,
): number {
  const { signature } = line;
  if (signature.length !== COSIGNATURE_SIZE) throw new NoteError("seal.bad_signature");
  const time = readUint32(signature, 0) * 0x1_0000_0000 + readUint32(signature, 4);
  if (!Number.isSafeInteger(time)) throw new NoteError("seal.time");
  const message = utf8In(cosignedMessage(body, time), room);
  if (!verifyEd25519(primitives, publicKey, message, signature.subarray(TIME_SIZE))) {
    throw new NoteError("seal.bad_signature");
  }
  return time;
}

/**
 * Reads and verifies one signature line that a cosigner answered with; returns its time (POSIX
 * seconds). Throws `note.*`, `seal.unknown_signer`, `seal.bad_signature` or `seal.time`.
 */
export function verifyCosignatureLine(
  body: string,
  text: string,
  cosigner: Cosigner,
  primitives: Pick<Primitives, "sha256" | "verifyEd25519">,
): number {
  const line = parseSignature(text);
  if (!isBy(line, cosigner, primitives)) throw new NoteError("seal.unknown_signer");
  return checkCosignature(body, line, cosigner.publicKey, primitives);
}
