import type { Clock } from "../doors/clock.ts";
import { ActivityLog } from "../vault/activity.ts";
import type { BackupKey } from "../vault/backup/age.ts";
import type { BackupContent } from "../vault/backup/content.ts";
import { BackupError } from "../vault/backup/error.ts";
import { bytesCodec, type Codec, type Collection, jsonCodec } from "../vault/collection.ts";
import { createVault } from "../vault/create.ts";
import { Keyring } from "../vault/keyring.ts";
import type { Vault, VaultDeps } from "../vault/vault.ts";
import { makeRecoveryWrap } from "../vault/ways.ts";
import { backupRows } from "./backup.ts";
import { recoveryRows } from "./recovery.ts";
import { openStore } from "./rows.ts";

/**
 * Not brought back: requests that may have been answered since (each is good for one answer), and what
 * is said of ways in and of backups, which begin anew.
 */
const LEFT_OUT: ReadonlySet<string> = new Set(["outstanding", "recovery", "backup"]);

type Rows = Pick<Vault, "collection">;

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

function put(rows: Rows, { collection, id, stored }: BackupContent["rows"][number]): void {
  if (stored instanceof Uint8Array) rows.collection(collection, bytesCodec).put(id, stored, { expected: 0 });
  else rows.collection(collection, asJson).put(id, stored, { expected: 0 });
}

/** Puts the rows in and reads every one of them as the wallet will. Throws `backup.content`. */
function fill(rows: Rows, content: BackupContent, deps: VaultDeps): void {
  const known = watched(rows);
  const { clock, random } = deps;
  const store = openStore(known.rows);
  const whole = {
    ...known.rows,
    state: "unlocked" as const,
    onLock: () => () => {},
    transaction: <T>(work: () => T) => work(),
  };
  const log = new ActivityLog(whole, clock);
  const keyring = new Keyring(whole, { random, clock });
  recoveryRows(known.rows);
  const state = backupRows(known.rows);
  try {
    for (const row of content.rows) {
      if (!known.opened.has(row.collection)) throw new BackupError("backup.content");
      if (!LEFT_OUT.has(row.collection)) put(rows, row);
    }
    for (const collection of known.opened.values()) for (const _ of collection.each()) continue;
    log.verify();
    keyring.list();
    if (store.settings.get("wallet") === undefined) throw new BackupError("backup.content");
  } catch (error) {
    throw error instanceof BackupError ? error : new BackupError("backup.content", { cause: error });
  }
  log.append({ kind: "restore", outcome: "done" });
  state.put("backup", { every: "off", restored: { at: clock(), made: content.head.made } });
}

/**
 * A new vault with what a backup holds, under a new vault key and a new passphrase; the words that
 * opened the backup open the vault too. It is there whole, or not at all. Throws BackupError or as `createVault`.
 */
export async function restoreVault(
  path: string,
  given: { readonly content: BackupContent; readonly key: BackupKey; readonly passphrase: string },
  deps: VaultDeps & { readonly clock: Clock },
  recipient: string | undefined,
): Promise<Vault> {
  const { content, key, passphrase } = given;
  const secret = "secret" in key ? key.secret : undefined;
  return await createVault(
    path,
    passphrase,
    deps,
    (rows) => {
      fill(rows, content, deps);
      if (recipient !== undefined) recoveryRows(rows).put("words", { recipient, made: deps.clock() });
    },
    {
      id: content.head.vault,
      wraps: (id, vaultKey) =>
        secret === undefined ? [] : [makeRecoveryWrap(id, secret, vaultKey, deps.random)],
    },
  );
}
