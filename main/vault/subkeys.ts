import { hash, hkdfSync } from "node:crypto";
import { concat, utf8 } from "../../src/bytes/bytes.ts";
import { canonicalBytes } from "../../src/json/canonical.ts";

/** Bytes of a place: 8 of its collection, then 16 of its row. */
export const PLACE_LENGTH = 24;
const COLLECTION_LENGTH = 8;
/** One block of SHA-256, so that a key put in front of a message fills exactly the first block. */
const BLOCK = 64;

/** What is derived from the vault key (HKDF, RFC 5869); each key has one use. */
export interface Subkeys {
  /** Seals rows. */
  readonly records: Uint8Array;
  /** Seals the root. */
  readonly root: Uint8Array;
  /** Names places. */
  readonly places: Uint8Array;
  /** Stands behind the elements of the root. */
  readonly elements: Uint8Array;
}

export function deriveSubkeys(vaultKey: Uint8Array, vaultId: Uint8Array): Subkeys {
  const derive = (use: string, length: number): Uint8Array =>
    new Uint8Array(hkdfSync("sha256", vaultKey, vaultId, utf8(`sealfolio/vault/v1/${use}`), length));
  return {
    records: derive("records", 32),
    root: derive("root", 32),
    places: derive("places", BLOCK),
    elements: derive("elements", BLOCK),
  };
}

export function wipeSubkeys(keys: Subkeys): void {
  for (const key of Object.values(keys) as readonly Uint8Array[]) key.fill(0);
}

/**
 * A pseudorandom function on messages of one fixed length: SHA-256 with the key as its first block
 * (the cascade construction, of which HMAC is the form for messages of any length), a tenth of the
 * cost of a node:crypto HMAC for short messages. Every key is used for one length only.
 */
export function prf(key: Uint8Array, message: Uint8Array): Uint8Array {
  return hash("sha256", concat(key, message), "buffer");
}

function nameHash(key: Uint8Array, parts: readonly string[]): Uint8Array {
  return prf(key, hash("sha256", canonicalBytes(parts), "buffer"));
}

/** First bytes of every place of a collection. */
export function collectionPrefix(keys: Subkeys, collection: string): Uint8Array {
  return nameHash(keys.places, ["collection", collection]).subarray(0, COLLECTION_LENGTH);
}

/** Where a row is kept: says nothing of its id to anyone without the vault key. */
export function placeOf(keys: Subkeys, prefix: Uint8Array, collection: string, id: string): Uint8Array {
  const row = nameHash(keys.places, ["row", collection, id]);
  return concat(prefix, row.subarray(0, PLACE_LENGTH - COLLECTION_LENGTH));
}
