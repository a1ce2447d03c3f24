import type { EntryErrorCode } from "../../chain/entries/error.ts";
import type { ViolationCode } from "../../chain/entries/kinds/violation.ts";
import type { LedgerErrorCode } from "../../chain/ledger-error.ts";
import type { ChainProofErrorCode } from "../../chain/blocks/proof-error.ts";
import type { TagErrorCode } from "../../chain/tags/tag-error.ts";
import type { BytesErrorCode } from "../../bytes/error.ts";
import type { CborErrorCode } from "../../cbor/error.ts";
import type { CoseErrorCode } from "../../cose/error.ts";
import type { DidErrorCode } from "../../did/error.ts";
import type { MdocErrorCode } from "../../mdoc/error.ts";
import type { StatementErrorCode } from "../../chain/proofs/error.ts";
import type { TagCallErrorCode } from "../../chain/tags/tag-call.ts";
import type { CodeOf, CallName } from "../../contract/contract.ts";
import type { CsvErrorCode } from "../../csv/error.ts";
import type { WaitingCode } from "../../contract/copies-views.ts";
import type { CredentialErrorCode } from "../../credential/error.ts";
import type { CryptoErrorCode } from "../../crypto/error.ts";
import type { JsonErrorCode } from "../../json/error.ts";
import type { JwsErrorCode } from "../../jws/error.ts";
import type { MerkleErrorCode } from "../../merkle/error.ts";
import type { NoteErrorCode } from "../../note/error.ts";
import type { PaperErrorCode } from "../../paper/error.ts";
import type { PresentationErrorCode } from "../../presentation/error.ts";
import type { FaceMatcherErrorCode } from "../../verdict/face-matcher.ts";
import type { Words } from "../../language/sentences.ts";
import type { RECOVERY_EN } from "./recovery/en.ts";

/** Every code that some call may answer. */
export type CallCode = CodeOf<CallName>;

/** What a source did or what was found on disk, and alarms of the registry; they come as texts in views. */
export type FindingCode =
  | `source.${"unreachable" | "timeout" | "busy" | "too_large" | "redirect" | "missing" | "malformed"}`
  | `source.${"tile_mismatch" | "bundle_mismatch" | "seal_invalid" | "proof_invalid" | "record_invalid"}`
  | `source.${"epoch_invalid" | "trust_invalid" | "status_invalid" | "receipt_invalid" | "foreign"}`
  | `source.${"rules_broken" | "stale" | "fork"}`
  | "copy.damaged"
  | "copy.unreadable"
  | "copy.unusable"
  | "alarm.fork";

/** Why the registry refuses what an office sends in; the rest of its rules bind authorities only. */
export type RefusalCode = Extract<
  ViolationCode,
  | "after.stale"
  | `batch.${string}`
  | "commitment.known"
  | `consent.${string}`
  | `credential.${string}`
  | `expires.${string}`
  | `index.${string}`
  | "key.unknown"
  | "office.unknown"
  | "office.withdrawn"
  | "office.not_accredited"
  | `replace.${string}`
  | `sig.${string}`
  | "status.transition"
  | `tag.${string}`
  | "type.unknown"
  | "type.retired"
  | "type.retagging"
>;

/** What wallets answer about their ways in and their backups. */
export type RecoveryCode = keyof typeof RECOVERY_EN;

/** What the program, its vault and the person's own files may answer. */
export type ProgramCode = Exclude<
  Extract<CallCode, `${"call" | "database" | "vault" | "wallet" | "app" | "host" | "carrier"}.${string}`>,
  RecoveryCode
>;

/** What receiving from issuers, trusting them, and an office's own offers may answer. */
export type ReceivingCode = Extract<CallCode, `${"vci" | "receive" | "offers" | "trust"}.${string}`>;

/** What is wrong in a row of a table; they come as texts in views. */
export type BulkProblemCode = `bulk.${"missing" | "value" | "twice" | "key_twice" | "key_reused"}`;

/** What issuing from a table may answer. */
export type BulkCode = Extract<CallCode, `bulk.${string}`> | CsvErrorCode | BulkProblemCode;

/** What single-use copies may answer, and, in views, why somebody is left out of a batch. */
export type CopiesCode = Extract<CallCode, `copies.${string}` | "present.copies_spent"> | WaitingCode;

/** What printing a certificate may answer. */
export type PaperCode = Extract<CallCode, `paper.${string}`> | PaperErrorCode;

/** What an office's own face matcher may answer; most of it stands in views. */
export type MatcherCode = FaceMatcherErrorCode;

/** What holding, asking, issuing and following may answer. */
export type WalletCode = Exclude<
  CallCode,
  | ReceivingCode
  | BulkCode
  | CopiesCode
  | PaperCode
  | MatcherCode
  | ProgramCode
  | RecoveryCode
  | FindingCode
  | RefusalCode
  | PresentationErrorCode
>;

/** All that the window may be told; `unknown` is said of a code that it does not know. */
export type WindowCode =
  | ProgramCode
  | RecoveryCode
  | ReceivingCode
  | BulkCode
  | CopiesCode
  | PaperCode
  | MatcherCode
  | WalletCode
  | FindingCode
  | RefusalCode
  | PresentationErrorCode
  | "unknown";

export type FamilyOf<Code extends string> = Code extends `${infer First}.${string}` ? First : never;

/**
 * The first part of codes of which only a program's author learns more than of the part: what is wrong
 * with bytes from outside, and rules that bind authorities.
 */
export type Family = FamilyOf<
  | Exclude<ViolationCode, RefusalCode>
  | BytesErrorCode
  | CborErrorCode
  | ChainProofErrorCode
  | CoseErrorCode
  | CredentialErrorCode
  | CryptoErrorCode
  | DidErrorCode
  | EntryErrorCode
  | JsonErrorCode
  | JwsErrorCode
  | LedgerErrorCode
  | MdocErrorCode
  | MerkleErrorCode
  | NoteErrorCode
  | StatementErrorCode
  | TagCallErrorCode
  | TagErrorCode
>;

/** Words of one language for the codes of `Code`. */
export type CodeWords<Code extends string> = { readonly [code in Code]: Words };

/** Words by code or by its first part, `unknown` for everything else. */
export type CodeTable = { readonly unknown: Words; readonly [code: string]: Words };
