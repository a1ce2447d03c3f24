export type CheckResult = "passed" | "failed" | "cannot tell";

const P = "passed" satisfies CheckResult;
const F = "failed" satisfies CheckResult;
const U = "cannot tell" satisfies CheckResult;

/**
 * Every finding a check can have, and the result it means. The code is `<check>.<finding>` and stable:
 * it is stored with past verdicts and printed by the command line. In the order in which checks are
 * shown. `alarm`: the registry has an unresolved alarm; `not_checked`: what it would look at is missing.
 */
export const FINDINGS = {
  /** The text is what it claims to be, canonically, and says what documents of its type say. */
  parses: { ok: P, malformed: F },
  /** Signed by a key of the office it names. */
  issuer_signature: {
    ok: P,
    bad: F,
    office_absent: F,
    key_absent: F,
    office_unknown: U,
    foreign_issuer: U,
    /** By a certificate that leads to a trust anchor which the person imported. */
    by_anchor: P,
    certificate_invalid: F,
    alarm: U,
    not_checked: U,
  },
  /** That office might issue this type with this key when it did (block time of the issuing entry). */
  office_accredited: {
    ok: P,
    office_absent: F,
    office_withdrawn: F,
    office_not_yet: F,
    key_not_active: F,
    key_distrusted: F,
    type_absent: F,
    type_not_allowed: F,
    office_unknown: U,
    type_unknown: U,
    time_unknown: U,
    alarm: U,
    not_checked: U,
  },
  /** Its issuing is recorded in a sealed block, as the document says it. */
  anchored: { ok: P, absent: F, receipt_invalid: F, mismatch: F, unknown: U, alarm: U, not_checked: U },
  /** Not suspended, revoked or replaced as of the block of the data. */
  status: {
    ok: P,
    revoked: F,
    suspended: F,
    replaced: F,
    unknown: U,
    /** Its issuer keeps no list; said only of issuers outside the registry. */
    not_kept: P,
    alarm: U,
    not_checked: U,
  },
  /** Within the time it gives itself. */
  validity: { ok: P, expired: F, not_yet: F, undated: F, not_checked: U },
  /** Presented by who holds the key it is bound to. */
  holder_bound: {
    ok: P,
    missing: F,
    bad: F,
    not_presented: U,
    /** Paper signs nothing; a person who looks may find that the carrier is the holder. */
    on_paper: U,
    by_person: P,
    not_checked: U,
  },
  /** Made for this request: nonce, audience, time. */
  request_bound: {
    ok: P,
    nonce: F,
    audience: F,
    too_early: F,
    too_late: F,
    expired: F,
    no_request: U,
    not_checked: U,
  },
  /** Nothing undisclosed, duplicated or unreferenced. */
  disclosures: { ok: P, unfit: F, not_checked: U },
  /** What was asked was answered. */
  answered: { ok: P, incomplete: F, unasked: F, no_request: U, not_checked: U },
  /** A person looked at the portrait and the visitor. Only where asked for. */
  person_compared: { ok: P, different: F, unsure: U, waiting: U },
  /** The data behind all this is young enough for the type. */
  data_fresh: { ok: P, stale: U, none: U, clock: U, type_unknown: U, alarm: U, not_checked: U },
} as const satisfies { readonly [name: string]: { readonly [finding: string]: CheckResult } };

export type CheckName = keyof typeof FINDINGS;
export type Finding<Name extends CheckName> = keyof (typeof FINDINGS)[Name] & string;
export type CheckCode = { [Name in CheckName]: `${Name}.${Finding<Name>}` }[CheckName];

export const CHECK_NAMES = Object.keys(FINDINGS) as readonly CheckName[];
