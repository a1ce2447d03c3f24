import { renameSync } from "node:fs";
import { Database } from "../../doors/database.ts";
import { DatabaseError } from "../../doors/error.ts";
import { LogError } from "../../log/error.ts";
import { LOG_SCHEMA } from "../../log/rows.ts";
import { FollowError } from "../error.ts";
import { OWN_COPY } from "../journal.ts";
import { OwnCopy, type OwnCopyOptions } from "./own-copy.ts";

const APPLICATION_ID = 0x5366_6c67;

async function openFile(path: string, options: OwnCopyOptions): Promise<OwnCopy> {
  const db = new Database(path, { applicationId: APPLICATION_ID, migrations: [LOG_SCHEMA] });
  try {
    return await OwnCopy.load(db, options);
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Whether nothing of the file can be used; a newer schema or a locked file is no such case. */
function isUnreadable(error: unknown): boolean {
  if (error instanceof LogError) return true;
  if (error instanceof FollowError) return error.code === "copy.unusable";
  return (
    error instanceof DatabaseError && (error.code === "database.corrupt" || error.code === "database.foreign")
  );
}

/** Moves a file and what SQLite keeps beside it out of the way, and keeps it. */
function setAside(path: string, at: number): void {
  for (const suffix of ["", "-wal", "-shm"]) {
    try {
      renameSync(`${path}${suffix}`, `${path}.damaged-${at}${suffix}`);
    } catch (error) {
      if ((error as { code?: unknown }).code !== "ENOENT") throw error;
    }
  }
}

/**
 * Opens the own copy at `path`, or begins one. A file that cannot be read as one is set aside beside
 * it (`<path>.damaged-<time>`) and a new one begun; the finding `copy.unreadable` says so. The file
 * holds public data only. Throws FollowError or DatabaseError.
 */
export async function openOwnCopy(path: string, options: OwnCopyOptions): Promise<OwnCopy> {
  try {
    return await openFile(path, options);
  } catch (error) {
    if (!isUnreadable(error)) throw error;
  }
  const at = options.clock();
  setAside(path, at);
  const copy = await openFile(path, options);
  copy.journal.report({ code: "copy.unreadable", source: OWN_COPY, place: "file", at });
  return copy;
}
