import { setImmediate as pause } from "node:timers/promises";
import { toBase64Url } from "../../src/bytes/base64.ts";
import { compare } from "../../src/bytes/bytes.ts";
import type { Database, Row } from "../doors/database.ts";
import { type DamageReport, VaultError } from "./error.ts";
import { PARTS, Root } from "./root.ts";
import { openSealed } from "./seal.ts";
import { parseElement, parseSealedRow, placeOfRow, rowPlace, type SealedRow } from "./row.ts";
import type { Subkeys } from "./subkeys.ts";
import { readWraps, wrapElement } from "./wraps.ts";

const PAGE = 4096;
const EMPTY = new Uint8Array(0);

export interface Examined {
  readonly db: Database;
  readonly vaultId: string;
  readonly keys: Subkeys;
}

function* pages(db: Database, columns: string, size: number): Generator<readonly Row[]> {
  const sql = `SELECT ${columns} FROM rows WHERE place > ? ORDER BY place LIMIT ?`;
  let after: Uint8Array = EMPTY;
  for (;;) {
    const rows = db.all(sql, after, size);
    yield rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < size) return;
    const place = placeOfRow(last);
    // A damaged tree could go round in circles.
    if (compare(place, after) <= 0) throw new VaultError("vault.tampered");
    after = place;
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
    for (const row of rows) root.toggle(parseElement(row));
    await pause();
  }
  return root;
}

/** The row if its own seal opens; its content is wiped at once. */
function openRow({ vaultId, keys }: Examined, row: Row): SealedRow | undefined {
  try {
    const sealed = parseSealedRow(row);
    openSealed(keys.records, sealed, rowPlace(vaultId, sealed.place, sealed.version)).fill(0);
    return { ...sealed, body: EMPTY };
  } catch (error) {
    if (error instanceof VaultError) return undefined;
    throw error;
  }
}

/** Opens every row and holds all of them against the root that should be; without one, all are doubtful. */
export function examineRows(examined: Examined, expected: Root | undefined): DamageReport {
  const found = emptyRoot(examined);
  const good: SealedRow[] = [];
  const changed: string[] = [];
  for (const rows of pages(examined.db, "place, version, seal, body", 64)) {
    for (const row of rows) {
      const opened = openRow(examined, row);
      if (opened === undefined) changed.push(toBase64Url(placeOfRow(row)));
      else good.push(opened);
      toggleAsItLies(found, row);
    }
  }
  return judge(good, changed, found, expected);
}

/** A row that was changed in its body only still is what the root knows of it. */
function toggleAsItLies(root: Root, row: Row): void {
  try {
    root.toggle(parseSealedRow(row));
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
  }
}

function judge(
  good: readonly SealedRow[],
  changed: readonly string[],
  found: Root,
  expected: Root | undefined,
): DamageReport {
  const allParts = Array.from({ length: PARTS }, (_, index) => index);
  const parts = new Set(expected === undefined ? allParts : found.differences(expected));
  const suspects = good.filter((row) => parts.has(Root.partOf(row)));
  const added = suspects.filter((row) => expected !== undefined && found.differsBy(expected, row));
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
