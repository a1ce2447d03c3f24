import { closeSync, existsSync, openSync } from "node:fs";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { DatabaseError, type DatabaseErrorCode } from "./error.ts";

export type SqlValue = null | number | bigint | string | Uint8Array;
export type Row = { readonly [column: string]: SqlValue };

export interface DatabaseOptions {
  /** Identifies our file format (PRAGMA application_id); another one is `database.foreign`. */
  readonly applicationId: number;
  /** One script for each schema version, in order; a file newer than the last is `database.newer`. */
  readonly migrations: readonly string[];
  /** Overwrite deleted content with zeros, and make the file for its owner alone; for stores of secrets. */
  readonly secureDelete?: boolean;
  /**
   * `wal` (default) is fast. `rollback` keeps every confirmed write in the one main file: a damaged
   * journal can then only undo a write that was never confirmed, where damage to a WAL would silently
   * take back confirmed ones.
   */
  readonly journal?: "wal" | "rollback";
  /** Refuse with `database.missing` instead of making a new file. */
  readonly mustExist?: boolean;
  /** Refuse with `database.foreign` a file whose tables are not exactly those of the migrations. */
  readonly strictSchema?: boolean;
}

// Primary result codes, sqlite.org/rescode.html
const CODES = new Map<number, DatabaseErrorCode>([
  [5, "database.locked"],
  [6, "database.locked"],
  [8, "database.read_only"],
  [10, "database.io"],
  [11, "database.corrupt"],
  [13, "database.full"],
  [14, "database.missing"],
  [26, "database.corrupt"],
]);

const MEMORY = ":memory:";
const NO_TIMEOUT = 0;
const TIMEOUT_MS = 5000;

// What the file system says where SQLite is not asked yet.
const FILE_CODES = new Map<string, DatabaseErrorCode>([
  ["ENOENT", "database.missing"],
  ["ENOSPC", "database.full"],
  ["EDQUOT", "database.full"],
  ["EACCES", "database.read_only"],
  ["EPERM", "database.read_only"],
  ["EROFS", "database.read_only"],
]);

function translate(error: unknown): DatabaseError {
  if (error instanceof DatabaseError) return error;
  const { errcode, code: name } = error as { errcode?: unknown; code?: unknown };
  const known = typeof errcode === "number" ? CODES.get(errcode & 0xff) : undefined;
  const code = known ?? (typeof name === "string" ? FILE_CODES.get(name) : undefined);
  return new DatabaseError(code ?? "database.failed", { cause: error });
}

/**
 * The only door to SQLite. Every call is synchronous and throws DatabaseError only. What a
 * `transaction` wrote is on disk (synchronous=FULL) when it returns, or not at all.
 */
export class Database {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  readonly #rollback: boolean;
  #open = true;

  constructor(path: string, options: DatabaseOptions) {
    this.#rollback = options.journal === "rollback";
    try {
      if (options.mustExist === true && !existsSync(path)) throw new DatabaseError("database.missing");
      if (options.secureDelete === true && path !== MEMORY) closeSync(openSync(path, "a", 0o600));
      this.#db = new DatabaseSync(path, { enableForeignKeyConstraints: true, timeout: TIMEOUT_MS });
    } catch (error) {
      throw translate(error);
    }
    try {
      this.#prepareFile(options);
    } catch (error) {
      this.#db.close();
      throw translate(error);
    }
  }

