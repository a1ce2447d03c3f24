import { existsSync } from "node:fs";
import { fromBase64Url } from "../../src/bytes/base64.ts";
import { codeOf } from "../../src/error.ts";
import type { Clock } from "../doors/clock.ts";
import type { Database } from "../doors/database.ts";
import type { RandomBytes } from "../doors/random.ts";
import { type Argon2id, systemArgon2 } from "./argon2.ts";
import type { BackupRow } from "./backup/content.ts";
import { type Codec, Collection } from "./collection.ts";
import { type DamageReport, VaultError } from "./error.ts";
import { computeRoot, examineRows } from "./examine.ts";
import { Guard } from "./guard.ts";
import { chooseParams, derivePassphraseKey, type KdfParams, paramsToJson } from "./kdf.ts";
import { type KdfPolicy, STRICT_KDF } from "./kdf-policy.ts";
import { Root } from "./root.ts";
import { readRoot } from "./root-row.ts";
import { openVaultFile } from "./schema.ts";
import { Store } from "./store.ts";
import { deriveSubkeys, type Subkeys, wipeSubkeys } from "./subkeys.ts";
import { readParams, readVaultId, unlessTampered } from "./vault-file.ts";
import { openOsWrap, openRecoveryWrap, type SecretStore } from "./ways.ts";
import {
  deleteWrap,
  makeWrap,
  openWrap,
  readWraps,
  type Wrap,
  wrapElement,
  type WrapKind,
  writeWrap,
} from "./wraps.ts";

export interface VaultDeps {
  readonly clock: Clock;
  readonly random: RandomBytes;
  /** Left out everywhere but in tests. */
  readonly kdfPolicy?: KdfPolicy;
  /** Left out: the fastest this runtime has. */
  readonly argon2id?: Argon2id;
}

export type VaultState = "locked" | "unlocked" | "closed";

/**
 * One person's store: a file of sealed rows under one vault key, which is wrapped by the passphrase.
 * Locked, it knows nothing; unlocked, calls are synchronous. Besides VaultError its calls throw
 * DatabaseError (`database.full`, `.corrupt`, `.locked`, ...); after any error the file holds the old
 * state. One program uses it at a time (main/doors/folder-lock.ts).
 */
export class Vault {
  readonly id: string;
  readonly #db: Database;
  readonly #deps: VaultDeps;
  readonly #policy: KdfPolicy;
  readonly #guard: Guard;
  readonly #listeners = new Set<() => void>();
  /** Of the collections that this program knows. */
  readonly #names = new Set<string>();
  #store: Store | undefined;
  #closed = false;
  #attempting = false;
  /** Rises with each lock, so that work begun before it cannot finish after it. */
  #locks = 0;

  /** Use `openVault` or `createVault`. */
  constructor(db: Database, deps: VaultDeps) {
    this.#db = db;
    this.#deps = deps;
    this.#policy = deps.kdfPolicy ?? STRICT_KDF;
    this.id = readVaultId(db);
    this.#guard = new Guard(db, this.id, deps.clock);
  }

  get state(): VaultState {
    if (this.#closed) return "closed";
    return this.#store === undefined ? "locked" : "unlocked";
  }

  /** Rises with each confirmed transaction; who remembers it elsewhere notices an older file put back. */
  get generation(): number {
    return this.#open().generation;
  }

  /** Whole seconds until a passphrase may be tried; 0 for now. */
  secondsToWait(): number {
    if (this.#closed) throw new VaultError("vault.closed");
    return this.#guard.secondsToWait();
  }

  /**
   * Throws `vault.wrong_passphrase`, `vault.wait` (with seconds), `vault.kdf_params`, `vault.damaged`,
   * or `vault.tampered` with a report when rows were changed, put back, dropped or added. With
   * `rescue` a tampered vault opens for reading what is left, and the report is returned.
   */
  async unlock(
    passphrase: string,
    options: { readonly rescue?: boolean } = {},
  ): Promise<DamageReport | undefined> {
    if (this.state === "unlocked") throw new VaultError("vault.unlocked");
    return await this.#attempt(async (locks) => {
      const vaultKey = await this.#unwrap(passphrase);
      return await this.#startWith(vaultKey, locks, options.rescue === true);
    });
  }

