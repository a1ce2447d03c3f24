import { z } from "zod";
import { toBase64Url } from "../../../src/bytes/base64.ts";
import { utf8 } from "../../../src/bytes/bytes.ts";
import { codeOf } from "../../../src/error.ts";
import { canonicalJson } from "../../../src/json/canonical.ts";
import { parseJsonBytes } from "../../../src/json/parse.ts";
import { parseCheckpoint } from "../../../src/note/checkpoint.ts";
import { parseNote } from "../../../src/note/note.ts";
import type { Database } from "../../doors/database.ts";
import type { LogStore } from "../../log/log-store.ts";
import { CometError } from "./error.ts";

/** Of the only form of snapshots there is. */
export const FORMAT = 1;
/** Kept at most, newest first. */
const KEPT = 32;
/** Named to who asks. */
const NAMED = 8;
const MAX_CHUNK = 1_024;

/** The engine's heights at which the chain stood at a block, so that others can begin there. */
export const SNAPSHOT_SCHEMA = `
CREATE TABLE snapshot (height INTEGER PRIMARY KEY, block INTEGER NOT NULL) STRICT;
`;

const count = z.int().min(0);
const snapshotHead = z.strictObject({
  height: count,
  root: z.string().regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/),
  size: count,
});

/**
 * All that a snapshot says: the newest sealed block at a height of the engine. The history is in the
 * tiles of every node, and each block of it under its seal, so a snapshot has to prove nothing.
 */
export type SnapshotHead = z.infer<typeof snapshotHead>;

export function buildChunk({ height, root, size }: SnapshotHead): Uint8Array {
  return utf8(canonicalJson({ height, root, size }));
}

/** Throws `comet.snapshot`. */
export function parseChunk(bytes: Uint8Array): SnapshotHead {
  try {
    const parsed = snapshotHead.safeParse(parseJsonBytes(bytes, { maxLength: MAX_CHUNK, maxDepth: 2 }));
    if (parsed.success) return parsed.data;
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
  }
  throw new CometError("comet.snapshot");
}

/** Snapshots that this node can vouch for. */
export class SnapshotStore {
  readonly #db: Database;
  readonly #log: Pick<LogStore, "seal">;

  /** `log`: sealed blocks, in the same database. */
  constructor(db: Database, log: Pick<LogStore, "seal">) {
    this.#db = db;
    this.#log = log;
  }

  /** Takes part in the caller's transaction. `block`: the newest at that height. */
  add(height: number, block: number): void {
    this.#db.run("INSERT OR REPLACE INTO snapshot (height, block) VALUES (?, ?)", height, block);
    this.#db.run("DELETE FROM snapshot WHERE height <= ?", height - KEPT);
  }

  /** Sealed ones, newest first. `newest`: the engine's height; a joining engine needs the two after a snapshot. */
  list(newest: number): { readonly height: number; readonly chunk: Uint8Array }[] {
    const rows = this.#db.all(
      "SELECT height, block FROM snapshot WHERE height <= ? ORDER BY height DESC",
      newest - 2,
    );
    return rows
      .flatMap(({ height, block }) => {
        const chunk = this.#chunk(Number(block));
        return chunk === undefined ? [] : [{ height: Number(height), chunk }];
      })
      .slice(0, NAMED);
  }

  at(height: number): Uint8Array | undefined {
    const row = this.#db.get("SELECT block FROM snapshot WHERE height = ?", height);
    return row === undefined ? undefined : this.#chunk(Number(row["block"]));
  }

  #chunk(block: number): Uint8Array | undefined {
    const sealed = this.#log.seal(block);
    if (sealed === undefined || sealed.checkpoint === "") return undefined;
    const { size, root } = parseCheckpoint(parseNote(sealed.checkpoint).text);
    return buildChunk({ height: block, size, root: toBase64Url(root) });
  }
}
