import { CodedError } from "../../src/error.ts";

export type VaultErrorCode =
  | "vault.missing"
  | "vault.exists"
  | "vault.closed"
  | "vault.locked"
  | "vault.unlocked"
  | "vault.busy"
  | "vault.passphrase"
  | "vault.wrong_passphrase"
  | "vault.wait"
  | "vault.kdf_params"
  | "vault.kdf_failed"
  | "vault.damaged"
  | "vault.tampered"
  | "vault.read_only"
  | "vault.stale"
  | "vault.conflict"
  | "vault.name"
  | "vault.value"
  | "vault.too_large"
  | "vault.async_transaction"
  | "vault.no_words"
  | "vault.wrong_words"
  | "vault.no_os"
  | "vault.os_store"
  | "vault.unknown_rows"
  | "vault.no_key"
  | "vault.wrong_key";

/** What an examination of every row found; places are keyed hashes and say nothing of what they hold. */
export interface DamageReport {
  /** Rows that open and are accounted for. */
  readonly sound: number;
  /** Places of rows whose own seal does not open: their bytes were changed. */
  readonly changed: readonly string[];
  /** Places of rows that open but were put back from an earlier state after they had been deleted. */
  readonly added: readonly string[];
  /** Places of rows that open but share a part of the root that does not fit: one of them is old. */
  readonly doubtful: readonly string[];
  /** Parts of the root that do not fit, out of 64; more than the rows above explain means rows are gone. */
  readonly parts: number;
}

/** What the vault refused. The text never says why in words of the person's data. */
export class VaultError extends CodedError<VaultErrorCode> {
  /** With `vault.wait`: whole seconds until the next attempt is let through. */
  readonly seconds: number | undefined;
  /** With `vault.tampered` at unlock: what was found. */
  readonly report: DamageReport | undefined;

  constructor(
    code: VaultErrorCode,
    details: { cause?: unknown; seconds?: number; report?: DamageReport } = {},
  ) {
    super(code, details.cause === undefined ? undefined : { cause: details.cause });
    this.seconds = details.seconds;
    this.report = details.report;
  }
}
