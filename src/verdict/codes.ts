/**
 * Every outcome a check can have, by check: `<check>.<what>`. Stable: they are stored with past checks
 * and printed by the command line. `ok` alone means passed; what the others mean is said in `words.ts`.
 */
export const CHECK_CODES = {
  parses: ["ok", "malformed"],
  issuer_signature: [
    "ok",
    "bad",
    "office_absent",
    "office_unknown",
    "key_absent",
    "foreign_issuer",
    "alarm",
    "not_checked",
  ],
  office_accredited: [
    "ok",
    "office_absent",
    "office_unknown",
    "office_withdrawn",
    "office_not_yet",
    "key_not_active",
    "key_distrusted",
    "type_absent",
    "type_unknown",
    "type_not_allowed",
    "time_unknown",
    "alarm",
    "not_checked",
  ],
  anchored: ["ok", "absent", "unknown", "receipt_invalid", "mismatch", "alarm", "not_checked"],
  status: ["ok", "revoked", "suspended", "replaced", "unknown", "alarm", "not_checked"],
  validity: ["ok", "expired", "not_yet", "undated", "not_checked"],
  holder_bound: ["ok", "missing", "bad", "no_key", "not_presented", "not_checked"],
  request_bound: ["ok", "nonce", "audience", "too_early", "too_late", "expired", "no_request", "not_checked"],
  disclosures: ["ok", "unfit", "not_checked"],
  answered: ["ok", "incomplete", "unasked", "no_request", "not_checked"],
  person_compared: ["ok", "different", "unsure", "waiting"],
  data_fresh: ["ok", "stale", "none", "clock", "type_unknown", "alarm", "not_checked"],
} as const;

type Codes = typeof CHECK_CODES;
export type CheckCodeOf<Name extends keyof Codes> = `${Name}.${Codes[Name][number]}`;
export type CheckCode = { [Name in keyof Codes]: CheckCodeOf<Name> }[keyof Codes];
