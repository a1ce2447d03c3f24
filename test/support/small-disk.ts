import { spawnSync } from "node:child_process";
import { closeSync, cpSync, mkdtempSync, openSync, rmSync, symlinkSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";

const BLOCK = new Uint8Array(64 * 1024);

/** A folder on a disk of its own, small enough to be filled; needs the right to mount. */
export class SmallDisk {
  readonly #ballast: string;

  private constructor(folder: string) {
    this.#ballast = join(folder, "ballast");
  }

  /** Puts a folder on such a disk, with what is in it; undefined where that cannot be had. */
  static under(t: Pick<TestContext, "after">, folder: string, megabytes = 256): SmallDisk | undefined {
    if (process.platform !== "linux" || process.getuid?.() !== 0) return undefined;
    const disk = mkdtempSync(join(tmpdir(), "sealfolio-disk-"));
    const options = `size=${megabytes}m,mode=0700`;
    if (spawnSync("mount", ["-t", "tmpfs", "-o", options, "none", disk]).status !== 0) {
      rmSync(disk, { recursive: true });
      return undefined;
    }
    t.after(() => {
      spawnSync("umount", ["-l", disk]);
      rmSync(disk, { recursive: true });
    });
    cpSync(folder, disk, { recursive: true });
    rmSync(folder, { recursive: true });
    symlinkSync(disk, folder);
    return new SmallDisk(disk);
  }

  /** Leaves no byte free. */
  fill(): void {
    const file = openSync(this.#ballast, "w");
    try {
      for (;;) writeSync(file, BLOCK);
    } catch (error) {
      if ((error as { code?: unknown }).code !== "ENOSPC") throw error;
    } finally {
      closeSync(file);
    }
  }

  free(): void {
    rmSync(this.#ballast);
  }
}
