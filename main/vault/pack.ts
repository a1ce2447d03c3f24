import { concat } from "../../src/bytes/bytes.ts";
import { VaultError } from "./error.ts";
import { decodeRecord, type StoredRow } from "./record.ts";
import { rowPlace, type SealedRow } from "./row.ts";
import { openSealed, SEAL_LENGTH } from "./seal.ts";
import { PLACE_LENGTH } from "./subkeys.ts";

/** Place, version (uint64), seal, length of the body (uint32); then the body. */
const HEAD = PLACE_LENGTH + 8 + SEAL_LENGTH + 4;

/** Sealed rows in one piece of memory, so that a thread is handed them without copying each. */
export function packRows(rows: readonly SealedRow[]): Uint8Array<ArrayBuffer> {
  return concat(
    ...rows.flatMap(({ place, version, seal, body }) => {
      const head = new Uint8Array(HEAD);
      const view = new DataView(head.buffer);
      head.set(place, 0);
      view.setBigUint64(PLACE_LENGTH, BigInt(version));
      head.set(seal, PLACE_LENGTH + 8);
      view.setUint32(HEAD - 4, body.length);
      return [head, body];
    }),
  );
}

/** Opens what `packRows` made, for a thread that was lent the key. Throws `vault.tampered`. */
export function* openPack(key: Uint8Array, vaultId: string, pack: Uint8Array): Generator<StoredRow> {
  const view = new DataView(pack.buffer, pack.byteOffset, pack.length);
  let at = 0;
  while (at < pack.length) {
    if (at + HEAD > pack.length) throw new VaultError("vault.tampered");
    const place = pack.subarray(at, at + PLACE_LENGTH);
    const version = Number(view.getBigUint64(at + PLACE_LENGTH));
    const seal = pack.subarray(at + PLACE_LENGTH + 8, at + HEAD - 4);
    const end = at + HEAD + view.getUint32(at + HEAD - 4);
    if (end > pack.length) throw new VaultError("vault.tampered");
    const body = pack.subarray(at + HEAD, end);
    const content = openSealed(key, { seal, body }, rowPlace(vaultId, place, version));
    yield { ...decodeRecord(content), version };
    at = end;
  }
}
