import { CodedError } from "../error.ts";

export type BytesErrorCode = "bytes.base64" | "bytes.base64url" | "bytes.hex" | "bytes.utf8" | "bytes.length";

/** Text that is not the one canonical encoding of some bytes. */
export class BytesError extends CodedError<BytesErrorCode> {}
