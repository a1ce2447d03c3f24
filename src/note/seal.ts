import { toHex } from "../bytes/hex.ts";
import type { Primitives } from "../crypto/ports.ts";
import { type Checkpoint, parseCheckpoint } from "./checkpoint.ts";
import { checkCosignature, isBy } from "./cosignature.ts";
import { NoteError } from "./error.ts";
import { cosignerName } from "./keys.ts";
import { checkLogSignature } from "./log-signature.ts";
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
  const note = parseNote(text);
  const checkpoint = parseCheckpoint(note.text);
  if (checkpoint.origin !== origin) throw new NoteError("seal.origin");
  const signers = new Set<string>();
  for (const line of note.signatures) {
    const key = checkLogSignature(note.text, line, origin, logKeys, primitives);
    if (key === undefined) continue;
    if (signers.has(toHex(key))) throw new NoteError("seal.duplicate");
    signers.add(toHex(key));
  }
  if (signers.size === 0) throw new NoteError("seal.no_log_signature");
  return { note, checkpoint };
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

/**
 * Verifies a seal: signed by a log key, cosigned by a quorum of distinct authorities. Lines by unknown
 * keys are ignored; a line by a known key that does not verify spoils the whole note, as does a second
 * line by the same key. A log signature never counts towards the quorum. Throws NoteError only.
 */
export function verifySeal(text: string, policy: SealPolicy, primitives: SealPrimitives): Seal {
  checkPolicy(policy);
  const { note, checkpoint } = openCheckpoint(text, policy.origin, policy.logKeys, primitives);
  const cosigners: { id: string; time: number }[] = [];
  for (const authority of policy.authorities) {
    const cosigner = { name: cosignerName(policy.origin, authority.id), publicKey: authority.cosign };
    const lines = note.signatures.filter((line) => isBy(line, cosigner, primitives));
    if (lines.length > 1) throw new NoteError("seal.duplicate");
    for (const line of lines) {
      const time = checkCosignature(note.text, line, authority.cosign, primitives);
      cosigners.push({ id: authority.id, time });
    }
  }
  if (cosigners.length < policy.quorum) throw new NoteError("seal.no_quorum");
  const newestFirst = cosigners.map(({ time }) => time).sort((a, b) => b - a);
  return { text, checkpoint, cosigners, time: newestFirst[policy.quorum - 1] as number };
}
