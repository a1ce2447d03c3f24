import { CodedError } from "../error.ts";

export type NoteErrorCode =
  | "note.too_large"
  | "note.encoding"
  | "note.syntax"
  | "note.name"
  | "note.signature"
  | "note.too_many_signatures"
  | "note.vkey"
  | "checkpoint.syntax"
  | "checkpoint.origin"
  | "checkpoint.size"
  | "checkpoint.root"
  | "checkpoint.extension"
  | "seal.policy"
  | "seal.origin"
  | "seal.duplicate"
  | "seal.bad_signature"
  | "seal.time"
  | "seal.unknown_signer"
  | "seal.no_log_signature"
  | "seal.no_quorum"
  | "proof.too_large"
  | "proof.syntax"
  | "proof.index"
  | "proof.extra"
  | "proof.hash";

/** A signed note, checkpoint, seal or proof file that is malformed or does not hold. */
export class NoteError extends CodedError<NoteErrorCode> {}
