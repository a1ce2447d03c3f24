import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Files below a folder, by name within it; SQLite's shared memory, which holds nothing, is left out. */
export function filesIn(folder: string): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith("-shm"))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Digest of every file below a folder: two are equal if nothing stored changed in between. */
export function folderState(folder: string): Readonly<Record<string, string>> {
  const digest = (path: string): string => createHash("sha256").update(readFileSync(path)).digest("hex");
  return Object.fromEntries(filesIn(folder).map((path) => [path.slice(folder.length), digest(path)]));
}
