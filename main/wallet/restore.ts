import { setImmediate as nextTurn } from "node:timers/promises";
import type { Clock } from "../doors/clock.ts";
import { DatabaseError } from "../doors/error.ts";
import { ActivityLog } from "../vault/activity.ts";
import { type BackupKey, recipientOf } from "../vault/backup/age.ts";
import type { BackupReading, BackupRow } from "../vault/backup/content.ts";
import { BackupError } from "../vault/backup/error.ts";
import { bytesCodec, type Codec, type Collection, jsonCodec } from "../vault/collection.ts";
import { createVault } from "../vault/create.ts";
import { Keyring } from "../vault/keyring.ts";
import type { Vault, VaultDeps } from "../vault/vault.ts";
import { makeRecoveryWrap } from "../vault/ways.ts";
import { backupRows } from "./backup-rows.ts";
import { recoveryRows } from "./recovery.ts";
import { openStore } from "./rows.ts";

/**
 * Not brought back: requests that may have been answered since (each is good for one answer), and what
 * is said of ways in and of backups, which begin anew.
 */
const LEFT_OUT: ReadonlySet<string> = new Set(["outstanding", "recovery", "backup"]);

type Rows = Pick<Vault, "collection">;
type Steps = Pick<Vault, "collection" | "transaction">;
/** Milliseconds for which nobody else has a turn. */
const TURN = 80;

/** Remembers which collections a wallet opens, so that a backup cannot bring in any other. */
function watched(rows: Rows): { readonly rows: Rows; readonly opened: Map<string, Collection<unknown>> } {
  const opened = new Map<string, Collection<unknown>>();
  return {
    opened,
    rows: {
      collection: <T>(name: string, codec: Codec<T>) => {
        const made = rows.collection(name, codec);
        opened.set(name, made as Collection<unknown>);
        return made;
      },
    },
  };
}

const asJson = jsonCodec((value) => value);

function put(rows: Rows, { collection, id, stored }: BackupRow): void {
  if (stored instanceof Uint8Array) rows.collection(collection, bytesCodec).put(id, stored, { expected: 0 });
  else rows.collection(collection, asJson).put(id, stored, { expected: 0 });
}

/** Someone who waits for it, and may want it stopped. */
export interface RestoreWatch {
  readonly signal?: AbortSignal;
  /** Rows that are in it, and the opening at the end as one step more. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
}

export interface Restored {
  readonly backup: BackupReading;
  /** What opened it. */
  readonly key: BackupKey;
  /** To open the new wallet with. */
  readonly passphrase: string;
}

/** Lets others have their turn. Throws the signal's reason once it is aborted. */
export function pauseOf({ signal }: RestoreWatch): () => Promise<void> {
  return async () => {
    await nextTurn();
    signal?.throwIfAborted();
  };
}

/** Puts a row in and reads it as the wallet will. Throws `backup.content`. */
function take(vault: Rows, known: ReadonlyMap<string, Collection<unknown>>, row: BackupRow): void {
  const collection = known.get(row.collection);
  if (collection === undefined) throw new BackupError("backup.content");
  if (LEFT_OUT.has(row.collection)) return;
  put(vault, row);
  collection.get(row.id);
}

/** As many rows as one turn is good for; how many that were. */
function takeSome(
  vault: Rows,
  known: ReadonlyMap<string, Collection<unknown>>,
  rows: Iterator<BackupRow, void>,
): number {
  let taken = 0;
  for (const end = performance.now() + TURN; taken === 0 || performance.now() < end; taken++) {
    const next = rows.next();
    if (next.done === true) break;
    take(vault, known, next.value);
  }
  return taken;
}

/** Puts the rows in, some at a time. Throws `backup.content`, or the signal's reason. */
async function fill(
  vault: Steps,
  backup: BackupReading,
  deps: VaultDeps,
  watch: RestoreWatch,
): Promise<void> {
  const known = watched(vault);
  const { clock, random } = deps;
  const store = openStore(known.rows);
  const whole = {
    ...known.rows,
    state: "unlocked" as const,
    onLock: () => () => {},
    transaction: <T>(work: () => T) => vault.transaction(work),
  };
  const log = new ActivityLog(whole, clock);
  const keyring = new Keyring(whole, { random, clock });
  recoveryRows(known.rows);
  const state = backupRows(known.rows);
  const pause = pauseOf(watch);
  const rows = backup.rows();
  try {
    let done = 0;
    for (;;) {
      const taken = vault.transaction(() => takeSome(vault, known.opened, rows));
      if (taken === 0) break;
      done += taken;
      watch.onProgress?.({ done, total: Math.max(done, backup.count) + 1 });
      await pause();
    }
    log.verify();
    keyring.list();
    if (store.settings.get("wallet") === undefined) throw new BackupError("backup.content");
  } catch (error) {
    watch.signal?.throwIfAborted();
    // A disk that is full is no fault of the backup's.
    if (error instanceof BackupError || error instanceof DatabaseError) throw error;
    throw new BackupError("backup.content", { cause: error });
  }
  log.append({ kind: "restore", outcome: "done" });
  state.put("backup", { every: "off", restored: { at: clock(), made: backup.head.made } });
}

/**
 * A new vault with what a backup holds, under a new vault key and a new passphrase; the words that
 * opened the backup open the vault too. It is there whole, or not at all. Throws BackupError, the
 * signal's reason, or as `createVault`.
 */
export async function restoreVault(
  path: string,
  given: Restored,
  deps: VaultDeps & { readonly clock: Clock },
  watch: RestoreWatch = {},
): Promise<Vault> {
  const { backup, key, passphrase } = given;
  const secret = "secret" in key ? key.secret : undefined;
  const recipient = secret === undefined ? undefined : await recipientOf(secret);
  return await createVault(path, passphrase, deps, () => {}, {
    id: backup.head.vault,
    wraps: (id, vaultKey) =>
      secret === undefined ? [] : [makeRecoveryWrap(id, secret, vaultKey, deps.random)],
    steps: async (vault) => {
      await fill(vault, backup, deps, watch);
      if (recipient !== undefined) recoveryRows(vault).put("words", { recipient, made: deps.clock() });
      watch.signal?.throwIfAborted();
    },
  });
}
