import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";

/**
 * Tests of what is pure: they open no socket, start no timer and change nothing of their process, so
 * that files of theirs can share one. Starting a process and reading the same sources is about a fifth
 * of what each costs alone.
 */
const SHARING =
  /^test\/(?:vectors-run\/[^/]+|unit\/(?:bytes|carrier|cbor|chain|credential|crypto|csv|exchange|json|jws|mdoc|merkle|note|paper|presentation|text|verdict)\/.+)\.test\.ts$/;

/** So many files share a process: enough to gain by it, few enough that the last one ends soon. */
const TOGETHER = 10;

/**
 * The files to start a process for each, in place of `files`: some of them only import several. They are
 * written into `folder`, anew each time. Paths are absolute.
 */
export function grouped(root: string, files: readonly string[], folder: string): readonly string[] {
  rmSync(folder, { recursive: true, force: true });
  const shares = (file: string): boolean => SHARING.test(relative(root, file).replaceAll("\\", "/"));
  const sharing = files.filter(shares);
  const count = Math.ceil(sharing.length / TOGETHER);
  if (count > 0) mkdirSync(folder, { recursive: true });
  const groups = Array.from({ length: count }, (_, group) => {
    // Dealt out like cards: those beside one another, which are of one kind, take about as long.
    const members = sharing.filter((_file, at) => at % count === group);
    const path = join(folder, `group-${group + 1}.test.mjs`);
    writeFileSync(
      path,
      members.map((file) => `import ${JSON.stringify(pathToFileURL(file).href)};\n`).join(""),
    );
    return path;
  });
  return [...files.filter((file) => !shares(file)), ...groups];
}
