import { CodedError } from "../error.ts";

export type CryptoErrorCode = "crypto.key" | "crypto.small_order" | "crypto.signature" | "crypto.jwk";

/** A key or signature that has no business in Sealfolio. */
export class CryptoError extends CodedError<CryptoErrorCode> {}
