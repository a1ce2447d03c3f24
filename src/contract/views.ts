import type { HeldCopiesView } from "./copies-views.ts";
import type { LangMap } from "../chain/state/records.ts";
import type { HolderRole } from "../credential/holders.ts";
import type { ClaimView } from "../credential/claim-view.ts";
import type { FaceView } from "./matcher-view.ts";
import type { LifeStepView } from "./paper-views.ts";
import type { JsonValue } from "../json/value.ts";
import type { Check, DataAge, Outcome, Verdict } from "../verdict/verdict.ts";

/**
 * The only shapes that leave main. Times are POSIX seconds, hashes and keys base64url; nothing here is
 * ever a private key or a passphrase.
 */

export type FollowMode = "full" | "light";

export interface SourceView {
  readonly url: string;
  readonly state: "good" | "marked" | "unreachable" | "unused";
}

/** Something a source gave that did not fit, or damage found on disk; the data was fetched elsewhere. */
export interface FindingView {
  readonly code: string;
  readonly source: string;
  readonly at: number;
  /** What it was about, in the registry's own numbers ("tile 0/3", "block 17"), never a local path. */
  readonly place: string;
}

export interface RegistryView {
  readonly id: string;
  readonly name?: LangMap;
  readonly mode: FollowMode;
  readonly age?: DataAge;
  readonly size: number;
  readonly authorities: readonly {
    readonly id: string;
    readonly name: LangMap;
    readonly cosigned: boolean;
  }[];
  readonly quorum: number;
  readonly sources: readonly SourceView[];
  readonly findings: readonly FindingView[];
  readonly alarm?: string;
}

/** The recovery words, or the operating system's own store for secrets. */
export type WayIn = "recovery" | "os";

export interface WalletView {
  readonly state: "none" | "locked" | "open";
  /** Set when locked: seconds until another passphrase may be tried. */
  readonly waitSeconds?: number;
  /** Ways in beside the passphrase; left out where there are none. */
  readonly ways?: readonly WayIn[];
  /** Set when open: new recovery words wait to be looked at and confirmed. */
  readonly wordsWait?: true;
  readonly office?: { readonly id: string; readonly name?: LangMap; readonly accredited: boolean };
  /**
   * The registry holds acts signed with this wallet's own key that it knows nothing of, in blocks
   * `from` to `to`: its data were put back. Until `office.accept_gap` nothing is signed.
   */
  readonly gap?: { readonly acts: number; readonly from: number; readonly to: number };
  readonly registry?: RegistryView;
}

/** Backups of this wallet; times in POSIX seconds. */
export interface BackupView {
  readonly folder?: string;
  readonly every: "off" | "daily" | "weekly";
  /** Whether there are recovery words, which backups made by themselves are locked for. */
  readonly words: boolean;
  /** The last one that was written and read back. */
  readonly last?: { readonly at: number; readonly name: string; readonly size: number };
  /** Code of the last attempt, where that failed. */
  readonly failed?: string;
  /** When one was last proved to open. */
  readonly rehearsed?: number;
  /** Set in a wallet that came out of a backup. */
  readonly restored?: { readonly at: number; readonly made: number };
}

export interface RehearsalView {
  readonly made: number;
  /** Certificates that would come back, each with its key. */
  readonly certificates: number;
  /** Those that would have to be issued again. */
  readonly missing: readonly { readonly type: LangMap; readonly office: LangMap; readonly kept: number }[];
  /** An office's register: entries that would come back, and those that would not. */
  readonly issued: number;
  readonly issuedMissing: number;
}

export interface RecoveryWordsView {
  readonly words: readonly string[];
  /** Places that are asked back, from 1. */
  readonly ask: readonly number[];
}

export interface SyncView {
  readonly height: number;
  readonly size: number;
  readonly age: DataAge;
  readonly newBlocks: number;
  /** What this sync itself found; all of them are in `RegistryView.findings`. */
  readonly findings: readonly FindingView[];
  /** Code of an alarm that a person must look into first; nothing was taken in then. */
  readonly alarm?: string;
}

export type CredentialState = "valid" | "suspended" | "revoked" | "replaced" | "expired" | "cannot tell";

/** In what capacity this wallet holds something, and how many hold it with it; left out for a sole holder's own. */
export interface HeldByView {
  readonly role: HolderRole;
  readonly count: number;
}

