import { concat } from "../../../src/bytes/bytes.ts";
import { encodeBundle } from "../../../src/merkle/bundle.ts";
import { TILE_WIDTH } from "../../../src/merkle/tile.ts";
import type { Database, Row } from "../../doors/database.ts";
import { CometError } from "./error.ts";

/** A block that the engine has decided and that waits for its seal. */
export interface DecidedBlock {
  readonly height: number;
  /** Entries, then the record. */
  readonly leaves: readonly Uint8Array[];
  /** With our own log signature and cosignature; empty until they are made. */
  readonly checkpoint: string;
}

/** How far the engine has come; its heights are not the registry's, since some of its blocks are empty. */
export interface EnginePosition {
  readonly height: number;
  /** Of the newest block that changed who votes; 0 if none did. */
  readonly changed: number;
}

export const DECIDED_SCHEMA = `
CREATE TABLE decided (height INTEGER PRIMARY KEY, leaves BLOB NOT NULL, checkpoint TEXT NOT NULL) STRICT;
CREATE TABLE position (one INTEGER PRIMARY KEY CHECK (one = 1), height INTEGER NOT NULL, changed INTEGER NOT NULL) STRICT;
`;

function encodeLeaves(leaves: readonly Uint8Array[]): Uint8Array {
  const bundles: Uint8Array[] = [];
  for (let at = 0; at < leaves.length; at += TILE_WIDTH) {
    bundles.push(encodeBundle(leaves.slice(at, at + TILE_WIDTH)));
  }
  return concat(...bundles);
}

function parseLeaves(bytes: Uint8Array): Uint8Array[] {
  const leaves: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    const start = at + 2;
    const end = start + (((bytes[at] as number) << 8) | (bytes[at + 1] ?? 0));
    if (end > bytes.length) throw new CometError("comet.damaged");
    leaves.push(bytes.subarray(start, end));
    at = end;
  }
  return leaves;
}

function parseRow(row: Row): DecidedBlock {
  const { height, leaves, checkpoint } = row;
  if (typeof height !== "number" || typeof checkpoint !== "string" || !(leaves instanceof Uint8Array)) {
    throw new CometError("comet.damaged");
  }
  return { height, leaves: parseLeaves(leaves), checkpoint };
}

/** Decided blocks on disk, in the database of the log that they follow. */
export class DecidedStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** In order. */
  all(): DecidedBlock[] {
    return this.#db.all("SELECT height, leaves, checkpoint FROM decided ORDER BY height").map(parseRow);
  }

  /** Undefined before the engine has begun. */
  position(): EnginePosition | undefined {
    const row = this.#db.get("SELECT height, changed FROM position WHERE one = 1");
    if (row === undefined) return undefined;
    const { height, changed } = row;
    if (typeof height !== "number" || typeof changed !== "number") throw new CometError("comet.damaged");
    return { height, changed };
  }

  /** Durable on return, with what `also` writes. */
  add(
    position: EnginePosition,
    block: Omit<DecidedBlock, "checkpoint"> | undefined,
    also: () => void = () => {},
  ): void {
    this.#db.transaction(() => {
      this.#db.run(
        "INSERT OR REPLACE INTO position (one, height, changed) VALUES (1, ?, ?)",
        position.height,
        position.changed,
      );
      if (block !== undefined) {
        this.#db.run(
          "INSERT INTO decided (height, leaves, checkpoint) VALUES (?, ?, '')",
          block.height,
          encodeLeaves(block.leaves),
        );
      }
      also();
    });
  }

  putCheckpoint(height: number, checkpoint: string): void {
    this.#db.transaction(() => {
      this.#db.run("UPDATE decided SET checkpoint = ? WHERE height = ?", checkpoint, height);
    });
  }

  /** To be called in the transaction that stores the sealed block. */
  forget(height: number): void {
    this.#db.run("DELETE FROM decided WHERE height = ?", height);
  }
}
