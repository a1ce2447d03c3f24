import { Database } from "../doors/database.ts";

/** PRAGMA application_id of a vault: "SfVt". */
const APPLICATION_ID = 0x53665674;

/**
 * Schema of each released version, in order; only ever added to. In clear are: how many rows there
 * are, in how many collections, about how long, and how often a passphrase failed.
 */
const MIGRATIONS: readonly string[] = [
  `CREATE TABLE header (one INTEGER PRIMARY KEY CHECK (one = 1), vault BLOB NOT NULL) STRICT;
   CREATE TABLE wraps (
     kind TEXT PRIMARY KEY, params TEXT NOT NULL, seal BLOB NOT NULL, body BLOB NOT NULL, digest BLOB NOT NULL
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE guard (
     one INTEGER PRIMARY KEY CHECK (one = 1),
     failures INTEGER NOT NULL, since INTEGER NOT NULL, until INTEGER NOT NULL, digest BLOB NOT NULL
   ) STRICT;
   CREATE TABLE root (
     one INTEGER PRIMARY KEY CHECK (one = 1), generation INTEGER NOT NULL, seal BLOB NOT NULL, body BLOB NOT NULL
   ) STRICT;
   CREATE TABLE rows (
     place BLOB PRIMARY KEY, version INTEGER NOT NULL, seal BLOB NOT NULL, body BLOB NOT NULL
   ) STRICT, WITHOUT ROWID;`,
];

/** Throws DatabaseError: `database.missing`, `.newer`, `.foreign`, `.corrupt`, `.locked`, ... */
export function openVaultFile(path: string, mustExist: boolean): Database {
  return new Database(path, {
    applicationId: APPLICATION_ID,
    migrations: MIGRATIONS,
    secureDelete: true,
    journal: "rollback",
    strictSchema: true,
    mustExist,
  });
}