export interface CredentialView {
  /** Of this wallet only. */
  readonly id: string;
  readonly commitment: string;
  readonly type: { readonly id: string; readonly vct: string; readonly name: LangMap };
  readonly office: { readonly id: string; readonly name: LangMap };
  readonly claims: readonly ClaimView[];
  /** Block that holds the issuing entry; absent while this copy has not followed it. */
  readonly issued?: { readonly height: number; readonly time: number; readonly entry: string };
  readonly expires: number;
  readonly state: CredentialState;
  readonly successor?: string;
  readonly age?: DataAge;
  readonly withConsentKey: boolean;
  readonly heldBy?: HeldByView;
  /** From when its issuer gives the next one when asked (`receive.renew`); absent where it does not. */
  readonly renewableFrom?: number;
  /** Set where it is no SD-JWT VC of an office of the registry: an mdoc, or of an issuer outside. */
  readonly outside?: {
    readonly format: "dc+sd-jwt" | "mso_mdoc";
    /** Address that it was received from. */
    readonly issuer: string;
    readonly copies: number;
  };
  /** Set where it is there as single-use copies. */
  readonly copies?: HeldCopiesView;
  /** Replaced, and its owner did not agree to that. */
  readonly withoutConsent: boolean;
}

/** A credential that came from an office, looked at before it is kept. */
export interface OfferedCredentialView extends Omit<CredentialView, "id"> {
  /** Hand back to `holder.keep` or `holder.refuse`. */
  readonly delivery: string;
  readonly verdict: Verdict;
}

export interface AskedClaimView {
  readonly path: readonly string[];
  readonly label: LangMap;
  readonly optional: boolean;
  /** The asker may not ask for it for this purpose. */
  readonly overAsked: boolean;
}

export interface AskedCredentialView {
  readonly query: string;
  readonly typeName?: LangMap;
  /** Left out for an SD-JWT VC. */
  readonly format?: "mso_mdoc";
  /** Several credentials may answer it. */
  readonly multiple?: boolean;
  readonly claims: readonly AskedClaimView[];
  readonly fitting: readonly FittingView[];
}

export interface FittingView {
  readonly id: string;
  /** Paths of `claims`: the first of the asker's sets that it satisfies. */
  readonly preferred: readonly (readonly string[])[];
  /** Exactly what would leave if just these were approved. */
  readonly leaves: readonly ClaimView[];
  /** What leaves whatever is approved: its issuer did not let it be withheld. */
  readonly always: readonly ClaimView[];
  /** In step with `claims`: what approving each opens beside that. */
  readonly opens: readonly (readonly ClaimView[])[];
  readonly heldBy?: HeldByView;
}

export interface RequestView {
  /** Hand back to `present.answer`. */
  readonly request: string;
  readonly asker: {
    /** `known`: no office of the registry, but its certificate leads to one that the person trusts. */
    readonly state: "accredited" | "known" | "unaccredited" | "cannot tell";
    readonly code: string;
    readonly office?: string;
    readonly name?: LangMap;
    readonly age?: DataAge;
  };
  readonly purpose: { readonly id?: string; readonly label?: LangMap };
  /** Absent where the request names no end. */
  readonly expires?: number;
  /** Host that the answer is sent to (`present.send`); absent where it goes back as the request came. */
  readonly sentTo?: { readonly host: string; readonly encrypted: boolean };
  /** Where not all that is asked is needed: each required set wants all queries of one of its options. */
  readonly sets?: readonly { readonly required: boolean; readonly options: readonly (readonly string[])[] }[];
  /** Why nobody should answer, whoever asks: the code. */
  readonly refusal?: string;
  readonly asked: readonly AskedCredentialView[];
  readonly overAsking: boolean;
}

export interface AskView {
  /** Id of the outstanding request; its one answer is accepted once. */
  readonly id: string;
  /** The signed request object, to be passed on as it is. */
  readonly request: string;
  readonly expires: number;
  /** Where the request lies, for any wallet of OpenID4VP (`counter.case` tells of its answer). */
  readonly link?: string;
}

/** How far a request is that lies where this counter listens. */
export interface CaseView {
  readonly state: "waiting" | "answered" | "declined" | "closed" | "expired";
  /** Of its row among the past checks. */
  readonly check?: string;
  /** Until the case is closed or the wallet locked. */
  readonly checked?: CheckedView;
}

/** A right of this office to ask, as it counts today. */
export interface PurposeView {
  readonly id: string;
  readonly label: LangMap;
  /** The types it reaches, each with the claims that may be asked for, in the type's order. */
  readonly documents: readonly {
    readonly vct: string;
    readonly type: string;
    readonly name: LangMap;
    readonly claims: readonly AskableClaimView[];
  }[];
}

export interface AskableClaimView extends Omit<ClaimView, "value"> {
  /** Every document of the type has it. */
  readonly required: boolean;
}

export interface CheckedView {
  readonly verdict: Verdict;
  /** The request it answered; absent for a file checked on its own. */
  readonly request?: string;
  /** Of its row among the past checks. */
  readonly check: string;
  /** What each document of the verdict shows, in its order; empty where the type is not known. */
  readonly shown: readonly (readonly ClaimView[])[];
  /**
   * For each document the steps in the life of what it is about, oldest first; empty where there is one
   * alone, or where this copy cannot tell.
   */
  readonly life: readonly (readonly LifeStepView[])[];
  /** It came on paper. */
  readonly onPaper?: true;
}

