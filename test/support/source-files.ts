import { globSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";

const root = join(import.meta.dirname, "..", "..");

/** The project's files that a pattern finds, by path from its root with `/`. */
export function sourceFiles(
  ...patterns: readonly string[]
): readonly { readonly path: string; readonly text: string }[] {
  return globSync([...patterns], { cwd: root })
    .sort()
    .map((path) => ({ path: path.split(sep).join("/"), text: readFileSync(join(root, path), "utf8") }));
}
