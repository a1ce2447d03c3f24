import { concat } from "../../src/bytes/bytes.ts";
import { toBase64Url } from "../../src/bytes/base64.ts";
import type { Database, Row } from "../doors/database.ts";
import type { RandomBytes } from "../doors/random.ts";
import { VaultError } from "./error.ts";
import { decodeRecord, encodeRecord, type Stored, type StoredRow } from "./record.ts";
import { packRows } from "./pack.ts";
import { rekeyRows } from "./rekey.ts";
import type { Element, Root } from "./root.ts";
import { writeRoot } from "./root-row.ts";
import { parseSealedRow, placeOfRow, rowPlace, type SealedRow } from "./row.ts";
import { openSealed, sealBytes } from "./seal.ts";
import { collectionPrefix, PLACE_LENGTH, placeOf, type Subkeys, wipeSubkeys } from "./subkeys.ts";
import type { Wrap } from "./wraps.ts";

const PAGE = 256;

export interface StoreParts {
  readonly db: Database;
  readonly vaultId: string;
  readonly keys: Subkeys;
  readonly root: Root;
  readonly random: RandomBytes;
  /** Opened to save what can be saved; writes are refused with `vault.read_only`. */
  readonly readOnly: boolean;
}

/** The rows of an unlocked vault. It ends with the lock; nothing keeps it but the vault. */
export class Store {
  readonly #parts: StoreParts;
  readonly #prefixes = new Map<string, Uint8Array>();
  readonly #lent: Uint8Array[] = [];
  #root: Root;
  #wiped = false;
  /** The root that the running transaction will leave. */
  #draft: { readonly root: Root; changed: boolean; failure: unknown } | undefined;

  constructor(parts: StoreParts) {
    this.#parts = parts;
    this.#root = parts.root;
  }

  get generation(): number {
    return this.#root.generation;
  }

  get root(): Root {
    return this.#root;
  }

  get vaultId(): string {
    return this.#parts.vaultId;
  }

  get keys(): Subkeys {
    return this.#parts.keys;
  }

  get inTransaction(): boolean {
    return this.#draft !== undefined;
  }

