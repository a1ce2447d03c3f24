import { CodedError } from "../../src/error.ts";

/** What a source did, or what was found on our own disk. Stored with findings and shown to the person. */
export const FINDING_CODES = [
  "source.unreachable",
  "source.timeout",
  "source.busy",
  "source.too_large",
  "source.redirect",
  /** Has not got what was asked for. */
  "source.missing",
  /** Answers in a form that is not the registry's. */
  "source.malformed",
  /** A tile that does not hash to what stands above it. */
  "source.tile_mismatch",
  /** An entry bundle whose leaves do not hash to their tile. */
  "source.bundle_mismatch",
  "source.seal_invalid",
  "source.proof_invalid",
  "source.record_invalid",
  "source.epoch_invalid",
  "source.trust_invalid",
  "source.status_invalid",
  "source.receipt_invalid",
  /** Another registry's first entry. */
  "source.foreign",
  /** Validly sealed, but a rule refuses an entry of it. */
  "source.rules_broken",
  /** Offers less than we already follow. */
  "source.stale",
  /** Offers a validly sealed history that is not ours. */
  "source.fork",
  /** Rows of our own copy that are not what was sealed; they are fetched again. */
  "copy.damaged",
  /** Our own file was unreadable; it was set aside and begun anew. */
  "copy.unreadable",
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

/** One source did not serve; another one may. */
export class SourceError extends CodedError<FindingCode> {}

export type FollowErrorCode =
  /** No source gave an answer that fits. */
  | "follow.no_source"
  /** The network is switched off. */
  | "follow.offline"
  | "follow.cancelled"
  /** The newest block went on while we read; try again. */
  | "follow.moved"
  /** A quorum sealed a block that breaks a rule; it is not taken in. */
  | "follow.rules_broken"
  /** The registry goes on by rules that this program does not know yet. */
  | "follow.newer_rules"
  /** The pinned registry id is none. */
  | "follow.registry_id"
  /** Our own file is not one of ours or contradicts itself. */
  | "copy.unusable"
  /** No evidence of that number. */
  | "follow.unknown_alarm";

/** Following came to no end; what was accepted before stands. */
export class FollowError extends CodedError<FollowErrorCode> {}
