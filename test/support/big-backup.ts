import { type RandomBytes, systemRandom } from "../../main/doors/random.ts";
import { encryptAge } from "../../main/vault/backup/age.ts";
import { type BackupRow, encodeBackup } from "../../main/vault/backup/content.ts";

/** Opens the backups made here. */
export const BACKUP_PASSPHRASE = "of the backup alone";
const HEAD = { vault: "AAAAAAAAAAAAAAAAAAAAAA", made: 1_700_000_000, generation: 1 } as const;

/** Rows of a wallet that holds so many anchors. */
export function rowsOf(anchors: number): readonly BackupRow[] {
  const settings = { registry: "A".repeat(43), sources: ["http://127.0.0.1:9/"], mode: "light" };
  return [
    { collection: "settings", id: "wallet", stored: settings },
    ...Array.from({ length: anchors }, (_, i) => {
      return { collection: "anchors", id: `row ${i}`, stored: { certificate: `${i}`, imported: 0 } };
    }),
  ];
}

/** A backup file of a citizen's wallet called Ada, of `1 + anchors` rows. */
export async function bigBackup(anchors: number): Promise<Uint8Array> {
  const content = encodeBackup({ ...HEAD, name: "Ada", kind: "citizen" }, rowsOf(anchors));
  return await encryptAge(content, { passphrase: BACKUP_PASSPHRASE }, systemRandom, 10);
}

/** Randomness of a computer that is busy with other things while `pause` milliseconds are asked for. */
export function slowRandom(pause: () => number): RandomBytes {
  const waiting = new Int32Array(new SharedArrayBuffer(4));
  return (length) => {
    const wait = pause();
    if (wait > 0) Atomics.wait(waiting, 0, 0, wait);
    return systemRandom(length);
  };
}