/** A check made before: what came of it, and nothing of what was shown. */
export interface PastCheckView {
  readonly id: string;
  readonly at: number;
  readonly outcome: Outcome;
  readonly checks: readonly Pick<Check, "name" | "result" | "code">[];
  /** What was asked for; absent for a file checked on its own. */
  readonly purpose?: { readonly id: string; readonly label?: LangMap };
  readonly onPaper?: true;
  /** Where a program was to compare faces; it decides nothing. */
  readonly face?: FaceView;
  /**
   * Made without a network and so made again once the data are newer: it waits, it held, or it turned
   * by `check`. `isNew`: nobody has said to have seen that.
   */
  readonly again?: {
    readonly state: "waiting" | "held" | "turned";
    readonly at?: number;
    readonly check?: Pick<Check, "name" | "result" | "code">;
    readonly isNew?: true;
  };
}

/** `waiting`: for the second officer. */
export type IssuedState = "waiting" | "signed" | "submitted" | "sealed" | "refused";

export interface RegisterRowView {
  readonly commitment: string;
  readonly type: string;
  readonly state: IssuedState;
  readonly code?: string;
  readonly status?: CredentialState;
  readonly entry: string;
  readonly height?: number;
  readonly issued: number;
  readonly expires: number;
  /** Claims as issued, for the office's own register. */
  readonly claims: { readonly [claim: string]: JsonValue };
  /** Why the second officer sent it back. */
  readonly note?: string;
}

export interface IssueView {
  readonly row: RegisterRowView;
  /** For the second officer, while it waits for one. */
  readonly draft?: string;
  /** The credential, encrypted for the holder's wallet; present once sealed. */
  readonly delivery?: string;
  /** The same for each of several, the first too, encrypted to their own keys. */
  readonly deliveries?: readonly { readonly role: HolderRole; readonly delivery: string }[];
}

/** How a change of status went: the registry took it, or a rule refused it with `code`. */
export interface ChangeView {
  readonly state: "submitted" | "sealed" | "refused";
  readonly code?: string;
  readonly entry: string;
  readonly row?: RegisterRowView;
}

/** A claim of a certificate that will say something else once it is replaced. */
export interface ClaimChangeView extends Omit<ClaimView, "value"> {
  /** Absent where it is new. */
  readonly before?: JsonValue;
  /** Absent where it is left out. */
  readonly after?: JsonValue;
}

export interface ConsentView {
  /** Hand back to `holder.consent`. */
  readonly request: string;
  readonly office: { readonly id: string; readonly name?: LangMap };
  readonly credential: CredentialView;
  readonly reason: string;
  readonly expires: number;
  /** As the office tells it; absent where it does not. */
  readonly changes?: readonly ClaimChangeView[];
}

export interface ActivityRowView {
  readonly at: number;
  /** Place in the log; `activity.list` goes on before it. */
  readonly seq: number;
  readonly kind: string;
  readonly outcome: "done" | "refused" | "failed";
  readonly code?: string;
  /** An id of the registry, or what an asker calls itself. */
  readonly party?: string;
  /** Where this wallet's copy of the registry knows it. */
  readonly partyName?: LangMap;
  /** Names of claims, never values. */
  readonly asked?: readonly string[];
  readonly given?: readonly string[];
}

export interface BlockView {
  readonly height: number;
  readonly time: number;
  readonly first: number;
  readonly count: number;
  readonly record: string;
  readonly previous: string;
  readonly epoch: number;
}

/** An entry of the chain, as a block lists it. */
export interface EntryView {
  /** Place in the log. */
  readonly index: number;
  readonly hash: string;
  /** As docs/registry-format.md names it, "credential.issue". */
  readonly kind: string;
  /** `registry`, or the id of the authority or office that signed; its name as the registry has it now. */
  readonly by: string;
  readonly byName?: LangMap;
  readonly signatures: number;
  /** Name of the authority, office or type that it is about. */
  readonly about?: LangMap;
  /** Commitment of the credential that it is about; of the new one where one takes another's place. */
  readonly commitment?: string;
  readonly reason?: string;
  /** Where this wallet holds that credential: among its certificates by id, or in its office's register. */
  readonly held?: { readonly as: "certificate" | "record"; readonly id: string };
}

export interface EntryDetailView extends EntryView {
  readonly height: number;
  /** The entry before it on the same subject; zeros for the first. */
  readonly after: string;
  readonly body: JsonValue;
  readonly keys: readonly string[];
  /** The leaf itself, base64url. */
  readonly bytes: string;
}