  #prepareFile(options: DatabaseOptions): void {
    this.#db.enableDefensive(true);
    this.#db.exec("PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;");
    const { found, version } = this.#identify();
    if (found !== options.applicationId && (found !== 0 || version !== 0)) {
      throw new DatabaseError("database.foreign");
    }
    // Of a file that should be there, nothing is left.
    if (options.mustExist === true && version === 0) throw new DatabaseError("database.corrupt");
    if (version > options.migrations.length) throw new DatabaseError("database.newer");
    if (options.secureDelete === true) this.#db.exec("PRAGMA secure_delete = ON;");
    const journal = this.#rollback ? "TRUNCATE" : "WAL";
    // fullfsync: macOS acknowledges a plain fsync before the data is on disk.
    this.#db.exec(`PRAGMA journal_mode = ${journal}; PRAGMA synchronous = FULL; PRAGMA fullfsync = ON;`);
    for (let next = version; next < options.migrations.length; next++) {
      this.#db.exec(
        `BEGIN IMMEDIATE; ${options.migrations[next] as string}
         PRAGMA application_id = ${options.applicationId}; PRAGMA user_version = ${next + 1}; COMMIT;`,
      );
    }
    if (options.strictSchema === true && readSchema(this.#db) !== schemaOf(options)) {
      throw new DatabaseError("database.foreign");
    }
  }

  #identify(): { readonly found: number; readonly version: number } {
    try {
      this.#db.prepare("SELECT count(*) FROM sqlite_schema").get();
      return { found: this.#pragma("application_id"), version: this.#pragma("user_version") };
    } catch (error) {
      // SQLite has no code of its own for a schema format that it does not know.
      const known = translate(error);
      throw known.code === "database.failed"
        ? new DatabaseError("database.corrupt", { cause: error })
        : known;
    }
  }

  #pragma(name: string): number {
    return Number(this.#db.prepare(`PRAGMA ${name}`).get()?.[name] ?? 0);
  }

  #statement(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const made = this.#db.prepare(sql);
    this.#statements.set(sql, made);
    return made;
  }

  #exec(sql: string): void {
    try {
      this.#db.exec(sql);
    } catch (error) {
      throw translate(error);
    }
  }

  run(sql: string, ...values: readonly SqlValue[]): void {
    try {
      this.#statement(sql).run(...values);
    } catch (error) {
      throw translate(error);
    }
  }

  get(sql: string, ...values: readonly SqlValue[]): Row | undefined {
    try {
      return this.#statement(sql).get(...values) as Row | undefined;
    } catch (error) {
      throw translate(error);
    }
  }

  all(sql: string, ...values: readonly SqlValue[]): readonly Row[] {
    try {
      return this.#statement(sql).all(...values) as readonly Row[];
    } catch (error) {
      throw translate(error);
    }
  }

  /** Rows one at a time; the statement must not be used again before the walk ends. */
  *each(sql: string, ...values: readonly SqlValue[]): Generator<Row> {
    try {
      yield* this.#db.prepare(sql).iterate(...values) as Iterable<Row>;
    } catch (error) {
      throw translate(error);
    }
  }

  /** Many reads as one, so that the file is locked and looked at once; within a transaction just `work`. */
  reading<T>(work: () => T): T {
    if (this.#db.isTransaction) return work();
    this.#exec("BEGIN DEFERRED");
    try {
      return work();
    } finally {
      this.#rollBack();
    }
  }

  /** Runs `work` as one write transaction; any throw rolls all of it back and is passed on. */
  transaction<T>(work: () => T): T {
    this.#exec("BEGIN IMMEDIATE");
    try {
      const result = work();
      this.#db.exec("COMMIT");
      return result;
    } catch (error) {
      this.#rollBack();
      // What the caller's own code threw stays what it was.
      throw typeof (error as { errcode?: unknown }).errcode === "number" ? translate(error) : error;
    }
  }

  #rollBack(): void {
    try {
      if (this.#db.isTransaction) this.#db.exec("ROLLBACK");
    } catch {
      // A disk that fails here too: the journal undoes the rest when the file is opened again.
    }
  }

  /** Moves what the WAL holds into the main file and empties it, so that overwritten pages are gone. */
  checkpoint(): void {
    this.#exec("PRAGMA wal_checkpoint(TRUNCATE)");
  }

  /** A whole copy of what is committed, in a new file at `path`; it must not be there yet. */
  copyTo(path: string): void {
    try {
      this.#db.prepare("VACUUM INTO ?").run(path);
    } catch (error) {
      throw translate(error);
    }
  }

  /** SQLite's own check of the file's structure; false means damage. */
  isSound(): boolean {
    try {
      return this.#db.prepare("PRAGMA quick_check(1)").get()?.["quick_check"] === "ok";
    } catch {
      return false;
    }
  }

  /** Between transactions a rollback journal is kept, empty; leaving the mode removes it. */
  #removeJournal(): void {
    try {
      if (this.#rollback) this.#db.exec("PRAGMA journal_mode = DELETE");
    } catch {
      // Empty, it means nothing to whoever opens the file next.
    }
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#statements.clear();
    this.#removeJournal();
    this.#db.close();
  }
}

function readSchema(db: DatabaseSync): string {
  const rows = db
    .prepare(
      "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%' ORDER BY name",
    )
    .all();
  return JSON.stringify(rows);
}

function schemaOf(options: DatabaseOptions): string {
  const model = new DatabaseSync(MEMORY);
  try {
    for (const migration of options.migrations) model.exec(migration);
    return readSchema(model);
  } finally {
    model.close();
  }
}

/**
 * A file held by this process alone until `release`, or until the process ends in whatever way: the
 * operating system drops the lock with it, so none goes stale. The file stays empty and must not be
 * opened by anything else: on POSIX, closing any handle to it would drop the lock.
 */
export class ExclusiveFile {
  readonly #db: DatabaseSync;

  /** Throws `database.locked` at once when another process, or another holder in this one, has it. */
  constructor(path: string) {
    try {
      this.#db = new DatabaseSync(path, { timeout: NO_TIMEOUT });
    } catch (error) {
      throw translate(error);
    }
    try {
      this.#db.exec("BEGIN EXCLUSIVE");
    } catch (error) {
      this.#db.close();
      throw translate(error);
    }
  }

  release(): void {
    if (this.#db.isOpen) this.#db.close();
  }
}
