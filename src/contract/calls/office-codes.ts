/** Of a change of which nothing is kept before it is sealed. */
export const CHANGE_CODES = [
  "wallet.passphrase_again",
  "office.none",
  "office.no_key",
  "office.older_data",
  "office.unknown_credential",
  "office.not_sent",
  "registry.full_only",
] as const;

/** Where another office keeps the tags of a type. */
export const KEEPER_CODES = [
  "office.no_keeper",
  "office.keeper_unreachable",
  "office.keeper_refused",
  "office.keeper_wrong",
] as const;

/** Of a signed message between wallet and office. */
export const EXCHANGE_CODES = [
  "exchange.syntax",
  "exchange.too_large",
  "exchange.signature",
  "exchange.wrong_registry",
  "exchange.wrong_office",
  "exchange.expired",
  "exchange.not_yet",
] as const;
