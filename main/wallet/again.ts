import type { TypeRecord } from "../../src/chain/state/records.ts";
import type { Clock } from "../doors/clock.ts";
import type { Vault } from "../vault/vault.ts";
import { WalletError } from "./error.ts";

/** Seconds between the passphrase and the act that it was asked for. */
const COUNTS_FOR = 120;

export type GuardedAct = NonNullable<TypeRecord["reauth"]>[number];

/** The passphrase once more, for acts that ask for it: each time it is given, it counts for one. */
export class PassphraseAgain {
  readonly #vault: Vault;
  readonly #clock: Clock;
  #until = 0;

  constructor(vault: Vault, clock: Clock) {
    this.#vault = vault;
    this.#clock = clock;
  }

  /** Throws as `Vault.confirm`; wrong ones count there. */
  async confirm(passphrase: string): Promise<void> {
    this.#until = 0;
    await this.#vault.confirm(passphrase);
    this.#until = this.#clock() + COUNTS_FOR;
  }

  /**
   * Before anything of the act is done. What no copy of the registry knows asks for nothing. Throws
   * `wallet.passphrase_again`.
   */
  require(act: GuardedAct, types: readonly (TypeRecord | string | undefined)[]): void {
    const asks = types.some((type) => typeof type === "object" && type.reauth?.includes(act) === true);
    if (asks) this.demand();
  }

  /** For an act that always asks. Throws `wallet.passphrase_again`. */
  demand(): void {
    const left = this.#until - this.#clock();
    this.#until = 0;
    // A clock set back does not make it last.
    if (left <= 0 || left > COUNTS_FOR) throw new WalletError("wallet.passphrase_again");
  }
}
