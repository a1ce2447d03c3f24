import { toHex } from "../bytes/hex.ts";
import type { Primitives } from "../crypto/ports.ts";
import { type Checkpoint, parseCheckpoint } from "./checkpoint.ts";
import { checkCosignature } from "./cosignature.ts";
import { NoteError } from "./error.ts";
import { cosignerName, keyId, SIGNATURE_TYPE } from "./keys.ts";
import { checkLogSignature, type LogKey, logKeysOf } from "./log-signature.ts";
import { type Note, parseNote } from "./note.ts";

type SealPrimitives = Pick<Primitives, "sha256" | "verifyEd25519">;

/** Whose signatures make a checkpoint the seal of a block. Keys are 32 bytes and were admitted before. */
export interface SealPolicy {
  readonly origin: string;
  readonly logKeys: readonly Uint8Array[];
  readonly authorities: readonly { readonly id: string; readonly cosign: Uint8Array }[];
  /** Authorities needed, 1 to all of them. */
  readonly quorum: number;
}

export interface Seal {
  /** The note as it was read. */
  readonly text: string;
  readonly checkpoint: Checkpoint;
  /** In the order of the policy; `time` in POSIX seconds. */
  readonly cosigners: readonly { readonly id: string; readonly time: number }[];
  /** The k-th newest cosignature time (k = quorum): how old data under this seal is, POSIX seconds. */
  readonly time: number;
}

export interface SignedCheckpoint {
  readonly note: Note;
  readonly checkpoint: Checkpoint;
}

/** Reads a signed checkpoint; no signature is looked at. Throws `note.*` or `checkpoint.*`. */
export function readCheckpoint(text: string): SignedCheckpoint {
  const note = parseNote(text);
  return { note, checkpoint: parseCheckpoint(note.text) };
}

function checkLog(
  { note, checkpoint }: SignedCheckpoint,
  origin: string,
  logKeys: readonly LogKey[],
  primitives: SealPrimitives,
): void {
  if (checkpoint.origin !== origin) throw new NoteError("seal.origin");
  const signers = new Set<LogKey>();
  for (const line of note.signatures) {
    const key = checkLogSignature(note.text, line, origin, logKeys, primitives);
    if (key === undefined) continue;
    if (signers.has(key)) throw new NoteError("seal.duplicate");
    signers.add(key);
  }
  if (signers.size === 0) throw new NoteError("seal.no_log_signature");
}

/**
 * Opens a checkpoint that a log key of this origin signed. Cosignatures are not looked at. Throws
 * `note.*`, `checkpoint.*`, `seal.origin`, `seal.duplicate`, `seal.bad_signature` or
 * `seal.no_log_signature`.
 */
export function openCheckpoint(
  text: string,
  origin: string,
  logKeys: readonly Uint8Array[],
  primitives: SealPrimitives,
): SignedCheckpoint {
  const read = readCheckpoint(text);
  checkLog(read, origin, logKeysOf(origin, logKeys, primitives.sha256), primitives);
  return read;
}

/**
 * An Ed25519 cosignature does not name its cosigner in what it signs (C2SP tlog-cosignature), so two
 * authorities with one key would count twice.
 */
function checkPolicy(policy: SealPolicy): void {
  const count = policy.authorities.length;
  const ids = new Set(policy.authorities.map(({ id }) => id));
  const keys = new Set(policy.authorities.map(({ cosign }) => toHex(cosign)));
  const quorumFits = Number.isInteger(policy.quorum) && policy.quorum >= 1 && policy.quorum <= count;
  if (!quorumFits || ids.size !== count || keys.size !== count) throw new NoteError("seal.policy");
}

/** An authority with what its cosignatures are found by. */
interface Cosigner {
  readonly id: string;
  readonly name: string;
  readonly keyId: number;
  readonly publicKey: Uint8Array;
}

/** A policy that was found to be sound, with the ids of its keys. */
interface Roll {
  readonly logKeys: readonly LogKey[];
  readonly cosigners: readonly Cosigner[];
}

// One policy judges the seals of a whole epoch, and is not changed.
const rolls = new WeakMap<SealPolicy, Roll>();

function rollOf(policy: SealPolicy, { sha256 }: SealPrimitives): Roll {
  const known = rolls.get(policy);
  if (known !== undefined) return known;
  checkPolicy(policy);
  const cosigners = policy.authorities.map(({ id, cosign: publicKey }): Cosigner => {
    const name = cosignerName(policy.origin, id);
    return { id, name, keyId: keyId(name, SIGNATURE_TYPE.cosignature, publicKey, sha256), publicKey };
  });
  const roll = { logKeys: logKeysOf(policy.origin, policy.logKeys, sha256), cosigners };
  rolls.set(policy, roll);
  return roll;
}

/** As `verifySeal`, for a checkpoint that was read from `text` before. */
export function verifyRead(
  text: string,
  read: SignedCheckpoint,
  policy: SealPolicy,
  primitives: SealPrimitives,
): Seal {
  const roll = rollOf(policy, primitives);
  checkLog(read, policy.origin, roll.logKeys, primitives);
  const { note, checkpoint } = read;
  const cosigners: { id: string; time: number }[] = [];
  for (const { id, name, keyId: wanted, publicKey } of roll.cosigners) {
    const lines = note.signatures.filter((line) => line.keyId === wanted && line.name === name);
    if (lines.length > 1) throw new NoteError("seal.duplicate");
    for (const line of lines) {
      cosigners.push({ id, time: checkCosignature(note.text, line, publicKey, primitives) });
    }
  }
  if (cosigners.length < policy.quorum) throw new NoteError("seal.no_quorum");
  const newestFirst = cosigners.map(({ time }) => time).sort((a, b) => b - a);
  return { text, checkpoint, cosigners, time: newestFirst[policy.quorum - 1] as number };
}

/**
 * Verifies a seal: signed by a log key, cosigned by a quorum of distinct authorities. Lines by unknown
 * keys are ignored; a line by a known key that does not verify spoils the whole note, as does a second
 * line by the same key. A log signature never counts towards the quorum. Throws NoteError only.
 */
export function verifySeal(text: string, policy: SealPolicy, primitives: SealPrimitives): Seal {
  rollOf(policy, primitives);
  return verifyRead(text, readCheckpoint(text), policy, primitives);
}
