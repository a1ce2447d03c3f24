import { CodedError } from "../../src/error.ts";

export type HttpErrorCode =
  /** Not an http or https URL that we would open (credentials, fragment, too long). */
  | "http.url"
  /** The person switched the network off; nothing was opened. */
  | "http.offline"
  /** The name or address lies in a private or reserved range and the caller did not allow that. */
  | "http.private_address"
  | "http.unreachable"
  | "http.tls"
  | "http.timeout"
  | "http.cancelled"
  | "http.redirect"
  | "http.status"
  | "http.too_large"
  /** The body ended early or came in a content coding that was not asked for. */
  | "http.body";

/** Why no answer came. Neither URL nor body is part of it. */
export class HttpError extends CodedError<HttpErrorCode> {
  /** HTTP status, for `http.status` and `http.redirect`. */
  readonly status: number | undefined;

  constructor(code: HttpErrorCode, options?: { cause?: unknown; status?: number }) {
    super(code, options?.cause === undefined ? undefined : { cause: options.cause });
    this.status = options?.status;
  }
}
