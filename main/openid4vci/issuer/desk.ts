import type { LangMap } from "../../../src/chain/state/records.ts";
import type { P256Jwk } from "../../../src/crypto/p256-jwk.ts";

/** For which an access token is given. */
export const TOKEN_SECONDS = 86_400;

export type IssuedFormat = "dc+sd-jwt" | "mso_mdoc";

/** A kind of credential that an office issues in one format. */
export interface IssuedConfiguration {
  readonly id: string;
  readonly format: IssuedFormat;
  /** `vct`, and the document type of an mdoc. */
  readonly type: string;
  readonly names: LangMap;
  readonly claims: readonly {
    readonly path: readonly string[];
    readonly names: LangMap;
    readonly mandatory: boolean;
  }[];
  /** Single-use copies that whoever asks gets, a key for each; absent where it is one credential. */
  readonly copies?: number;
}

/** What stands behind an offer's code or token; the desk keeps it, also across a restart. */
export interface OpenOffer {
  readonly id: string;
  readonly configuration: string;
  /** Digits of the transaction code; 0 where none is asked for. */
  readonly txCodeLength: number;
  readonly code: string;
}

export type IssuedAnswer =
  | {
      readonly state: "issued";
      /** One for each key, in their order. */
      readonly credentials: readonly { readonly credential: string; readonly receipt: string }[];
    }
  /** `interval`: seconds before which it is of no use to ask again. */
  | { readonly state: "pending"; readonly interval?: number }
  | { readonly state: "refused" }
  /** Keys that somebody else asked with. */
  | { readonly state: "unfit" };

/** An office as its OpenID4VCI server needs it. Nothing here throws for what a stranger sent. */
export interface IssuerDesk {
  readonly names: LangMap;
  readonly configurations: () => readonly IssuedConfiguration[];
  /** An offer that may still be collected, by its id. */
  readonly find: (id: string) => OpenOffer | undefined;
  /** Takes a code once and remembers the token and the key it is bound to; undefined for one that is not taken. */
  readonly redeem: (
    code: string,
    txCode: string | undefined,
    token: {
      readonly hash: string;
      readonly boundTo: string | undefined;
      /** Of the refresh token that goes with it. */
      readonly refresh: string | undefined;
    },
  ) => OpenOffer | undefined;
  /** Whether a refresh token is taken for the next of what it was given with; the new access token then stands for that. */
  readonly refresh: (hash: string, token: { readonly hash: string; readonly boundTo: string }) => boolean;
  /** The offer that a token was given for. */
  readonly byToken: (hash: string) =>
    | (Pick<OpenOffer, "id" | "configuration"> & {
        readonly boundTo: string | undefined;
        /** Its time is over: it still says what became of what it fetched, and fetches nothing more. */
        readonly isOver: boolean;
        /** Whose it is stands: keys that are shown now change nothing. */
        readonly isSigned: boolean;
        /** Keys that are asked for, where it is to be single-use copies. */
        readonly copies?: number;
      })
    | undefined;
  /**
   * Issues once, to as many keys as the configuration has copies, else to one; asked again, it says what
   * became of it. What nobody has signed yet goes to the keys that were shown last.
   */
  readonly issue: (offer: string, holders: readonly P256Jwk[]) => Promise<IssuedAnswer>;
  /** What became of it since; undefined where it was never asked for. */
  readonly progress: (offer: string) => Promise<IssuedAnswer | undefined>;
  readonly notified: (offer: string, event: string) => void;
  /** This office's list as a signed token, for wallets that follow no registry. */
  readonly statusList: () => string | undefined;
}
