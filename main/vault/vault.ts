import { existsSync } from "node:fs";
import { fromBase64Url, toBase64Url } from "../../src/bytes/base64.ts";
import { codeOf } from "../../src/error.ts";
import type { JsonValue } from "../../src/json/value.ts";
import { parseJson } from "../../src/json/parse.ts";
import type { Clock } from "../doors/clock.ts";
import type { Database } from "../doors/database.ts";
import type { RandomBytes } from "../doors/random.ts";
import { type Argon2id, systemArgon2 } from "./argon2.ts";
import { type Codec, Collection } from "./collection.ts";
import { type DamageReport, VaultError } from "./error.ts";
import { computeRoot, examineRows } from "./examine.ts";
import { Guard } from "./guard.ts";
import {
  chooseParams,
  derivePassphraseKey,
  type KdfParams,
  type KdfPolicy,
  paramsToJson,
  parseParams,
  STRICT_KDF,
} from "./kdf.ts";
import { Root } from "./root.ts";
import { readRoot } from "./root-row.ts";
import { openVaultFile } from "./schema.ts";
import { Store } from "./store.ts";
import { deriveSubkeys, type Subkeys, wipeSubkeys } from "./subkeys.ts";
import { makeWrap, openWrap, readWraps, type Wrap, wrapElement, writeWrap } from "./wraps.ts";

export interface VaultDeps {
  readonly clock: Clock;
  readonly random: RandomBytes;
  /** Left out everywhere but in tests. */
  readonly kdfPolicy?: KdfPolicy;
  /** Left out: the fastest this runtime has. */
  readonly argon2id?: Argon2id;
}

export type VaultState = "locked" | "unlocked" | "closed";

function readVaultId(db: Database): string {
  const id = db.get("SELECT vault FROM header")?.["vault"];
  if (!(id instanceof Uint8Array) || id.length !== 16) throw new VaultError("vault.damaged");
  return toBase64Url(id);
}

function readParams(wrap: Wrap, policy: KdfPolicy): KdfParams {
  let json: JsonValue;
  try {
    json = parseJson(wrap.params, { maxLength: 1024, maxDepth: 2 });
  } catch {
    throw new VaultError("vault.kdf_params");
  }
  return parseParams(json, policy);
}

async function unlessTampered<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (codeOf(error) === "vault.tampered") return undefined;
    throw error;
  }
}

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
      const keys = deriveSubkeys(vaultKey, fromBase64Url(this.id));
      vaultKey.fill(0);
      try {
        return await this.#start(keys, locks, options.rescue === true);
      } catch (error) {
        wipeSubkeys(keys);
        this.#mustNotHaveLocked(locks);
        throw error;
      }
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
    const wrap = readWraps(this.#db, this.id).find((each) => each.kind === "passphrase");
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
    const store = this.#open();
    await this.#attempt(async (locks) => {
      const params = chooseParams(this.#policy, this.#deps.random);
      const vaultKey = await this.#unwrap(old);
      try {
        const wrapping = await this.#derive(next, params);
        this.#mustNotHaveLocked(locks);
        const keys = { wrapping, vault: vaultKey };
        this.#replaceWrap(
          store,
          makeWrap(this.id, "passphrase", paramsToJson(params), keys, this.#deps.random),
        );
        wrapping.fill(0);
      } finally {
        vaultKey.fill(0);
      }
    });
  }

  #replaceWrap(store: Store, wrap: Wrap): void {
    store.transaction(() => {
      const old = wrapElement(store.keys, this.id, this.#passphraseWrap());
      store.change(old, wrapElement(store.keys, this.id, wrap), () => writeWrap(this.#db, this.id, wrap));
    });
  }

  /** Rows of one kind; their name is not in the file. It works whenever the vault is unlocked. */
  collection<T>(name: string, codec: Codec<T>): Collection<T> {
    return new Collection(name, codec, () => this.#open());
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
