import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A name in a folder that leads nowhere, for root too: to itself. */
export function leadNowhere(path: string): void {
  symlinkSync(path, path);
}

/** Makes a folder that cannot be removed: root may, but not where a disk is mounted. What it answers ends that. */
export function keepFromRemoval(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  if (process.getuid?.() === 0 && process.platform === "linux") {
    assert.equal(spawnSync("mount", ["-t", "tmpfs", "none", folder]).status, 0, "root may mount");
    return () => void spawnSync("umount", ["-l", folder]);
  }
  writeFileSync(join(folder, "left"), "");
  chmodSync(folder, 0o500);
  return () => chmodSync(folder, 0o700);
}
