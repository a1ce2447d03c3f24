import type { JsonValue } from "../../src/json/value.ts";
import { VaultError } from "./error.ts";
import type { Stored, StoredRow } from "./record.ts";
import type { Store } from "./store.ts";

/** How values of a collection are written. `decode` throws on what it does not know. */
export interface Codec<T> {
  readonly encode: (value: T) => Stored;
  readonly decode: (stored: Stored) => T;
}

/** Values that are plain JSON; `parse` narrows what is read back. */
export function jsonCodec<T>(parse: (value: JsonValue) => T): Codec<T> {
  return {
    // That the value is plain JSON is checked where it is written.
    encode: (value) => value as JsonValue,
    decode: (stored) => {
      if (stored instanceof Uint8Array) throw new VaultError("vault.value");
      return parse(stored);
    },
  };
}

/** Values that are bytes; what is read is a copy of its own. */
export const bytesCodec: Codec<Uint8Array> = {
  encode: (value) => value,
  decode: (stored) => {
    if (!(stored instanceof Uint8Array)) throw new VaultError("vault.value");
    return stored;
  },
};

export interface Entry<T> {
  readonly id: string;
  /** 1 when new, one more with each put. */
  readonly version: number;
  readonly value: T;
}

/** Refuses with `vault.conflict` unless the row has this version now; 0: there is no such row. */
export interface Expecting {
  readonly expected?: number;
}

/** Rows of one kind as they lie on disk, and what opens them until the lock. */
export interface SealedRows {
  /** Wiped by the lock. */
  readonly key: Uint8Array<SharedArrayBuffer>;
  readonly vault: string;
  readonly packs: () => Generator<{ readonly pack: Uint8Array<ArrayBuffer>; readonly count: number }>;
}

const NAME = /^[a-z][a-z0-9-]{0,63}$/;

/**
 * Rows of one kind in a vault. Each call is synchronous and needs the vault unlocked (`vault.locked`);
 * what a write confirmed is on disk. A row whose bytes are not as written is `vault.tampered`.
 */
export class Collection<T> {
  readonly #name: string;
  readonly #codec: Codec<T>;
  readonly #store: () => Store;
  readonly #writers = new Set<(id: string) => void>();

  constructor(name: string, codec: Codec<T>, store: () => Store) {
    if (!NAME.test(name)) throw new VaultError("vault.name");
    this.#name = name;
    this.#codec = codec;
    this.#store = store;
  }

  #entry(row: StoredRow): Entry<T> {
    try {
      return { id: row.id, version: row.version, value: this.#codec.decode(row.stored) };
    } catch (error) {
      throw error instanceof VaultError ? error : new VaultError("vault.value", { cause: error });
    }
  }

  entry(id: string): Entry<T> | undefined {
    const row = this.#store().get(this.#name, id);
    return row === undefined ? undefined : this.#entry(row);
  }

  get(id: string): T | undefined {
    return this.entry(id)?.value;
  }

  /** Those that there are, in the order asked for. */
  many(ids: readonly string[]): readonly Entry<T>[] {
    const read = (): readonly Entry<T>[] =>
      ids.flatMap((id) => {
        const entry = this.entry(id);
        return entry === undefined ? [] : [entry];
      });
    return this.#store().reading(read);
  }

  /** The row's new version. */
  put(id: string, value: T, options: Expecting = {}): number {
    const version = this.#store().put(this.#name, id, this.#codec.encode(value), options.expected);
    for (const told of this.#writers) told(id);
    return version;
  }

  /** Whether there was such a row. */
  delete(id: string, options: Expecting = {}): boolean {
    const was = this.#store().delete(this.#name, id, options.expected);
    for (const told of this.#writers) told(id);
    return was;
  }

  /**
   * One by one, in no meaningful order; rows may be written meanwhile. With `onDamaged`, rows that do
   * not open are told by place and left out; without, the first one throws.
   */
  *each(onDamaged?: (place: string) => void): Generator<Entry<T>> {
    for (const row of this.#store().each(this.#name, onDamaged)) yield this.#entry(row);
  }

  list(onDamaged?: (place: string) => void): readonly Entry<T>[] {
    return [...this.each(onDamaged)];
  }

  /** Tells of each write of this object's, also of one that its transaction takes back later. */
  onWrite(told: (id: string) => void): void {
    this.#writers.add(told);
  }

  /** For a thread that opens many rows: see `openPack`. Ends with `vault.locked`. */
  sealed(): SealedRows {
    const store = this.#store();
    return { key: store.lendKey(), vault: store.vaultId, packs: () => store.packs(this.#name) };
  }

  count(): number {
    return this.#store().count(this.#name);
  }

  /** All that `work` writes, in whatever collection of this vault, or nothing. `work` must not be async. */
  transaction<R>(work: () => R): R {
    return this.#store().transaction(work);
  }
}
