import { CodedError, codeOf } from "../../src/error.ts";

export type VciErrorCode =
  /** The text, code or file is no credential offer. */
  | "vci.offer"
  | "vci.too_large"
  /** An address that we do not open: not https, with a password in it, too long. */
  | "vci.address"
  | "vci.private_address"
  | "vci.redirect"
  | "vci.offline"
  | "vci.unreachable"
  /** The issuer answered with something that is not what the specification says. */
  | "vci.malformed"
  /** Metadata, type or format are not those of the offer. */
  | "vci.swapped"
  | "vci.unsupported"
  | "vci.code"
  /** The issuer does not know the offer any more: used, expired or taken back. */
  | "vci.gone"
  | "vci.refused"
  | "vci.denied"
  /** The browser's answer belongs to no question of ours. */
  | "vci.state"
  | "vci.waiting"
  | "vci.cancelled";

/** Receiving by OpenID4VCI that came to nothing; never carries what the issuer wrote. */
export class VciError extends CodedError<VciErrorCode> {}

const BY_HTTP: { readonly [code: string]: VciErrorCode } = {
  "http.url": "vci.address",
  "http.offline": "vci.offline",
  "http.private_address": "vci.private_address",
  "http.redirect": "vci.redirect",
  "http.too_large": "vci.too_large",
  "http.cancelled": "vci.cancelled",
};

/** An error of the door or the library, in our words: the library wraps what the door throws. */
export function asVciError(error: unknown): VciError {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 8; at = at.cause, depth++) {
    if (at instanceof VciError) return at;
    const code = codeOf(at);
    if (code?.startsWith("http.") === true)
      return new VciError(BY_HTTP[code] ?? "vci.unreachable", { cause: at });
  }
  return new VciError("vci.malformed", { cause: error });
}
