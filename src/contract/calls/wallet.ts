import { hash, id, nothing, passphrase, sourceUrl } from "../args.ts";
import { call } from "../call.ts";
import type {
  ActivityRowView,
  BlockView,
  EntryDetailView,
  EntryView,
  RegistryView,
  SyncView,
  WalletView,
} from "../views.ts";
import { z } from "../zod.ts";

const VAULT_CODES = [
  "vault.wrong_passphrase",
  /** `WalletView.waitSeconds` says how long. */
  "vault.wait",
  "vault.busy",
  "vault.passphrase",
  "vault.kdf_params",
  "vault.kdf_failed",
  "vault.damaged",
  "vault.tampered",
] as const;

const FOLLOW_CODES = [
  "follow.no_source",
  "follow.offline",
  "follow.cancelled",
  "follow.moved",
  "follow.rules_broken",
  "follow.newer_rules",
  "follow.registry_id",
] as const;

/** The wallet itself and the registry it follows. */
export const WALLET_CALLS = {
  "wallet.status": call<WalletView>()({ args: nothing, codes: [], locked: true }),
  "wallet.create": call<WalletView>()({
    args: z.strictObject({
      passphrase,
      /** Hash of the genesis entry, pinned for good. */
      registry: hash,
      sources: z.array(sourceUrl).min(1).max(16),
      mode: z.enum(["full", "light"]),
      /** Set for a wallet that works for an office. */
      office: id.optional(),
    }),
    codes: [
      "wallet.exists",
      "wallet.weak_passphrase",
      "vault.busy",
      "vault.passphrase",
      "vault.kdf_failed",
      "follow.registry_id",
    ],
    locked: true,
  }),
  "wallet.unlock": call<WalletView>()({
    args: z.strictObject({ passphrase }),
    codes: ["wallet.none", "follow.registry_id", ...VAULT_CODES],
    locked: true,
  }),
  "wallet.lock": call<WalletView>()({ args: nothing, codes: ["wallet.none"], locked: true }),
  "wallet.change_passphrase": call<WalletView>()({
    args: z.strictObject({ old: passphrase, new: passphrase }),
    codes: ["wallet.weak_passphrase", ...VAULT_CODES],
  }),
  "activity.list": call<readonly ActivityRowView[]>()({
    args: z.strictObject({ limit: z.int().min(1).max(1000), before: z.int().min(0).optional() }),
    codes: ["activity.broken"],
  }),
  "registry.status": call<RegistryView>()({ args: nothing, codes: [] }),
  "registry.sync": call<SyncView>()({ args: nothing, codes: FOLLOW_CODES }),
  "registry.set_sources": call<RegistryView>()({
    args: z.strictObject({ sources: z.array(sourceUrl).min(1).max(16) }),
    codes: [],
  }),
  "registry.blocks": call<readonly BlockView[]>()({
    args: z.strictObject({ from: z.int().min(0), count: z.int().min(1).max(200) }),
    codes: ["registry.full_only", "registry.damaged"],
  }),
  /** Entries of a block, `from` counted within it; none for a block that there is not. */
  "registry.entries": call<readonly EntryView[]>()({
    args: z.strictObject({
      height: z.int().min(0),
      from: z.int().min(0),
      count: z.int().min(1).max(200),
    }),
    codes: ["registry.full_only", "registry.damaged"],
  }),
  /** One entry by its place in the log, down to its bytes; null where there is none, or a block's record. */
  "registry.entry": call<EntryDetailView | null>()({
    args: z.strictObject({ index: z.int().min(0) }),
    codes: ["registry.full_only", "registry.damaged"],
  }),
} as const;
