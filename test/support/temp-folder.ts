import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A fresh folder that goes when the test (its context) or the file (node:test itself) ends. */
export function tempFolder(t: { after(work: () => void): void }): string {
  const folder = mkdtempSync(join(tmpdir(), "sealfolio-test-"));
  t.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}
