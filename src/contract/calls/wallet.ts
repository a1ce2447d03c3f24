import { hash, id, message, nothing, passphrase, sourceUrl } from "../args.ts";
import { call } from "../call.ts";
import type {
  AuditView,
  AlarmView,
  BlockCheckView,
  DayView,
  DepositView,
  StatementView,
} from "../registry-views.ts";
import type {
  ActivityRowView,
  BlockView,
  EntryDetailView,
  EntryView,
  RecoveryWordsView,
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
      /** Draws recovery words at once: `WalletView.wordsWait`. */
      words: z.boolean().optional(),
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
  /** The passphrase again, for the one act that answered `wallet.passphrase_again`; it counts for two minutes. */
  "wallet.confirm": call<null>()({ args: z.strictObject({ passphrase }), codes: VAULT_CODES }),
  /** Puts a new vault key in the place of the old one: all is sealed anew, and every way in but the passphrase ends. */
  "wallet.rekey": call<WalletView>()({
    args: z.strictObject({ passphrase }),
    codes: [...VAULT_CODES, "vault.unknown_rows"],
  }),
  /** Draws new recovery words; those until now go on until the new ones are confirmed. */
  "wallet.recovery_new": call<WalletView>()({ args: z.strictObject({ passphrase }), codes: VAULT_CODES }),
  /** The words that wait, and which of them are asked back (places from 1). They are shown in no other way. */
  "wallet.recovery_words": call<RecoveryWordsView>()({ args: nothing, codes: ["recovery.none"] }),
  /** The words asked back, in the order of their places. From then on all 24 open the wallet. */
  "wallet.recovery_confirm": call<WalletView>()({
    args: z.strictObject({ words: z.array(z.string().max(64)).min(1).max(24) }),
    codes: ["recovery.none", "recovery.mismatch"],
  }),
  /** Forgets the words that wait; the wallet goes on without. */
  "wallet.recovery_later": call<WalletView>()({ args: nothing, codes: [] }),
  /** Opens a locked wallet with its 24 words, and gives it a new passphrase. */
  "wallet.recover": call<WalletView>()({
    args: z.strictObject({ words: z.string().min(1).max(1024), passphrase }),
    codes: [
      "wallet.none",
      "wallet.weak_passphrase",
      "follow.registry_id",
      "words.count",
      "words.unknown",
      "words.checksum",
      "vault.no_words",
      "vault.wrong_words",
      ...VAULT_CODES,
    ],
    locked: true,
  }),
  /** Opens it by what the operating system keeps for this person. */
  "wallet.unlock_os": call<WalletView>()({
    args: nothing,
    codes: [
      "wallet.none",
      "wallet.no_os_store",
      "follow.registry_id",
      "vault.no_os",
      "vault.os_store",
      ...VAULT_CODES,
    ],
    locked: true,
  }),
  /** Lets the operating system open it from now on. */
  "wallet.os_on": call<WalletView>()({
    args: z.strictObject({ passphrase }),
    codes: ["wallet.no_os_store", "vault.os_store", ...VAULT_CODES],
  }),
  "wallet.os_off": call<WalletView>()({ args: nothing, codes: [] }),
  "activity.list": call<readonly ActivityRowView[]>()({
    args: z.strictObject({
      limit: z.int().min(1).max(1000),
      before: z.int().min(0).optional(),
      /** Only rows that name this somewhere: who, which claims, a code. */
      search: z.string().max(100).optional(),
      outcome: z.enum(["done", "refused", "failed"]).optional(),
      kinds: z.array(z.string().max(64)).min(1).max(32).optional(),
    }),
    codes: ["activity.broken"],
  }),
  /** Deletes all of it, for good; a row that says so begins the next part. */
  "activity.clear": call<null>()({ args: z.strictObject({ passphrase }), codes: VAULT_CODES }),
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
  /** Goes through the whole own copy anew, every signature too; `fresh` takes no earlier audit's word. */
  "registry.audit": call<AuditView>()({
    args: z.strictObject({ fresh: z.boolean() }),
    codes: ["registry.full_only", "registry.damaged", "follow.cancelled"],
  }),
  /** All of one block: its leaves, links, place in the tree, signatures, rules. */
  "registry.verify_block": call<BlockCheckView>()({
    args: z.strictObject({ height: z.int().min(0) }),
    codes: ["registry.full_only", "registry.damaged", "registry.unknown_block"],
  }),
  /** Blocks and entries by day, oldest first, days without any left out. */
  "registry.days": call<readonly DayView[]>()({
    args: nothing,
    codes: ["registry.full_only", "registry.damaged"],
  }),
  /** What speaks against the authorities; the oldest first. */
  "registry.alarms": call<readonly AlarmView[]>()({ args: nothing, codes: [] }),
  /** A person has looked into it and goes on with the history followed so far. */
  "registry.resolve_alarm": call<RegistryView>()({
    args: z.strictObject({ id: z.int().min(0) }),
    codes: ["follow.unknown_alarm"],
  }),
  /** A statement that anyone can check offline: as of a height, of a time, or of the newest block. */
  "registry.state": call<{ readonly statement: string }>()({
    args: z.strictObject({
      about: z.union([
        z.strictObject({ entry: hash }),
        z.strictObject({ commitment: hash }),
        z.strictObject({ record: z.string().regex(/^(?:office|type|authority)\/[a-z0-9][a-z0-9.-]{0,63}$/) }),
      ]),
      height: z.int().min(0).optional(),
      time: z.int().min(0).optional(),
    }),
    codes: [
      "registry.full_only",
      "registry.damaged",
      "statement.absent",
      "statement.incomplete",
      "statement.too_large",
    ],
  }),
  /** What a statement says, and whether it holds; needs no network. `file`: SHA-256 of a file shown with it. */
  "registry.check_statement": call<StatementView>()({
    args: z.strictObject({ statement: message, file: hash.optional() }),
    codes: [],
  }),
  /**
   * Makes the digest of a document and has a deposit office put it into the registry: this office, or
   * the one named, reached at a URL. It is kept before it leaves; `deposit.carry` goes on.
   */
  "deposit.make": call<DepositView>()({
    args: z.strictObject({
      /** SHA-256 of the file; the file itself goes nowhere. */
      file: hash,
      name: z
        .string()
        .min(1)
        .max(255)
        .refine((text) => text.isWellFormed()),
      via: z.strictObject({ office: id, url: sourceUrl }).optional(),
    }),
    codes: [
      "deposit.no_office",
      "deposit.refused",
      "deposit.unreachable",
      "office.no_key",
      "registry.full_only",
    ],
  }),
  "deposit.list": call<readonly DepositView[]>()({ args: nothing, codes: [] }),
  "deposit.carry": call<DepositView>()({
    args: z.strictObject({ digest: hash }),
    codes: ["deposit.unknown", "deposit.refused", "deposit.unreachable"],
  }),
} as const;
