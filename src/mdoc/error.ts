import { CodedError } from "../error.ts";

export type MdocErrorCode =
  | "mdoc.too_large"
  | "mdoc.syntax"
  | "mdoc.version"
  | "mdoc.doc_type"
  | "mdoc.issuer_auth"
  | "mdoc.issuer_signature"
  | "mdoc.algorithm"
  | "mdoc.digest_algorithm"
  /** An element that the issuer did not sign, twice the same, or another than the one signed. */
  | "mdoc.digest"
  | "mdoc.digest_absent"
  | "mdoc.duplicate"
  | "mdoc.validity"
  | "mdoc.expired"
  | "mdoc.not_yet_valid"
  | "mdoc.device_key"
  | "mdoc.device_auth"
  | "mdoc.device_mac"
  | "mdoc.device_signature"
  | "mdoc.status"
  | "mdoc.claims"
  | "mdoc.no_element";

/** A mobile document (ISO 18013-5) that we refuse to read, to trust or to write. */
export class MdocError extends CodedError<MdocErrorCode> {}
