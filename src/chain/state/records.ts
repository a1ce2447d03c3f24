/**
 * Rows of the registry's state. They are what the trust root commits to (docs/registry-format.md,
 * "Trust root"), so a member may be added only together with a new rules version. All are plain JSON:
 * hashes and keys base64url, times POSIX seconds, absent members left out.
 */

/** Text by language tag (BCP 47). */
export type LangMap = { readonly [language: string]: string };

/** A span of validity; `distrusted` ends trust earlier, also for what was signed before `to`. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly distrusted?: number;
}

export interface RegistryRecord {
  readonly name: LangMap;
  readonly origin: string;
  /** Log keys (Ed25519) the checkpoint may be signed with, newest last. */
  readonly log: readonly string[];
  /** What was asked for; the effective quorum is never below 1 + floor(2n/3). */
  readonly quorum: number;
  readonly rules: number;
  readonly engine: string;
  /** Amendments not yet in force, by height; each is folded in at the end of the block before it. */
  readonly pending?: readonly PendingAmendment[];
  /** Last entry on the subject `registry`. */
  readonly last: string;
}

export interface PendingAmendment {
  /** First height it counts at. */
  readonly from: number;
  /** Leaf index of its entry. */
  readonly leaf: number;
  readonly quorum?: number;
  readonly rules?: number;
  readonly engine?: string;
  readonly log?: string;
}

export interface AuthorityRecord {
  readonly id: string;
  readonly name: LangMap;
  /** Signs entries. */
  readonly entry: string;
  /** Cosigns checkpoints. */
  readonly cosign: string;
  readonly log?: string;
  /** Signs for it in the engine's consensus, where that is CometBFT. */
  readonly consensus?: string;
  /** Block time from which on it belongs to the set, and at which it left. */
  readonly admitted: number;
  readonly retired?: number;
  /** Why it left. */
  readonly reason?: string;
  /** Keys it had before, with the block time of the change. */
  readonly past: readonly {
    readonly entry: string;
    readonly cosign: string;
    readonly log?: string;
    readonly consensus?: string;
    readonly until: number;
  }[];
  readonly last: string;
}

export type OfficeKeyUse = "officer" | "credential" | "request";

export interface OfficeKey extends Span {
  readonly use: OfficeKeyUse;
  readonly key: string;
}

export interface IssueRight extends Span {
  readonly type: string;
}

export interface AskRight extends Span {
  readonly purpose: string;
  readonly label: LangMap;
  readonly claims: readonly { readonly type: string; readonly path: readonly string[] }[];
}

export interface OfficeRecord {
  readonly id: string;
  readonly name: LangMap;
  /** The authority that accredited it. */
  readonly by: string;
  readonly accredited: number;
  readonly withdrawn?: number;
  /** Why it was withdrawn. */
  readonly reason?: string;
  readonly keys: readonly OfficeKey[];
  readonly issues: readonly IssueRight[];
  readonly asks: readonly AskRight[];
  /** When it may take documents for deposit, in order, none overlapping; empty if never. */
  readonly deposits: readonly Span[];
  readonly last: string;
}

export type ClaimKind = "text" | "date" | "boolean" | "integer" | "image" | "place";

export interface ClaimDefinition {
  readonly path: readonly string[];
  readonly label: LangMap;
  readonly kind: ClaimKind;
  readonly required: boolean;
  readonly multiple?: boolean;
}

export interface TypeRecord {
  readonly id: string;
  /** Verifiable credential type of the SD-JWT VC. */
  readonly vct: string;
  readonly name: LangMap;
  readonly claims: readonly ClaimDefinition[];
  readonly unique?: {
    readonly claims: readonly (readonly string[])[];
    readonly normaliser: string;
    readonly keeper: string;
    readonly epoch: number;
    /** A change of tag key under way: the epoch it leads to and the last part taken. */
    readonly retag?: { readonly epoch: number; readonly part: number };
  };
  readonly approvals: 1 | 2;
  readonly consent: { readonly mode: "none" | "owners"; readonly parties: readonly string[] };
  /** Longest validity of a credential, seconds. */
  readonly validity: number;
  /** Age of status data, seconds, above which a verdict cannot tell. */
  readonly maxAge: { readonly online: number; readonly offline: number };
  /** Acts before which a wallet asks for its passphrase again; left out for none. */
  readonly reauth?: readonly ("present" | "sign")[];
  readonly by: string;
  readonly defined: number;
  readonly retired?: number;
  /** Why it was retired. */
  readonly reason?: string;
  readonly last: string;
}

/** Values of the Token Status List (section 7.1) as the status root holds them. */
export const STATUS = { valid: 0, invalid: 1, suspended: 2, replaced: 3 } as const;
export type Status = (typeof STATUS)[keyof typeof STATUS];

export interface CredentialRecord {
  readonly commitment: string;
  readonly office: string;
  readonly type: string;
  /** Place in its office's status list. */
  readonly index: number;
  readonly expires: number;
  /** Both or neither. */
  readonly tag?: string;
  readonly epoch?: number;
  readonly consent?: { readonly need: number; readonly keys: readonly string[] };
  readonly status: Status;
  /** Block time and leaf index of the issuing entry, and its hash. */
  readonly issued: {
    readonly time: number;
    readonly height: number;
    readonly leaf: number;
    readonly entry: string;
  };
  /** Block time of the last change of status, with its reason. */
  readonly changed?: { readonly time: number; readonly height: number; readonly reason: string };
  /** Commitment of what replaced it, or of what it replaced. */
  readonly successor?: string;
  readonly predecessor?: string;
  /** Set for good when it replaced another without the owners' consent: the reason. */
  readonly withoutConsent?: string;
  /**
   * The row stands for a batch of single-use copies: `commitment` is the root over them, `index` the
   * first of `count` places. What is said of single copies since stands in rows of their own.
   */
  readonly batch?: { readonly count: number };
  readonly last: string;
}

/** A copy of a batch whose state was changed; the others are as they were issued. */
export interface CopyRecord {
  readonly office: string;
  /** Place in its office's status list. */
  readonly index: number;
  readonly status: Status;
  readonly changed: { readonly time: number; readonly height: number; readonly reason: string };
  readonly last: string;
}

export interface DepositRecord {
  readonly digest: string;
  readonly office: string;
  readonly time: number;
  readonly leaf: number;
}
