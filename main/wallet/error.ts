import { CodedError } from "../../src/error.ts";

export type WalletErrorCode =
  | "wallet.exists"
  | "wallet.none"
  | "wallet.weak_passphrase"
  | "wallet.no_os_store"
  | "recovery.none"
  | "recovery.mismatch"
  | "holder.unknown_office"
  | "holder.unknown_type"
  | "holder.unknown_credential"
  | "holder.not_for_us"
  | "holder.not_valid"
  | "holder.already_kept"
  | "holder.no_consent_key"
  | "present.asker_not_accredited"
  | "present.over_asking"
  | "present.refused"
  | "counter.no_office"
  | "counter.no_request_key"
  | "counter.unknown_type"
  | "counter.unknown_check"
  | "counter.not_waiting"
  | "office.none"
  | "office.no_key"
  | "office.unknown_type"
  | "office.unknown_credential"
  | "office.unknown_proposal"
  | "office.claims"
  | "office.wrong_type"
  | "office.consent_missing"
  | "office.unreachable"
  | "office.no_keeper"
  | "office.keeper_unreachable"
  | "office.keeper_refused"
  | "office.keeper_wrong"
  | "registry.full_only"
  /** This wallet's own copy of the chain; it is mended at the next start. */
  | "registry.damaged";

/** A service that could not do what was asked; nothing was changed. */
export class WalletError extends CodedError<WalletErrorCode> {}