  /** Takes the vault key over and wipes it. */
  async #startWith(vaultKey: Uint8Array, locks: number, rescue: boolean): Promise<DamageReport | undefined> {
    const keys = deriveSubkeys(vaultKey, fromBase64Url(this.id));
    vaultKey.fill(0);
    try {
      return await this.#start(keys, locks, rescue);
    } catch (error) {
      wipeSubkeys(keys);
      this.#mustNotHaveLocked(locks);
      throw error;
    }
  }

  /** Ways in that there are. Throws `vault.damaged`. */
  get ways(): ReadonlySet<WrapKind> {
    if (this.#closed) throw new VaultError("vault.closed");
    return new Set(readWraps(this.#db, this.id).map(({ kind }) => kind));
  }

  #wrapOf(kind: WrapKind): Wrap | undefined {
    return readWraps(this.#db, this.id).find((each) => each.kind === kind);
  }

  /** By the operating system's store, without the passphrase. Throws `vault.no_os`, `vault.os_store`, or as `unlock`. */
  async unlockByOs(store: SecretStore): Promise<void> {
    if (this.state === "unlocked") throw new VaultError("vault.unlocked");
    await this.#attempt(async (locks) => {
      const wrap = this.#wrapOf("os");
      if (wrap === undefined) throw new VaultError("vault.no_os");
      await this.#startWith(await openOsWrap(this.id, wrap, store), locks, false);
      this.#guard.succeed();
    });
  }

  /**
   * Opens with the secret behind the recovery words and puts a new passphrase in the old one's place.
   * No delay holds it up: nobody guesses 256 bits. Throws `vault.no_words`, `vault.wrong_words`, or as `unlock`.
   */
  async recover(secret: Uint8Array, next: string): Promise<void> {
    if (this.state === "unlocked") throw new VaultError("vault.unlocked");
    await this.#attempt(async (locks) => {
      const wrap = this.#wrapOf("recovery");
      if (wrap === undefined) throw new VaultError("vault.no_words");
      const vaultKey = openRecoveryWrap(this.id, wrap, secret);
      try {
        const made = await this.#makePassphraseWrap(next, vaultKey);
        await this.#startWith(Uint8Array.from(vaultKey), locks, false);
        this.putWrap(made);
        this.#guard.succeed();
      } finally {
        vaultKey.fill(0);
      }
    });
  }

  async #makePassphraseWrap(passphrase: string, vaultKey: Uint8Array): Promise<Wrap> {
    const params = await chooseParams(this.#policy, this.#deps);
    const wrapping = await this.#derive(passphrase, params);
    try {
      const keys = { wrapping, vault: vaultKey };
      return makeWrap(this.id, "passphrase", paramsToJson(params), keys, this.#deps.random);
    } finally {
      wrapping.fill(0);
    }
  }

  /** Lends the vault key to who makes another way in; asks for the passphrase, as `confirm` does. */
  async makeWay(passphrase: string, make: (vaultKey: Uint8Array) => Wrap | Promise<Wrap>): Promise<Wrap> {
    this.#open();
    return await this.#attempt(async (locks) => {
      const vaultKey = await this.#unwrap(passphrase);
      try {
        const wrap = await make(vaultKey);
        this.#mustNotHaveLocked(locks);
        return wrap;
      } finally {
        vaultKey.fill(0);
      }
    });
  }

  /** Puts a way in; one of its kind that was there is overwritten on disk. */
  putWrap(wrap: Wrap): void {
    const store = this.#open();
    store.transaction(() => {
      const old = this.#wrapOf(wrap.kind);
      const leaving = old === undefined ? undefined : wrapElement(store.keys, this.id, old);
      store.change(leaving, wrapElement(store.keys, this.id, wrap), () => writeWrap(this.#db, this.id, wrap));
    });
  }

  /** Takes a way in away; the passphrase's stays. Whether there was one. */
  dropWay(kind: "os" | "recovery"): boolean {
    const store = this.#open();
    return store.transaction(() => {
      const old = this.#wrapOf(kind);
      if (old === undefined) return false;
      store.change(wrapElement(store.keys, this.id, old), undefined, () => deleteWrap(this.#db, kind));
      return true;
    });
  }

  async #start(keys: Subkeys, locks: number, rescue: boolean): Promise<DamageReport | undefined> {
    const examined = { db: this.#db, vaultId: this.id, keys };
    const expected = await unlessTampered(async () => readRoot(this.#db, this.id, keys));
    const found = await unlessTampered(() => computeRoot(examined));
    this.#mustNotHaveLocked(locks);
    const fits = expected !== undefined && found?.differences(expected).length === 0;
    found?.wipe();
    const report = fits ? undefined : examineRows(examined, expected);
    if (report !== undefined && !rescue) throw new VaultError("vault.tampered", { report });
    const root = expected ?? new Root(keys.elements);
    const { random } = this.#deps;
    this.#store = new Store({ ...examined, root, random, readOnly: report !== undefined });
    return report;
  }

  /** One passphrase at a time, and none while the delay runs. */
  async #attempt<T>(work: (locks: number) => Promise<T>): Promise<T> {
    if (this.#closed) throw new VaultError("vault.closed");
    if (this.#attempting) throw new VaultError("vault.busy");
    this.#attempting = true;
    try {
      return await work(this.#locks);
    } finally {
      this.#attempting = false;
    }
  }

  #mustNotHaveLocked(locks: number): void {
    if (this.#locks !== locks) throw new VaultError(this.#closed ? "vault.closed" : "vault.locked");
  }

  #passphraseWrap(): Wrap {
    const wrap = this.#wrapOf("passphrase");
    if (wrap === undefined) throw new VaultError("vault.damaged");
    return wrap;
  }

  /** The vault key, for the caller to wipe. */
  async #unwrap(passphrase: string): Promise<Uint8Array> {
    const locks = this.#locks;
    const wrap = this.#passphraseWrap();
    const params = readParams(wrap, this.#policy);
    this.#guard.begin();
    const wrapping = await this.#deriveOld(passphrase, params);
    const vaultKey = openWrap(this.id, wrap, wrapping);
    wrapping.fill(0);
    try {
      if (vaultKey === undefined) throw new VaultError("vault.wrong_passphrase");
      this.#mustNotHaveLocked(locks);
      this.#guard.succeed();
    } catch (error) {
      vaultKey?.fill(0);
      throw error;
    }
    return vaultKey;
  }

  async #deriveOld(passphrase: string, params: KdfParams): Promise<Uint8Array> {
    try {
      return await this.#derive(passphrase, params);
    } catch (error) {
      // One that no vault can have is a wrong one.
      if (codeOf(error) === "vault.passphrase") throw new VaultError("vault.wrong_passphrase");
      throw error;
    }
  }

  #derive(passphrase: string, params: KdfParams): Promise<Uint8Array> {
    return derivePassphraseKey(passphrase, params, this.#deps.argon2id ?? systemArgon2);
  }

  /** The passphrase once more, for an act that asks for it. Throws as `unlock`; wrong ones count. */
  async confirm(passphrase: string): Promise<void> {
    this.#open();
    await this.#attempt(async () => (await this.#unwrap(passphrase)).fill(0));
  }

  /** Wraps the vault key anew; the old wrap is overwritten on disk. Rows stay as they are. */
  async changePassphrase(old: string, next: string): Promise<void> {
    this.#open();
    await this.#attempt(async (locks) => {
      const vaultKey = await this.#unwrap(old);
      try {
        const made = await this.#makePassphraseWrap(next, vaultKey);
        this.#mustNotHaveLocked(locks);
        this.putWrap(made);
      } finally {
        vaultKey.fill(0);
      }
    });
  }

  /**
   * A new vault key in the old one's place: every row is sealed anew, and the passphrase is the only way
   * in that stays. All or nothing. Throws as `confirm`, or `vault.unknown_rows`.
   */
  async rekey(passphrase: string): Promise<void> {
    const store = this.#open();
    await this.#attempt(async (locks) => {
      (await this.#unwrap(passphrase)).fill(0);
      const { random } = this.#deps;
      const vaultKey = random(32);
      const next = deriveSubkeys(vaultKey, fromBase64Url(this.id));
      try {
        const wrap = await this.#makePassphraseWrap(passphrase, vaultKey);
        this.#mustNotHaveLocked(locks);
        this.#store = store.rekeyed(next, wrap, this.#names);
      } catch (error) {
        wipeSubkeys(next);
        throw error;
      } finally {
        vaultKey.fill(0);
      }
    });
  }

  /** Rows of one kind; their name is not in the file. It works whenever the vault is unlocked. */
  collection<T>(name: string, codec: Codec<T>): Collection<T> {
    this.#names.add(name);
    return new Collection(name, codec, () => this.#open());
  }

  /** Every row by the name of its collection, for a backup. Throws `vault.unknown_rows`, `vault.tampered`. */
  dump(): readonly BackupRow[] {
    const store = this.#open();
    const rows = [...this.#names].flatMap((collection) =>
      [...store.each(collection)].map(({ id, stored }) => ({ collection, id, stored })),
    );
    if (rows.length !== store.countAll()) throw new VaultError("vault.unknown_rows");
    return rows;
  }

  /** All that `work` writes, in whatever collection, or nothing. `work` must not be async. */
  transaction<T>(work: () => T): T {
    return this.#open().transaction(work);
  }

  /** Opens every row; for a thorough check. `unlock` has looked at places, versions and seals alone. */
  examine(): DamageReport {
    const store = this.#open();
    return examineRows({ db: this.#db, vaultId: this.id, keys: store.keys }, store.root);
  }

  #open(): Store {
    if (this.#closed) throw new VaultError("vault.closed");
    if (this.#store === undefined) throw new VaultError("vault.locked");
    return this.#store;
  }

  /** Calls back at every lock, after the keys are gone. Returns the way to stop it. */
  onLock(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Drops the keys; every call that needs them throws `vault.locked` from now on. */
  lock(): void {
    if (this.#store?.inTransaction === true) throw new VaultError("vault.busy");
    this.#locks += 1;
    const store = this.#store;
    this.#store = undefined;
    store?.wipe();
    if (store !== undefined) for (const listener of this.#listeners) listener();
  }

  /** Locks and lets go of the file; for good. */
  close(): void {
    if (this.#closed) return;
    this.lock();
    this.#closed = true;
    this.#db.close();
  }
}

/** A locked vault. Throws `vault.missing`, `vault.damaged` or DatabaseError. */
export function openVault(path: string, deps: VaultDeps): Vault {
  if (!existsSync(path)) throw new VaultError("vault.missing");
  const db = openVaultFile(path, true);
  try {
    return new Vault(db, deps);
  } catch (error) {
    db.close();
    throw error;
  }
}