  /** Drops the keys; a walk over rows that is still under way ends with `vault.locked`. */
  wipe(): void {
    this.#wiped = true;
    wipeSubkeys(this.#parts.keys);
    for (const key of this.#lent) key.fill(0);
    this.#root.wipe();
    this.#prefixes.clear();
  }

  /** The key that opens rows, in memory shared with a thread; wiped with the others. */
  lendKey(): Uint8Array<SharedArrayBuffer> {
    const { records } = this.#parts.keys;
    const lent = new Uint8Array(new SharedArrayBuffer(records.length));
    lent.set(records);
    this.#lent.push(lent);
    return lent;
  }

  /** The same rows under other keys, as another store; this one is wiped. Nothing has changed where it throws. */
  rekeyed(next: Subkeys, wrap: Wrap, names: Iterable<string>): Store {
    const { db, vaultId, readOnly, random } = this.#parts;
    if (readOnly) throw new VaultError("vault.read_only");
    if (this.inTransaction) throw new VaultError("vault.busy");
    const root = db.transaction(() => {
      this.#checkGeneration();
      const generation = this.#root.generation + 1;
      return rekeyRows({ db, vaultId, old: this.keys, next, names, wrap, generation, random });
    });
    const store = new Store({ ...this.#parts, keys: next, root });
    this.wipe();
    return store;
  }

  /** All of `work` or nothing; inside another one it is a part of that. */
  transaction<T>(work: () => T): T {
    if (this.#draft !== undefined) {
      if (this.#draft.failure !== undefined) throw this.#draft.failure;
      return work();
    }
    const { db, readOnly } = this.#parts;
    if (readOnly) throw new VaultError("vault.read_only");
    const draft = { root: this.#root.clone(), changed: false, failure: undefined as unknown };
    const result = db.transaction(() => {
      this.#draft = draft;
      try {
        this.#checkGeneration();
        const value = work();
        if (value instanceof Promise) throw new VaultError("vault.async_transaction");
        if (draft.failure !== undefined) throw draft.failure;
        if (draft.changed) this.#writeRoot(draft.root);
        return value;
      } finally {
        this.#draft = undefined;
      }
    });
    this.#root = draft.root;
    return result;
  }

  /** Somebody else wrote into the file since it was unlocked: going on would spoil the root. */
  #checkGeneration(): void {
    const found = this.#parts.db.get("SELECT generation FROM root")?.["generation"];
    if (found !== this.#root.generation) throw new VaultError("vault.stale");
  }

  #writeRoot(root: Root): void {
    root.generation += 1;
    const { db, vaultId, keys, random } = this.#parts;
    writeRoot(db, vaultId, keys, root, random);
  }

  /**
   * Writes and changes the root to match, within a transaction. A failed write ends the transaction
   * even if `work` swallows it: SQLite may have rolled back already, and later writes would stand alone.
   */
  change(leaving: Element | undefined, coming: Element | undefined, write: () => void): void {
    const draft = this.#draft;
    if (draft === undefined) throw new VaultError("vault.stale");
    try {
      write();
    } catch (error) {
      draft.failure = error;
      throw error;
    }
    if (leaving !== undefined) draft.root.toggle(leaving);
    if (coming !== undefined) draft.root.toggle(coming);
    draft.changed = true;
  }

  #prefix(collection: string): Uint8Array {
    const known = this.#prefixes.get(collection);
    if (known !== undefined) return known;
    const made = collectionPrefix(this.keys, collection);
    this.#prefixes.set(collection, made);
    return made;
  }

  #sealedRow(collection: string, id: string): SealedRow | undefined {
    const place = placeOf(this.keys, this.#prefix(collection), collection, id);
    const row = this.#parts.db.get("SELECT place, version, seal, body FROM rows WHERE place = ?", place);
    return row === undefined ? undefined : parseSealedRow(row);
  }

  #open(row: SealedRow): StoredRow {
    const content = openSealed(this.keys.records, row, rowPlace(this.#parts.vaultId, row.place, row.version));
    return { ...decodeRecord(content), version: row.version };
  }

  /** Reads of `work` see one state of the file, and are quicker than one by one. */
  reading<T>(work: () => T): T {
    return this.#parts.db.reading(work);
  }

  get(collection: string, id: string): StoredRow | undefined {
    const row = this.#sealedRow(collection, id);
    if (row === undefined) return undefined;
    const opened = this.#open(row);
    if (opened.id !== id) throw new VaultError("vault.tampered");
    return opened;
  }

  /** The new version: one more than the old, 1 for a new row. */
  put(collection: string, id: string, stored: Stored, expected: number | undefined): number {
    const { db, vaultId, random } = this.#parts;
    const content = encodeRecord(id, stored);
    const sql = "INSERT OR REPLACE INTO rows (place, version, seal, body) VALUES (?, ?, ?, ?)";
    try {
      return this.transaction(() => {
        const old = this.#sealedRow(collection, id);
        if (expected !== undefined && expected !== (old?.version ?? 0))
          throw new VaultError("vault.conflict");
        const place = placeOf(this.keys, this.#prefix(collection), collection, id);
        const version = (old?.version ?? 0) + 1;
        const { seal, body } = sealBytes(
          this.keys.records,
          content,
          rowPlace(vaultId, place, version),
          random,
        );
        this.change(old, { place, version, seal }, () => db.run(sql, place, version, seal, body));
        return version;
      });
    } finally {
      content.fill(0);
    }
  }

  /** Whether there was such a row. */
  delete(collection: string, id: string, expected: number | undefined): boolean {
    return this.transaction(() => {
      const old = this.#sealedRow(collection, id);
      if (expected !== undefined && expected !== (old?.version ?? 0)) throw new VaultError("vault.conflict");
      if (old === undefined) return false;
      this.change(old, undefined, () => this.#parts.db.run("DELETE FROM rows WHERE place = ?", old.place));
      return true;
    });
  }

  /** Rows of a collection as they lie on disk, page by page. */
  *#pages(collection: string, size: number): Generator<readonly Row[]> {
    const prefix = this.#prefix(collection);
    const last = concat(prefix, new Uint8Array(PLACE_LENGTH - prefix.length).fill(0xff));
    const sql =
      "SELECT place, version, seal, body FROM rows WHERE place > ? AND place <= ? ORDER BY place LIMIT ?";
    let after: Uint8Array = prefix;
    for (;;) {
      if (this.#wiped) throw new VaultError("vault.locked");
      const rows = this.#parts.db.all(sql, after, last, size);
      yield rows;
      const end = rows.at(-1);
      if (end === undefined || rows.length < size) return;
      after = placeOfRow(end);
    }
  }

  /** All rows of a collection in no meaningful order; those that do not open go to `onDamaged`, else throw. */
  *each(collection: string, onDamaged?: (place: string) => void): Generator<StoredRow> {
    for (const rows of this.#pages(collection, PAGE)) {
      for (const row of rows) {
        if (this.#wiped) throw new VaultError("vault.locked");
        const opened =
          onDamaged === undefined ? this.#open(parseSealedRow(row)) : this.#openOr(row, onDamaged);
        if (opened !== undefined) yield opened;
      }
    }
  }

  /** The same, still sealed, in packs for a thread that was lent the key. */
  *packs(collection: string): Generator<{ readonly pack: Uint8Array<ArrayBuffer>; readonly count: number }> {
    for (const rows of this.#pages(collection, PAGE))
      if (rows.length > 0) yield { pack: packRows(rows.map(parseSealedRow)), count: rows.length };
  }

  #openOr(row: Row, onDamaged: (place: string) => void): StoredRow | undefined {
    try {
      return this.#open(parseSealedRow(row));
    } catch (error) {
      if (!(error instanceof VaultError)) throw error;
      onDamaged(toBase64Url(placeOfRow(row)));
      return undefined;
    }
  }

  countAll(): number {
    return Number(this.#parts.db.get("SELECT count(*) AS n FROM rows")?.["n"] ?? 0);
  }

  count(collection: string): number {
    const prefix = this.#prefix(collection);
    const last = concat(prefix, new Uint8Array(PLACE_LENGTH - prefix.length).fill(0xff));
    const sql = "SELECT count(*) AS n FROM rows WHERE place > ? AND place <= ?";
    return Number(this.#parts.db.get(sql, prefix, last)?.["n"] ?? 0);
  }
}
