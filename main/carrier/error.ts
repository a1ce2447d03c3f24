import { CodedError } from "../../src/error.ts";

export type CarrierErrorCode =
  /** Not a part of a message such as ours send. */
  | "carrier.not_part"
  /** The message is whole, and no text. */
  | "carrier.not_text"
  /** More parts than anybody would wait for. */
  | "carrier.too_long";

/** What codes that follow one another could not carry. */
export class CarrierError extends CodedError<CarrierErrorCode> {}
