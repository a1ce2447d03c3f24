import { CodedError } from "../error.ts";

export type PresentationErrorCode =
  // Requests
  | "presentation.too_large"
  | "presentation.request_syntax"
  | "presentation.request_header"
  | "presentation.request_member"
  | "presentation.request_window"
  | "presentation.unsupported"
  | "presentation.transaction_data"
  | "presentation.query"
  | "presentation.query_too_large"
  | "presentation.link"
  | "presentation.client_id"
  // Fetching a request, sending an answer
  | "presentation.address"
  | "presentation.private_address"
  | "presentation.redirect"
  | "presentation.offline"
  | "presentation.unreachable"
  | "presentation.not_taken"
  // Responses
  | "presentation.response"
  | "presentation.declined"
  | "presentation.not_asked"
  | "presentation.incomplete"
  | "presentation.beyond_request"
  // Encryption of responses
  | "presentation.encryption"
  | "presentation.decryption"
  | "presentation.key"
  // Once only
  | "presentation.unknown_request"
  | "presentation.replayed"
  | "presentation.closed"
  | "presentation.expired";

/** A request or response that we refuse to read, to make or to take. */
export class PresentationError extends CodedError<PresentationErrorCode> {}
