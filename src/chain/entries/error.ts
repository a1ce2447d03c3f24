import { CodedError } from "../../error.ts";

export type EntryErrorCode =
  | "entry.too_large"
  | "entry.utf8"
  | "entry.syntax"
  | "entry.too_deep"
  | "entry.not_canonical"
  | "entry.member"
  | "entry.kind"
  | "entry.by"
  | "entry.after"
  | "entry.body"
  | "entry.sigs";

/** Bytes that are no entry, whatever the registry holds. */
export class EntryError extends CodedError<EntryErrorCode> {}

export type BodyErrorCode =
  | "body.type"
  | "body.member"
  | "body.nothing"
  | "body.integer"
  | "body.text"
  | "body.language"
  | "body.id"
  | "body.hash"
  | "body.key"
  | "body.list"
  | "body.order"
  | "body.choice"
  | "body.span";

/** An entry's body that is not what its kind asks for. */
export class BodyError extends CodedError<BodyErrorCode> {}
