import type { OfficeRecord, Status, TypeRecord } from "../chain/state/records.ts";

/** A block by its height, and a time in POSIX seconds (what time it is, the member says). */
export interface Moment {
  readonly height: number;
  readonly time: number;
}

/** What a copy of the registry knows of the entry that issued a credential. */
export type Anchoring =
  | {
      readonly state: "sealed";
      /** Hash of the issuing entry. */
      readonly entry: string;
      /** The block that holds it: this is when the office signed, whatever `iat` says. */
      readonly height: number;
      readonly time: number;
      readonly office: string;
      readonly type: string;
      readonly index: number;
      /** Of a single-use copy: its place is one of so many from `index` on. */
      readonly places?: number;
      readonly expires: number;
      /** Set when it replaced another without the owners' consent: the reason. */
      readonly withoutConsent?: string;
    }
  /** Only a full copy can say that an entry does not exist. */
  | { readonly state: "absent" }
  /** Neither held nor proven by the receipt, or the receipt is of a block that this copy has yet to follow. */
  | { readonly state: "unknown" }
  /** A receipt was given and it does not hold; `code` is that of the error (`receipt.*`, `proof.*`, `seal.*`). */
  | { readonly state: "invalid"; readonly code: string };

export type StatusFinding =
  | {
      readonly state: "known";
      readonly status: Status;
      /** Reason code of the last change, where this copy holds it. */
      readonly reason?: string;
      /** Block of the last change. */
      readonly changed?: Moment;
      /** Commitment of what replaced it. */
      readonly successor?: string;
      /** Given where the chunk is of an older block than `age()`: the block, and its seal's age. */
      readonly asOf?: Moment;
    }
  | { readonly state: "unknown" };

/**
 * What a verdict asks of somebody's own copy of the registry, full or light. Every answer is read from
 * data under an accepted seal, as of `age()` unless it says otherwise, and is given at once: nothing
 * here fetches. `absent` is a fact of the registry, `unknown` a gap in this copy; a copy that holds a
 * record only as of an older block than `age()` answers `unknown`, or says so in `officeAsOf`.
 *
 * The same record is the same object for as long as it does not change: what is derived from it
 * (thumbprints) is kept by its identity.
 */
export interface RegistryView {
  /** Registry id, base64url. */
  readonly id: string;
  /** Newest sealed data this copy follows: its height, and the k-th newest cosignature time of its seal; undefined before the first sync. */
  age(): Moment | undefined;
  /** Code of an unresolved alarm (fork, rollback), which makes every verdict `cannot tell`. */
  alarm(): string | undefined;
  office(id: string): OfficeRecord | "absent" | "unknown";
  /** The block as of which `office(id)` answers, where that is not the one of `age()`. */
  officeAsOf?(id: string): Moment | undefined;
  typeByVct(vct: string): TypeRecord | "absent" | "unknown";
  /** The issuing fact of a credential, from the own full copy or from a receipt (docs/registry-format.md, "Receipt") that it verifies. */
  anchored(commitment: string, receipt?: string): Anchoring;
  /** Status at a place of an office's list; `commitment` lets a full copy add reason and successor. */
  status(at: { readonly office: string; readonly index: number; readonly commitment: string }): StatusFinding;
}
