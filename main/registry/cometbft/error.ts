import { CodedError } from "../../../src/error.ts";

export type CometErrorCode =
  /** A frame that is no uvarint and its bytes, is too long, or holds no request of ABCI. */
  | "comet.frame"
  | "comet.too_large"
  | "comet.request"
  /** The network begins with another registry, another state or other validators than this home has. */
  | "comet.genesis"
  /** A block to finalize or commit that does not follow what was decided before. */
  | "comet.order"
  /** A snapshot that is none. */
  | "comet.snapshot"
  /** The others' nodes cannot be asked, or do not show a block that today's authorities have signed. */
  | "comet.no_start"
  /** What was decided and stored does not follow the log. */
  | "comet.damaged"
  /** The program of the engine cannot be had, or ended by itself. */
  | "comet.no_binary"
  | "comet.ended"
  /** The engine does not answer just now, or has no room for more entries. */
  | "comet.unreachable"
  | "comet.busy";

/** What goes wrong between a registry's node and its consensus engine. */
export class CometError extends CodedError<CometErrorCode> {}
