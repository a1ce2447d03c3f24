import type { Primitives } from "../crypto/ports.ts";
import { checkCosignature } from "./cosignature.ts";
import { NoteError } from "./error.ts";
import { SIGNATURE_TYPE, type VerifierKey } from "./keys.ts";
import { parseNote } from "./note.ts";

/** An outside witness (C2SP tlog-witness) that saw a checkpoint. It says nothing about entries or rules. */
export interface WitnessedAt {
  readonly name: string;
  /** POSIX seconds. */
  readonly time: number;
}

/**
 * Which of these witnesses cosigned a checkpoint, and when. Never part of a seal: a witness has seen
 * no entry. A line by a known witness that does not verify counts as none, since whoever serves a note
 * may put anything under it. Throws `note.*`, or `note.vkey` for a key that is no cosigner's.
 */
export function readWitnesses(
  text: string,
  witnesses: readonly VerifierKey[],
  primitives: Pick<Primitives, "verifyEd25519">,
): WitnessedAt[] {
  const note = parseNote(text);
  return witnesses.flatMap(({ name, keyId, type, publicKey }) => {
    if (type !== SIGNATURE_TYPE.cosignature) throw new NoteError("note.vkey");
    const times = note.signatures
      .filter((line) => line.name === name && line.keyId === keyId)
      .flatMap((line) => {
        try {
          return [checkCosignature(note.text, line, publicKey, primitives)];
        } catch (error) {
          if (error instanceof NoteError) return [];
          throw error;
        }
      });
    return times.length === 0 ? [] : [{ name, time: Math.max(...times) }];
  });
}
