import { CodedError } from "../error.ts";

export type ExchangeErrorCode =
  | "exchange.syntax"
  | "exchange.too_large"
  | "exchange.signature"
  | "exchange.wrong_registry"
  | "exchange.wrong_office"
  | "exchange.expired"
  | "exchange.not_yet";

/** A message between a wallet and an office that cannot be used. */
export class ExchangeError extends CodedError<ExchangeErrorCode> {}
