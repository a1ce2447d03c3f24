import { toBase64Url } from "../../src/bytes/base64.ts";
import type { Database } from "../doors/database.ts";
import type { RandomBytes } from "../doors/random.ts";
import { VaultError } from "./error.ts";
import { decodeRecord, encodeRecord } from "./record.ts";
import { Root } from "./root.ts";
import { writeRoot } from "./root-row.ts";
import { openSealed, sealBytes } from "./seal.ts";
import { parseSealedRow, placeOfRow, rowPlace } from "./row.ts";
import { collectionPrefix, placeOf, type Subkeys } from "./subkeys.ts";
import { deleteWrap, type Wrap, wrapElement, writeWrap } from "./wraps.ts";

const PAGE = 4096;
const PREFIX = 8;

export interface Rekeying {
  readonly db: Database;
  readonly vaultId: string;
  readonly old: Subkeys;
  readonly next: Subkeys;
  /** Names of all collections: a row's place does not tell them. */
  readonly names: Iterable<string>;
  /** Under the new vault key; the only way in that stays. */
  readonly wrap: Wrap;
  readonly generation: number;
  readonly random: RandomBytes;
}

function allPlaces(db: Database): readonly Uint8Array[] {
  const places: Uint8Array[] = [];
  let after: Uint8Array = new Uint8Array(0);
  for (;;) {
    const rows = db.all("SELECT place FROM rows WHERE place > ? ORDER BY place LIMIT ?", after, PAGE);
    for (const row of rows) places.push(placeOfRow(row));
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return places;
    after = placeOfRow(last);
  }
}

/**
 * Seals every row anew, at a new place and under a new key, and takes away every way in but one. To be
 * run within one transaction. Gives the new root. Throws `vault.unknown_rows`, `vault.tampered`.
 */
export function rekeyRows(given: Rekeying): Root {
  const { db, vaultId, old, next, random } = given;
  const root = new Root(next.elements);
  root.generation = given.generation;
  const nameOf = new Map([...given.names].map((name) => [toBase64Url(collectionPrefix(old, name)), name]));
  for (const place of allPlaces(db)) {
    const row = parseSealedRow(
      db.get("SELECT place, version, seal, body FROM rows WHERE place = ?", place) ?? {},
    );
    const name = nameOf.get(toBase64Url(place.subarray(0, PREFIX)));
    if (name === undefined) throw new VaultError("vault.unknown_rows");
    const { id, stored } = decodeRecord(openSealed(old.records, row, rowPlace(vaultId, place, row.version)));
    const content = encodeRecord(id, stored);
    const moved = placeOf(next, collectionPrefix(next, name), name, id);
    const { version } = row;
    const { seal, body } = sealBytes(next.records, content, rowPlace(vaultId, moved, version), random);
    content.fill(0);
    db.run("DELETE FROM rows WHERE place = ?", place);
    db.run("INSERT INTO rows (place, version, seal, body) VALUES (?, ?, ?, ?)", moved, version, seal, body);
    root.toggle({ place: moved, version, seal });
  }
  for (const kind of ["os", "recovery"] as const) deleteWrap(db, kind);
  writeWrap(db, vaultId, given.wrap);
  root.toggle(wrapElement(next, vaultId, given.wrap));
  writeRoot(db, vaultId, next, root, random);
  return root;
}
