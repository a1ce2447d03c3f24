import { hash, id, nothing, passphrase, sourceUrl } from "../args.ts";
import { call } from "../call.ts";
import type { MatcherView } from "../matcher-view.ts";
import type { SyncView } from "../views.ts";
import { z } from "../zod.ts";
import { OPEN_BACKUP_CODES, restoreArgs } from "./backup.ts";

/** What somebody uses a wallet for; it decides which workspace opens first, and nothing else. */
export type ProfileKind = "citizen" | "counter" | "office";

/** One wallet in a folder of this program's own. */
export interface ProfileView {
  readonly id: string;
  /** As its owner called it; it lies on disk in clear. */
  readonly name: string;
  readonly kind: ProfileKind;
  /** `closed` until it is opened here, then as its wallet is. */
  readonly state: "closed" | "none" | "locked" | "open";
  /** One of the sample's people; gone when the sample ends. */
  readonly sample: boolean;
}

export const LANGUAGES = ["system", "en", "de", "ar"] as const;
export const THEMES = ["system", "light", "dark"] as const;

export interface PreferencesView {
  readonly language: (typeof LANGUAGES)[number];
  readonly theme: (typeof THEMES)[number];
  /** Minutes without a sign of the person; 0 for never. */
  readonly autoLockMinutes: number;
  /** Screenshots and shared screens show nothing of the window, where the host can do that. */
  readonly hideFromCapture: boolean;
}

export interface SampleView {
  readonly state: "none" | "starting" | "running";
  /** Opens every sample wallet. */
  readonly passphrase?: string;
  /** Base64url id of the sample registry, and where it is served. */
  readonly registry?: string;
  readonly source?: string;
}

export interface AppView {
  readonly version: string;
  readonly host: "electron" | "chromium";
  readonly profiles: readonly ProfileView[];
  /** The profile that `wallet.*`, `holder.*` and the other calls of one wallet go to. */
  readonly active?: string;
  readonly sample: SampleView;
  /** False for an administrator's session (root), which may play the sample only. */
  readonly realWallets: boolean;
  readonly preferences: PreferencesView;
  /** Whether the operating system has a store for secrets that deserves the name. */
  readonly osStore: boolean;
  /** Whether the host can keep the window out of screenshots. */
  readonly canHide: boolean;
}

const OPEN_CODES = [
  "app.unknown_profile",
  "app.root",
  "app.too_many",
  /** Another program holds that folder. */
  "app.in_use",
  "vault.damaged",
  "vault.tampered",
] as const;

const profile = z.strictObject({ id });

/** What stands above the wallets: which there are, which one is meant, and what is the same for all. */
export const APP_CALLS = {
  "app.status": call<AppView>()({ args: nothing, codes: [], locked: true }),
  /** Makes a wallet in a folder of its own, opens it and makes it the active one. */
  "app.create_profile": call<AppView>()({
    args: z.strictObject({
      name: z.string().trim().min(1).max(64),
      kind: z.enum(["citizen", "counter", "office"]),
      passphrase,
      registry: hash,
      sources: z.array(sourceUrl).min(1).max(16),
      mode: z.enum(["full", "light"]),
      office: id.optional(),
      words: z.boolean().optional(),
    }),
    codes: [
      "app.root",
      "app.too_many",
      "wallet.weak_passphrase",
      "vault.passphrase",
      "vault.kdf_failed",
      "follow.registry_id",
    ],
    locked: true,
  }),
  /**
   * Makes a wallet of a backup, opens it and makes it the active one; null when the person chooses no
   * file. All of it or nothing; `progress` events tell how far it is.
   */
  "app.restore_profile": call<AppView | null>()({
    args: restoreArgs,
    codes: [
      "app.root",
      "app.too_many",
      "wallet.weak_passphrase",
      "vault.passphrase",
      "vault.kdf_failed",
      "follow.registry_id",
      "backup.exists",
      "app.cancelled",
      "host.not_read",
      "host.too_large",
      ...OPEN_BACKUP_CODES,
    ],
    locked: true,
  }),
  /** Makes it the active one; it is locked until `wallet.unlock`. */
  "app.open_profile": call<AppView>()({ args: profile, codes: OPEN_CODES, locked: true }),
  /** Makes one that is open already the active one. */
  "app.switch_profile": call<AppView>()({
    args: profile,
    codes: ["app.unknown_profile", "app.not_open"],
    locked: true,
  }),
  /** Locks it and lets go of its folder. */
  "app.close_profile": call<AppView>()({
    args: profile,
    codes: ["app.unknown_profile", "app.not_open"],
    locked: true,
  }),
  /**
   * Founds a registry in a temporary folder, with offices and people whose wallets are open; the first
   * of them becomes active. `progress` events tell how far it is.
   */
  "app.start_sample": call<AppView>()({
    args: nothing,
    codes: ["app.sample_runs", "app.sample_failed", "app.cancelled"],
    locked: true,
  }),
  /** Ends it; nothing of it is left. */
  "app.end_sample": call<AppView>()({ args: nothing, codes: ["app.no_sample"], locked: true }),
  "app.preferences": call<PreferencesView>()({ args: nothing, codes: [], locked: true }),
  "app.set_preferences": call<PreferencesView>()({
    args: z.strictObject({
      language: z.enum(LANGUAGES).optional(),
      theme: z.enum(THEMES).optional(),
      autoLockMinutes: z.int().min(0).max(240).optional(),
      hideFromCapture: z.boolean().optional(),
    }),
    codes: ["app.preferences_not_kept"],
    locked: true,
  }),
  /**
   * Writes the active wallet's copy of its registry as one file where the person says; `saved` names the
   * place in words, null if they chose none.
   */
  "app.export_registry": call<{ readonly saved: string | null }>()({
    args: z.strictObject({ mode: z.enum(["light", "full", "audit"]) }),
    codes: ["bundle.empty", "follow.cancelled", "host.not_saved", "registry.damaged"],
    locked: true,
  }),
  /** Writes the active wallet's activity log where the person says, of whatever length; as `app.export_registry`. */
  "app.export_activity": call<{ readonly saved: string | null }>()({
    args: nothing,
    codes: ["activity.broken", "host.not_saved"],
    locked: true,
  }),
  /** Takes such a file in, whole or not at all; null if the person chose none. */
  "app.import_registry": call<SyncView | null>()({
    args: nothing,
    codes: [
      "bundle.syntax",
      "bundle.foreign",
      "bundle.light",
      "bundle.refused",
      "follow.cancelled",
      "follow.rules_broken",
      "follow.newer_rules",
      "host.too_large",
      "host.not_read",
    ],
    locked: true,
  }),
  /** Takes the file of the active office's own face matcher; null if the person chose none. */
  "app.add_matcher": call<MatcherView | null>()({
    args: nothing,
    codes: [
      "counter.no_office",
      "matcher.unfit",
      "matcher.failed",
      "matcher.slow",
      "matcher.not_kept",
      "host.too_large",
      "host.not_read",
    ],
    locked: true,
  }),
  /** Stops what a `progress` event named; `false` when that had ended. */
  "app.cancel": call<{ readonly cancelled: boolean }>()({
    args: z.strictObject({ work: z.string().min(1).max(64) }),
    codes: [],
    locked: true,
  }),
  /** The person did something: auto-lock begins to count anew. Sent by the bridge. */
  "app.touch": call<null>()({ args: nothing, codes: [], locked: true }),
} as const;
