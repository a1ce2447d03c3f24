import { toBase64Url } from "../../src/bytes/base64.ts";
import type { Row } from "../doors/database.ts";
import { VaultError } from "./error.ts";
import type { Element } from "./root.ts";
import type { Place } from "./seal.ts";
import { PLACE_LENGTH } from "./subkeys.ts";

/** A row as it lies on disk. */
export interface SealedRow extends Element {
  readonly body: Uint8Array;
}

/** Where a row's seal says it belongs. */
export function rowPlace(vaultId: string, place: Uint8Array, version: number): Place {
  return { vault: vaultId, table: "rows", row: toBase64Url(place), version };
}

/** Throws `vault.tampered` where the column types say that the file is not as we wrote it. */
export function parseElement(row: Row): Element {
  const { place, version, seal } = row;
  if (
    !(place instanceof Uint8Array) ||
    !(seal instanceof Uint8Array) ||
    typeof version !== "number" ||
    place.length !== PLACE_LENGTH
  ) {
    throw new VaultError("vault.tampered");
  }
  return { place, version, seal };
}

/** As `parseElement`, with the content. */
export function parseSealedRow(row: Row): SealedRow {
  const body = row["body"];
  if (!(body instanceof Uint8Array)) throw new VaultError("vault.tampered");
  return { ...parseElement(row), body };
}

/** Where a row says it lies, whatever else is wrong with it. */
export function placeOfRow(row: Row): Uint8Array {
  const place = row["place"];
  if (!(place instanceof Uint8Array)) throw new VaultError("vault.tampered");
  return place;
}
