import type { WalletView, WayIn } from "../../src/contract/views.ts";
import type { Clock } from "../doors/clock.ts";
import type { RandomBytes } from "../doors/random.ts";
import type { Vault } from "../vault/vault.ts";
import { makeOsWrap, type SecretStore } from "../vault/ways.ts";
import type { Services } from "./dispatch.ts";
import { WalletError } from "./error.ts";
import { recoverVault, type RecoveryDesk } from "./recovery.ts";
import type { Session } from "./session.ts";

const SHORTEST_PASSPHRASE = 8;

/** Throws `wallet.weak_passphrase`. */
export function mustBeLong(passphrase: string): void {
  if ([...passphrase].length < SHORTEST_PASSPHRASE) throw new WalletError("wallet.weak_passphrase");
}

/** Ways in beside the passphrase, for a wallet's view. */
export function waysView(vault: Vault | undefined): { readonly ways?: readonly WayIn[] } {
  const known = vault?.ways;
  const ways = (["recovery", "os"] as const).filter((way) => known?.has(way));
  return ways.length === 0 ? {} : { ways };
}

export type WaysServices = Pick<
  Services,
  | "wallet.change_passphrase"
  | "wallet.confirm"
  | "wallet.rekey"
  | "wallet.recovery_new"
  | "wallet.recovery_words"
  | "wallet.recovery_confirm"
  | "wallet.recovery_later"
  | "wallet.recover"
  | "wallet.unlock_os"
  | "wallet.os_on"
  | "wallet.os_off"
>;

export interface WaysNeeds {
  readonly desk: RecoveryDesk;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly secrets: () => SecretStore | undefined;
  /** Throws `wallet.none`, `vault.closed`. */
  readonly vault: () => Vault;
  /** Throws `vault.locked`. */
  readonly current: () => Session;
  readonly status: () => WalletView;
  /** Runs what unlocks the vault, and begins the session on it. */
  readonly open: (unlock: (vault: Vault) => Promise<void>) => Promise<WalletView>;
}

function requireStore(needs: WaysNeeds): SecretStore {
  const store = needs.secrets();
  if (store === undefined) throw new WalletError("wallet.no_os_store");
  return store;
}

/** The calls about what opens a wallet: passphrase, recovery words, the operating system. */
export function waysServices(needs: WaysNeeds): WaysServices {
  const { desk, random, status } = needs;
  return {
    "wallet.change_passphrase": async (args) => {
      mustBeLong(args.new);
      await needs.current().vault.changePassphrase(args.old, args.new);
      needs.current().activity.append({ kind: "passphrase", outcome: "done" });
      return status();
    },
    "wallet.confirm": async ({ passphrase }) => {
      await needs.current().again.confirm(passphrase);
      return null;
    },
    "wallet.rekey": async ({ passphrase }) => {
      await needs.current().vault.rekey(passphrase);
      needs.current().activity.append({ kind: "rekey", outcome: "done" });
      return status();
    },
    "wallet.recovery_new": async ({ passphrase }) => {
      const { vault } = needs.current();
      desk.drop();
      await vault.makeWay(passphrase, (key) => desk.begin(vault.id, key));
      return status();
    },
    "wallet.recovery_words": () => {
      needs.current();
      return desk.show();
    },
    "wallet.recovery_confirm": async ({ words }) => {
      await desk.confirm(words, needs.current().vault, needs.clock());
      needs.current().activity.append({ kind: "words", outcome: "done" });
      return status();
    },
    "wallet.recovery_later": () => {
      needs.current();
      desk.drop();
      return status();
    },
    "wallet.recover": async ({ words, passphrase }) => {
      mustBeLong(passphrase);
      if (needs.vault().state === "unlocked") return status();
      const view = await needs.open((vault) => recoverVault(vault, words, passphrase));
      needs.current().activity.append({ kind: "recover", outcome: "done" });
      return view;
    },
    "wallet.unlock_os": async () => {
      needs.vault();
      const store = requireStore(needs);
      if (needs.vault().state === "unlocked") return status();
      return await needs.open((vault) => vault.unlockByOs(store));
    },
    "wallet.os_on": async ({ passphrase }) => {
      const { vault } = needs.current();
      const store = requireStore(needs);
      vault.putWrap(await vault.makeWay(passphrase, (key) => makeOsWrap(vault.id, store, key, random)));
      return status();
    },
    "wallet.os_off": () => {
      needs.current().vault.dropWay("os");
      return status();
    },
  };
}
