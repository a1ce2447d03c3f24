import { readFileSync, writeFileSync } from "node:fs";
import { Database } from "../doors/database.ts";
import { LOG_SCHEMA } from "../log/rows.ts";
import { DemoError } from "./step.ts";

/** Mark of a full copy's file (main/follow/copy/open-copy.ts). */
const FULL_COPY = 0x5366_6c67;

/** Flips one bit in the middle of the first stored entry bundle, behind the back of whoever serves it. */
export function flipStoredByte(path: string): void {
  const db = new Database(path, { applicationId: FULL_COPY, migrations: [LOG_SCHEMA] });
  try {
    const bytes = db.get("SELECT bytes FROM bundle WHERE idx = 0")?.["bytes"];
    if (!(bytes instanceof Uint8Array)) throw new DemoError("demo.unexpected", "no bundle to change");
    const changed = Uint8Array.from(bytes);
    const at = Math.floor(changed.length / 2);
    changed[at] = (changed[at] as number) ^ 1;
    db.transaction(() => db.run("UPDATE bundle SET bytes = ? WHERE idx = 0", changed));
  } finally {
    db.close();
  }
}

const ENTRY = Buffer.from('"kind":"credential.issue"');

/**
 * Flips one bit of each credential's entry in the file itself, as a failing disk does. Each, since
 * SQLite's file also holds pages that are no longer part of anything.
 */
export function damageFile(path: string): void {
  const bytes = readFileSync(path);
  let count = 0;
  for (let at = bytes.indexOf(ENTRY); at >= 0; at = bytes.indexOf(ENTRY, at + 1)) {
    bytes[at + 3] = (bytes[at + 3] as number) ^ 1;
    count++;
  }
  if (count === 0) throw new DemoError("demo.unexpected", "no entry to damage");
  writeFileSync(path, bytes);
}
