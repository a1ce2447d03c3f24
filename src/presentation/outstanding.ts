import { refuse, ok, type Result } from "../result.ts";
import type { Query } from "./query.ts";

/** What an asker must remember of a request until its one answer came; plain JSON. */
export interface OutstandingRequest {
  readonly nonce: string;
  /** By this the answer is matched to its request. */
  readonly state: string;
  /** Audience of the answer's Key Binding JWTs. */
  readonly clientId: string;
  /** POSIX seconds. */
  readonly issued: number;
  readonly expires: number;
  readonly query: Query;
  readonly purpose: string;
  /** Where the asker keeps the private key that responses to this request are encrypted to. */
  readonly encryption: string;
  /** Of a request that lies where its asker listens. */
  readonly posted?: {
    readonly request: string;
    readonly responseUri: string;
    readonly encrypted: boolean;
    /** Somebody will compare the person with a portrait that is shown. */
    readonly compare: boolean;
  };
  /** When an answer was taken, POSIX seconds. */
  readonly answered?: number;
  /** The answer was that there is none. */
  readonly declined?: boolean;
  /** Row of the check that the answer led to. */
  readonly check?: string;
  /** When its asker closed the case without an answer, POSIX seconds. */
  readonly closed?: number;
}

/** `encryption` is the asker's own reference to the private part of the response key. */
export function describeOutstanding(
  draft: Pick<
    OutstandingRequest,
    "nonce" | "state" | "clientId" | "issued" | "expires" | "query" | "purpose"
  >,
  encryption: string,
): OutstandingRequest {
  const { nonce, state, clientId, issued, expires, query, purpose } = draft;
  return {
    nonce,
    state,
    clientId,
    issued,
    expires,
    query,
    purpose,
    encryption,
  };
}

export type AcceptCode =
  | "presentation.unknown_request"
  | "presentation.replayed"
  | "presentation.closed"
  | "presentation.expired";

/**
 * Takes the one answer to a request: gives back the request as it must be stored before anything is
 * done with the answer, in one step with reading it. A second answer is refused whatever it holds, and
 * so is one whose signature was changed into its other valid form, since the request alone decides.
 */
export function acceptOnce(
  outstanding: OutstandingRequest | undefined,
  now: number,
): Result<OutstandingRequest & { readonly answered: number }, AcceptCode> {
  if (outstanding === undefined) return refuse("presentation.unknown_request");
  if (outstanding.answered !== undefined) return refuse("presentation.replayed");
  if (outstanding.closed !== undefined) return refuse("presentation.closed");
  if (now >= outstanding.expires) return refuse("presentation.expired");
  return ok({ ...outstanding, answered: now });
}
