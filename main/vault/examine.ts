import { setImmediate as pause } from "node:timers/promises";
import { toBase64Url } from "../../src/bytes/base64.ts";
import type { Database } from "../doors/database.ts";
import { type DamageReport, VaultError } from "./error.ts";
import { Root } from "./root.ts";
import { openSealed } from "./seal.ts";
import { parseSealedRow, rowPlace, type SealedRow } from "./store.ts";
import type { Subkeys } from "./subkeys.ts";
import { readWraps, wrapElement } from "./wraps.ts";

const PAGE = 4096;
const EMPTY = new Uint8Array(0);

export interface Examined {
  readonly db: Database;
  readonly vaultId: string;
  readonly keys: Subkeys;
}

function* pages(db: Database, columns: string, size: number): Generator<readonly SealedRow[]> {
  const sql = `SELECT ${columns} FROM rows WHERE place > ? ORDER BY place LIMIT ?`;
  let after: Uint8Array = EMPTY;
  for (;;) {
    const rows = db.all(sql, after, size).map((row) => parseSealedRow({ body: EMPTY, ...row }));
    yield rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < size) return;
    // A damaged tree could go round in circles.
    if (Buffer.compare(last.place, after) <= 0) throw new VaultError("vault.tampered");
    after = last.place;
  }
}

function emptyRoot({ db, vaultId, keys }: Examined): Root {
  const root = new Root(keys.elements);
  for (const wrap of readWraps(db, vaultId)) root.toggle(wrapElement(keys, vaultId, wrap));
  return root;
}

/** The root of what is there now, from places, versions and seals alone; lets others run in between. */
export async function computeRoot(examined: Examined): Promise<Root> {
  const root = emptyRoot(examined);
  for (const rows of pages(examined.db, "place, version, seal", PAGE)) {
    for (const row of rows) root.toggle(row);
    await pause();
  }
  return root;
}

function opens({ vaultId, keys }: Examined, row: SealedRow): boolean {
  try {
    openSealed(keys.records, row, rowPlace(vaultId, row.place, row.version)).fill(0);
    return true;
  } catch {
    return false;
  }
}

/** Opens every row and holds all of them against the root that should be. */
export function examineRows(examined: Examined, expected: Root): DamageReport {
  const found = emptyRoot(examined);
  const good: SealedRow[] = [];
  const changed: string[] = [];
  for (const rows of pages(examined.db, "place, version, seal, body", 64)) {
    for (const row of rows) {
      if (row.version >= 1) found.toggle(row);
      if (opens(examined, row)) good.push({ ...row, body: EMPTY });
      else changed.push(toBase64Url(row.place));
    }
  }
  const parts = new Set(found.differences(expected));
  const suspects = good.filter((row) => parts.has(Root.partOf(row)));
  const added = suspects.filter((row) => found.differsBy(expected, row));
  const explained = new Set(added.map((row) => Root.partOf(row)));
  const doubtful = suspects.filter((row) => !explained.has(Root.partOf(row)));
  return {
    sound: good.length - added.length - doubtful.length,
    changed,
    added: added.map((row) => toBase64Url(row.place)),
    doubtful: doubtful.map((row) => toBase64Url(row.place)),
    parts: parts.size,
  };
}
