import { CodedError } from "../error.ts";

export type DidErrorCode = "did.syntax" | "did.unsupported" | "did.key";

/** A decentralized identifier that we do not read. */
export class DidError extends CodedError<DidErrorCode> {}
