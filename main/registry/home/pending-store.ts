import type { Database, Row, SqlValue } from "../../doors/database.ts";
import { RegistryError } from "../error.ts";

/** An entry acknowledged and not sealed yet; `seq` gives the order. */
export interface PendingEntry {
  readonly seq: number;
  /** Leaf hash, base64url. */
  readonly hash: string;
  readonly bytes: Uint8Array;
}

/** What was signed and shown to cosigners: nothing else may ever be signed for its size. */
export interface StoredProposal {
  /** The pending entries up to this one are those of the block. */
  readonly through: number;
  readonly record: Uint8Array;
  /** Signed by the log. */
  readonly checkpoint: string;
}

export interface RefusedEntry {
  readonly hash: string;
  readonly code: string;
}

const MAX_REFUSED = 10_000;

export const PENDING_SCHEMA = `
CREATE TABLE pending (seq INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, bytes BLOB NOT NULL) STRICT;
CREATE TABLE proposal (one INTEGER PRIMARY KEY CHECK (one = 1), through INTEGER NOT NULL, record BLOB NOT NULL,
  checkpoint TEXT NOT NULL) STRICT;
CREATE TABLE refused (seq INTEGER PRIMARY KEY AUTOINCREMENT, hash TEXT NOT NULL UNIQUE, code TEXT NOT NULL) STRICT;
`;

function text(value: SqlValue | undefined): string {
  if (typeof value !== "string") throw new RegistryError("registry.damaged");
  return value;
}

function bytes(value: SqlValue | undefined): Uint8Array {
  if (!(value instanceof Uint8Array)) throw new RegistryError("registry.damaged");
  return value;
}

function integer(value: SqlValue | undefined): number {
  if (typeof value !== "number") throw new RegistryError("registry.damaged");
  return value;
}

function parsePending(row: Row): PendingEntry {
  return { seq: integer(row["seq"]), hash: text(row["hash"]), bytes: bytes(row["bytes"]) };
}

/** Entries that wait, in order; for who has no use for the rest of a store, or cannot read it. */
export function readPending(db: Database): PendingEntry[] {
  return db.all("SELECT seq, hash, bytes FROM pending ORDER BY seq").map(parsePending);
}

/** As `readPending`: the block that was signed last and is not sealed. */
export function readProposal(db: Database): StoredProposal | undefined {
  const row = db.get("SELECT through, record, checkpoint FROM proposal WHERE one = 1");
  if (row === undefined) return undefined;
  return {
    through: integer(row["through"]),
    record: bytes(row["record"]),
    checkpoint: text(row["checkpoint"]),
  };
}

/**
 * What an engine must not forget beside the log. Writes take part in the caller's transaction. One at a
 * time for a database.
 */
export class PendingStore {
  readonly #db: Database;
  /** Hashes that may be among the refused: of most entries it is known without asking that they are not. */
  readonly #refused: Set<string>;

  constructor(db: Database) {
    this.#db = db;
    this.#refused = new Set(db.all("SELECT hash FROM refused").map((row) => text(row["hash"])));
  }

  all(): PendingEntry[] {
    return readPending(this.#db);
  }

  /** All of them or none, durable on return. */
  add(entries: readonly PendingEntry[]): void {
    this.#db.transaction(() => {
      for (const { seq, hash, bytes: entry } of entries) {
        this.#db.run("INSERT INTO pending (seq, hash, bytes) VALUES (?, ?, ?)", seq, hash, entry);
        if (this.#refused.has(hash)) this.#db.run("DELETE FROM refused WHERE hash = ?", hash);
      }
    });
  }

  proposal(): StoredProposal | undefined {
    return readProposal(this.#db);
  }

  /** Durable on return, together with the entries that a rule kept out of the block. */
  propose(proposal: StoredProposal | undefined, refused: readonly RefusedEntry[]): void {
    this.#db.transaction(() => {
      for (const { hash, code } of refused) {
        this.#refused.add(hash);
        this.#db.run("DELETE FROM pending WHERE hash = ?", hash);
        this.#db.run("INSERT OR REPLACE INTO refused (hash, code) VALUES (?, ?)", hash, code);
      }
      this.#db.run("DELETE FROM refused WHERE seq <= (SELECT max(seq) FROM refused) - ?", MAX_REFUSED);
      if (proposal === undefined) return;
      const { through, record, checkpoint } = proposal;
      this.#db.run(
        "INSERT INTO proposal (one, through, record, checkpoint) VALUES (1, ?, ?, ?)",
        through,
        record,
        checkpoint,
      );
    });
  }

  /** To be called in the transaction that stores the sealed block. */
  forgetProposed(through: number): void {
    this.#db.run("DELETE FROM pending WHERE seq <= ?", through);
    this.#db.run("DELETE FROM proposal");
  }

  /** To be called in the transaction that stores the block these entries are in. */
  forget(hashes: readonly string[]): void {
    const list = JSON.stringify(hashes);
    this.#db.run("DELETE FROM pending WHERE hash IN (SELECT value FROM json_each(?))", list);
    const refused = hashes.filter((hash) => this.#refused.has(hash));
    if (refused.length > 0)
      this.#db.run(
        "DELETE FROM refused WHERE hash IN (SELECT value FROM json_each(?))",
        JSON.stringify(refused),
      );
  }

  refusal(hash: string): string | undefined {
    const row = this.#db.get("SELECT code FROM refused WHERE hash = ?", hash);
    return row === undefined ? undefined : text(row["code"]);
  }
}
