import { CodedError } from "../../src/error.ts";

export type HostErrorCode =
  | "host.too_large"
  | "host.not_text"
  | "host.not_image"
  | "host.not_read"
  | "host.not_saved"
  | "host.not_copied"
  | "host.link_refused"
  | "host.link_failed"
  | "host.secret"
  /** No page is built. */
  | "host.no_page"
  | "host.no_browser"
  | "host.not_started"
  | "host.runs_already";

/** What the surroundings of the window could not do, or may not. */
export class HostError extends CodedError<HostErrorCode> {}
