import { DatabaseSync, type StatementSync } from "node:sqlite";
import { DatabaseError, type DatabaseErrorCode } from "./error.ts";

export type SqlValue = null | number | bigint | string | Uint8Array;
export type Row = { readonly [column: string]: SqlValue };

export interface DatabaseOptions {
  /** Identifies our file format (PRAGMA application_id); another one is `database.foreign`. */
  readonly applicationId: number;
  /** One script for each schema version, in order; a file newer than the last is `database.newer`. */
  readonly migrations: readonly string[];
  /** Overwrite deleted content with zeros; for stores of secrets. */
  readonly secureDelete?: boolean;
}

// Primary result codes, sqlite.org/rescode.html
const CODES = new Map<number, DatabaseErrorCode>([
  [5, "database.locked"],
  [6, "database.locked"],
  [8, "database.read_only"],
  [11, "database.corrupt"],
  [13, "database.full"],
  [14, "database.missing"],
  [26, "database.corrupt"],
]);

function translate(error: unknown): DatabaseError {
  if (error instanceof DatabaseError) return error;
  const raw = (error as { errcode?: unknown }).errcode;
  const code = typeof raw === "number" ? CODES.get(raw & 0xff) : undefined;
  return new DatabaseError(code ?? "database.failed", { cause: error });
}

/**
 * The only door to SQLite. Every call is synchronous and throws DatabaseError only. What a
 * `transaction` wrote is on disk (WAL, synchronous=FULL) when it returns, or not at all.
 */
export class Database {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  #open = true;

  constructor(path: string, options: DatabaseOptions) {
    try {
      this.#db = new DatabaseSync(path, { enableForeignKeyConstraints: true, timeout: 5000 });
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
    this.#db.exec("PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;");
    const found = this.#pragma("application_id");
    const version = this.#pragma("user_version");
    if (found !== options.applicationId && (found !== 0 || version !== 0)) {
      throw new DatabaseError("database.foreign");
    }
    if (version > options.migrations.length) throw new DatabaseError("database.newer");
    if (options.secureDelete === true) this.#db.exec("PRAGMA secure_delete = ON;");
    this.#db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
    for (let next = version; next < options.migrations.length; next++) {
      this.#db.exec(
        `BEGIN IMMEDIATE; ${options.migrations[next] as string}
         PRAGMA application_id = ${options.applicationId}; PRAGMA user_version = ${next + 1}; COMMIT;`,
      );
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

  /** Runs `work` as one write transaction; any throw rolls all of it back and is passed on. */
  transaction<T>(work: () => T): T {
    try {
      this.#db.exec("BEGIN IMMEDIATE");
    } catch (error) {
      throw translate(error);
    }
    try {
      const result = work();
      this.#db.exec("COMMIT");
      return result;
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec("ROLLBACK");
      // What the caller's own code threw stays what it was.
      throw typeof (error as { errcode?: unknown }).errcode === "number" ? translate(error) : error;
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

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#statements.clear();
    this.#db.close();
  }
}
