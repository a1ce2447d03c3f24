import { CodedError } from "../../error.ts";

export type TagErrorCode =
  | "tag.normaliser"
  | "tag.value"
  | "tag.length"
  | "tag.character"
  | "tag.ambiguous"
  | "tag.key"
  | "tag.type"
  | "tag.epoch";

/** A natural key that cannot be brought to one form, or a tag asked for wrongly. */
export class TagError extends CodedError<TagErrorCode> {}
