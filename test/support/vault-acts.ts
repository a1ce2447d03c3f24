// A wallet's data on disk through all that is done to it whole: re-key, another passphrase, backup,
// restore, activity log. Used by the child that does it and by the test that looks at what is left.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ActivityLog } from "../../main/vault/activity.ts";
import { decryptAge, encryptAge } from "../../main/vault/backup/age.ts";
import { decodeBackup, encodeBackup, readContent } from "../../main/vault/backup/content.ts";
import { listBackups, readNewest, writeBackup } from "../../main/vault/backup/folder.ts";
import { createVault } from "../../main/vault/create.ts";
import { Keyring } from "../../main/vault/keyring.ts";
import { openVault, type Vault } from "../../main/vault/vault.ts";
import { backupRows } from "../../main/wallet/backup-rows.ts";
import { recoveryRows } from "../../main/wallet/recovery.ts";
import { restoreVault } from "../../main/wallet/restore.ts";
import { openStore, type WalletStore } from "../../main/wallet/rows.ts";
import { codeOf } from "../../src/error.ts";
import { PASSPHRASE, testClock, vaultDeps } from "./vault.ts";

const OTHER = "another four quiet words";
const PASSPHRASES = [PASSPHRASE, OTHER];
const ROWS = 60;
const WORK_FACTOR = 10;
/** After all that is made here, POSIX seconds. */
const NOW = 4_000_000_000;
const deps = vaultDeps();

export const ACTS = ["append", "passphrase", "rekey", "backup", "restore", "clear"] as const;
export type Act = (typeof ACTS)[number];

/** What the wallet was told is done. */
export interface Done {
  appended: number;
  backups: number;
}

const content = (row: number): string => `${row} `.repeat(row * 7);

export class ActingWallet {
  readonly folder: string;
  readonly vault: Vault;
  readonly store: WalletStore;
  readonly log: ActivityLog;
  passphrase: string;

  private constructor(folder: string, vault: Vault, passphrase: string) {
    this.folder = folder;
    this.vault = vault;
    this.passphrase = passphrase;
    this.store = openStore(vault);
    this.log = new ActivityLog(vault, testClock().clock);
    // Collections that a wallet knows by name, for a new key and a backup.
    recoveryRows(vault);
    backupRows(vault);
    new Keyring(vault, { random: deps.random, clock: deps.clock }).list();
  }

  static async make(folder: string): Promise<void> {
    mkdirSync(join(folder, "backups"), { recursive: true });
    const vault = await createVault(join(folder, "vault.sqlite"), PASSPHRASE, deps, (rows) => {
      const { settings, anchors } = openStore(rows);
      settings.put("wallet", { registry: "r", sources: ["http://127.0.0.1:9/"], mode: "light" });
      for (let row = 0; row < ROWS; row++)
        anchors.put(`row ${row}`, { certificate: content(row), imported: row });
    });
    vault.close();
  }

  /** Whichever of the two passphrases it is; fails if it is neither. */
  static async open(folder: string): Promise<ActingWallet> {
    const vault = openVault(join(folder, "vault.sqlite"), deps);
    for (const passphrase of PASSPHRASES) {
      try {
        await vault.unlock(passphrase);
        return new ActingWallet(folder, vault, passphrase);
      } catch (error) {
        // Killed while it was tried, an attempt counts as a wrong one; after some there is a wait.
        if (!["vault.wrong_passphrase"].includes(codeOf(error) ?? "")) throw error;
      }
    }
    vault.close();
    throw new assert.AssertionError({ message: "neither passphrase opens it" });
  }

  get appended(): number {
    return this.store.serving.get("n")?.port ?? 0;
  }

  get backups(): number {
    return listBackups(join(this.folder, "backups"), this.vault.id, NOW).length;
  }

  /** `padding`: so much more goes into a backup. */
  async act(act: Act, round: number, padding = 0): Promise<void> {
    const { vault, store, log } = this;
    if (act === "append") {
      vault.transaction(() => {
        store.serving.put("n", { port: this.appended + 1 });
        log.append({ kind: "check", outcome: "done", party: "x".repeat(round % 150) });
      });
    } else if (act === "passphrase") {
      const next = this.passphrase === PASSPHRASE ? OTHER : PASSPHRASE;
      await vault.changePassphrase(this.passphrase, next);
      this.passphrase = next;
    } else if (act === "rekey") await vault.rekey(this.passphrase);
    else if (act === "backup") await this.#backUp(round, padding);
    else if (act === "restore") await this.#restore();
    else log.clear();
  }

  async #backUp(round: number, padding: number): Promise<void> {
    const made = 1_800_000_000 + round;
    const head = {
      vault: this.vault.id,
      made,
      generation: this.vault.generation,
      name: "n",
      kind: "citizen",
    } as const;
    const stored = { certificate: "x".repeat(padding), imported: 0 };
    const more = padding === 0 ? [] : [{ collection: "anchors", id: "padding", stored }];
    const bytes = encodeBackup(head, [...this.vault.dump(), ...more]);
    const file = await encryptAge(bytes, { passphrase: PASSPHRASE }, deps.random, WORK_FACTOR);
    writeBackup(join(this.folder, "backups"), this.vault.id, file, made);
  }

  async #restore(): Promise<void> {
    if (this.backups === 0) return;
    const path = join(this.folder, "restored.sqlite");
    for (const name of [path, `${path}-journal`]) rmSync(name, { force: true });
    const file = readNewest(join(this.folder, "backups"), this.vault.id, NOW);
    const backup = readContent(await decryptAge(file, { passphrase: PASSPHRASE }));
    const given = { backup, key: { passphrase: PASSPHRASE }, passphrase: PASSPHRASE };
    (await restoreVault(path, given, deps)).close();
  }

  /** Everything as it must be, however it came to this. */
  async check(done: Done): Promise<void> {
    checkRows(this.store);
    const { sound, changed, doubtful, added, parts } = this.vault.examine();
    assert.ok(sound > ROWS);
    assert.deepEqual([changed, doubtful, added, parts], [[], [], [], 0]);
    this.log.verify();
    assert.ok(this.appended >= done.appended, "a confirmed append is gone");
    const folder = join(this.folder, "backups");
    assert.ok(this.backups >= Math.min(done.backups, 14), "a confirmed backup is gone");
    if (this.backups > 0) {
      const file = readNewest(folder, this.vault.id, NOW);
      assert.ok(decodeBackup(await decryptAge(file, { passphrase: PASSPHRASE })).rows.length > ROWS);
    }
    await checkRestored(join(this.folder, "restored.sqlite"));
  }
}

function checkRows({ anchors }: WalletStore): void {
  for (let row = 0; row < ROWS; row++) assert.equal(anchors.get(`row ${row}`)?.certificate, content(row));
}

/** One that has its name is whole. */
async function checkRestored(path: string): Promise<void> {
  if (!existsSync(path)) return;
  const vault = openVault(path, deps);
  try {
    await vault.unlock(PASSPHRASE);
    checkRows(openStore(vault));
  } finally {
    vault.close();
  }
}

/** Names of all that lies in the folder, and how long the files are. */
export function listFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => !name.endsWith("-journal"))
    .map((name) => (name.endsWith(".age") ? `${name} ${readFileSync(join(folder, name)).length}` : name))
    .sort();
}
