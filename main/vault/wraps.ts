import { concat, equal } from "../../src/bytes/bytes.ts";
import { toBase64Url } from "../../src/bytes/base64.ts";
import { canonicalBytes, canonicalJson } from "../../src/json/canonical.ts";
import type { JsonObject } from "../../src/json/value.ts";
import { nodePrimitives } from "../crypto/primitives.ts";
import type { Database, Row } from "../doors/database.ts";
import type { RandomBytes } from "../doors/random.ts";
import { VaultError } from "./error.ts";
import type { Element } from "./root.ts";
import { openSealed, sealBytes, SEAL_LENGTH } from "./seal.ts";
import { collectionPrefix, placeOf, type Subkeys } from "./subkeys.ts";

/** Ways to the one vault key; at most one row each. */
export type WrapKind = "passphrase" | "os" | "recovery";

const NAME = ".wraps";

/** The vault key under another key. */
export interface Wrap {
  readonly kind: WrapKind;
  /** How that other key is found: text of a JSON object. */
  readonly params: string;
  readonly seal: Uint8Array;
  readonly body: Uint8Array;
}

function digestOf(vaultId: string, wrap: Wrap): Uint8Array {
  const { kind, params, seal, body } = wrap;
  return nodePrimitives.sha256(canonicalBytes([vaultId, kind, params, toBase64Url(seal), toBase64Url(body)]));
}

export function makeWrap(
  vaultId: string,
  kind: WrapKind,
  params: JsonObject,
  keys: { readonly wrapping: Uint8Array; readonly vault: Uint8Array },
  random: RandomBytes,
): Wrap {
  const place = { vault: vaultId, table: NAME, row: kind, version: 1 };
  return { kind, params: canonicalJson(params), ...sealBytes(keys.wrapping, keys.vault, place, random) };
}

/** The vault key, for the caller to wipe; undefined when the other key is not the right one. */
export function openWrap(vaultId: string, wrap: Wrap, wrappingKey: Uint8Array): Uint8Array | undefined {
  try {
    return openSealed(wrappingKey, wrap, { vault: vaultId, table: NAME, row: wrap.kind, version: 1 });
  } catch (error) {
    if (error instanceof VaultError) return undefined;
    throw error;
  }
}

export function writeWrap(db: Database, vaultId: string, wrap: Wrap): void {
  db.run(
    "INSERT OR REPLACE INTO wraps (kind, params, seal, body, digest) VALUES (?, ?, ?, ?, ?)",
    wrap.kind,
    wrap.params,
    wrap.seal,
    wrap.body,
    digestOf(vaultId, wrap),
  );
}

export function deleteWrap(db: Database, kind: WrapKind): void {
  db.run("DELETE FROM wraps WHERE kind = ?", kind);
}

/** The digest needs no key: it tells damage from a wrong passphrase, the root tells tampering. */
function parseWrap(row: Row, vaultId: string): Wrap {
  const { kind, params, seal, body, digest } = row;
  if (
    typeof kind === "string" &&
    typeof params === "string" &&
    seal instanceof Uint8Array &&
    body instanceof Uint8Array &&
    digest instanceof Uint8Array &&
    kind.isWellFormed() &&
    params.isWellFormed()
  ) {
    const wrap = { kind: kind as WrapKind, params, seal, body };
    if (equal(digest, digestOf(vaultId, wrap))) return wrap;
  }
  throw new VaultError("vault.damaged");
}

/** Throws `vault.damaged`. */
export function readWraps(db: Database, vaultId: string): readonly Wrap[] {
  return db.all("SELECT kind, params, seal, body, digest FROM wraps").map((row) => parseWrap(row, vaultId));
}

/** A wrap in the root: an old passphrase cannot be put back, nor a way in added. */
export function wrapElement(keys: Subkeys, vaultId: string, wrap: Wrap): Element {
  const place = placeOf(keys, collectionPrefix(keys, NAME), NAME, wrap.kind);
  const digest = digestOf(vaultId, wrap);
  return { place, version: 1, seal: concat(digest, new Uint8Array(SEAL_LENGTH - digest.length)) };
}
