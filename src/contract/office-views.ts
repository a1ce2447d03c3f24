import type { ClaimKind, LangMap } from "../chain/state/records.ts";
import type { HolderRole } from "../credential/holders.ts";
import type { RegisterRowView } from "./views.ts";
import type { ClaimView } from "../credential/claim-view.ts";

/** What an office sees of its own work. Times are POSIX seconds, hashes base64url. */

export interface DefinedClaimView {
  readonly path: readonly string[];
  readonly label: LangMap;
  readonly kind: ClaimKind;
  readonly required: boolean;
  readonly multiple: boolean;
  /** Worked out from other claims; whatever an officer gave for it would be replaced. */
  readonly derived: boolean;
}

export interface OfficeTypeView {
  readonly id: string;
  readonly vct: string;
  readonly name: LangMap;
  readonly claims: readonly DefinedClaimView[];
  /** Claims of which there may be only one in force with the same values; empty for none. */
  readonly unique: readonly (readonly string[])[];
  /** A replacement asks the owner, whose key request must bring a consent key. */
  readonly consent: boolean;
  /** Officers who must sign. */
  readonly approvals: 1 | 2;
  /** Longest that one is valid for, in seconds. */
  readonly validity: number;
  /** False once the right has ended or the type was retired. */
  readonly mayIssue: boolean;
}

export interface DuplicateView {
  /** `unfit`: the unique claims could be read in two ways, or not at all. */
  readonly state: "free" | "held" | "unfit";
  /** Of what is in force. */
  readonly commitment?: string;
  /** The same, if this wallet issued it. */
  readonly row?: RegisterRowView;
}

/** In force, on its way into the registry, or neither any more. */
export type RegisterGroup = "live" | "waiting" | "ended";

/** A part of what was found in the register, newest first. */
export interface FoundView {
  readonly rows: readonly RegisterRowView[];
  readonly found: number;
  /** In the whole register. */
  readonly total: number;
  /** When the oldest of all was signed, POSIX seconds. */
  readonly oldest?: number;
  readonly milliseconds: number;
}

/** One step in the life of a credential or of those before it. */
export interface PastView {
  readonly kind: "issued" | "suspended" | "reinstated" | "revoked" | "replaced";
  readonly at: number;
  /** Of the block. */
  readonly height: number;
  readonly reason?: string;
  /** Which credential it happened to. */
  readonly commitment: string;
}

/** `order`: a replacement that the owner is not asked about. */
export type OfficeAct = "suspend" | "reinstate" | "revoke" | "replace" | "renew" | "order";

/** What the rules allow with a credential as it stands, and the reasons that may be given. */
export interface ActView {
  readonly act: OfficeAct;
  readonly reasons: readonly string[];
}

/** What a second officer looks at before signing. */
export interface DraftView {
  /** Hand back to `office.approve` or `office.send_back`. */
  readonly draft: string;
  readonly kind: "issue" | "replace";
  readonly type: { readonly id: string; readonly name: LangMap };
  readonly commitment: string;
  readonly expires: number;
  /** As they will be. */
  readonly claims: readonly ClaimView[];
  /** In what capacity each of them will hold it. */
  readonly holders: readonly HolderRole[];
  /** Of what it takes the place of, where the first officer's wallet has it. */
  readonly before?: readonly ClaimView[];
  /** Commitment of what it takes the place of. */
  readonly old?: string;
  /** What happened to that so far. */
  readonly past: readonly PastView[];
  readonly reason?: string;
  /** SHA-256 of the order that stands for the owner's consent. */
  readonly order?: string;
  /** Owners who agreed. */
  readonly consents: number;
  /** This wallet's own officer signed it: another one must. */
  readonly isOwn: boolean;
}

/** A replacement that waits for its owner's answer. */
export interface ProposalView {
  /** Hand back to `office.complete_replacement`. */
  readonly proposal: string;
  readonly reason: string;
  readonly answerBy: number;
  /** As they will be. */
  readonly claims: readonly ClaimView[];
  /** Owners who must agree. */
  readonly need: number;
  /** Owners whose consent is kept already. */
  readonly given: number;
  /** The question, signed anew; absent while this office has no key that counts. */
  readonly consentRequest?: string;
}

export interface OfficeRecordView {
  readonly row: RegisterRowView;
  readonly typeName: LangMap;
  /** All of them, pictures too. */
  readonly claims: readonly ClaimView[];
  /** In what capacity each of them holds it. */
  readonly holders: readonly HolderRole[];
  /** Oldest first, with the credentials that this one took the place of. */
  readonly past: readonly PastView[];
  readonly acts: readonly ActView[];
  readonly proposals: readonly ProposalView[];
  /** It took another's place by an order, without the owner's consent: the reason. Marked for good. */
  readonly withoutConsent?: string;
  /** Commitments of what it replaced and of what replaced it. */
  readonly predecessor?: string;
  readonly successor?: string;
}
