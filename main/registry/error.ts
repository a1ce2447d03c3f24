import { CodedError } from "../../src/error.ts";

export type RegistryErrorCode =
  /** A home's configuration is not one. */
  | "registry.config"
  /** A home where there must be none, or none where there must be one. */
  | "registry.exists"
  | "registry.missing"
  /** Founders' ids that are none or twice the same, or too many of them. */
  | "registry.authorities"
  /** A genesis entry that no node would take. */
  | "registry.genesis"
  /** A key file that is not one, or that others may read. */
  | "registry.key"
  | "registry.key_mode"
  /** A key that the registry does not name for who holds it. */
  | "registry.foreign_key"
  /** The stored log is not what was sealed, or another registry's. */
  | "registry.damaged"
  | "registry.foreign"
  /** The store is damaged, and is not rebuilt: mirrors have less than what was sealed or cosigned. */
  | "registry.repair_behind"
  /** A cosigner cannot say what it holds, so a size might come to be signed twice. */
  | "registry.repair_unsure"
  /** An authority's cosigner has a damaged copy; it must not forget what it signed, so nothing repairs it. */
  | "registry.cosigner_damaged"
  /** Mirrors show two histories. */
  | "registry.repair_fork"
  /** Entries that were acknowledged and never sealed may be gone with a damaged store. */
  | "registry.pending_lost"
  /** Not taken now: too much is pending, or the store cannot be written. */
  | "registry.busy"
  | "registry.store"
  /** A node's answer is not of the registry's form. */
  | "registry.answer"
  /** A kind of entry that one authority cannot decide alone. */
  | "registry.not_alone"
  /** The node that this one mirrors does not answer. */
  | "registry.upstream"
  | "registry.closed"
  /** The engine has stopped for good; its fault says why. */
  | "registry.stopped"
  /** Another engine makes its blocks now. */
  | "registry.moved"
  /** It cannot be moved from here: a cosigner's home is elsewhere, or holds another history. */
  | "registry.immovable"
  /** A body that is not of C2SP tlog-mirror's form; entries without a checkpoint to stand under. */
  | "mirror.syntax"
  | "mirror.no_checkpoint"
  /** The stored proposal no longer follows the log, or a rule refuses it. */
  | "engine.proposal"
  /** So many cosigners refused a proposal for a rule that it can never be sealed. */
  | "engine.refused"
  /** Cosigners hold more than the log itself: it was put back to an older state. */
  | "engine.rollback";

/** What keeps a node of a registry from doing its work. */
export class RegistryError extends CodedError<RegistryErrorCode> {}
