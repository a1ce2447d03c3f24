import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "..", "..");

/** docs/operating.md, whole. */
export const GUIDE = readFileSync(join(ROOT, "docs", "operating.md"), "utf8");
const BLOCKS = [...GUIDE.matchAll(/^```\n([^]*?)^```$/gm)].map(([, block = ""]) => block);

/** What stands in its blocks, line by line. */
export const GUIDE_LINES = BLOCKS.flatMap((block) => block.split("\n")).map((line) =>
  line.replace(/\s+#.*$/, ""),
);

/** What it tells an operator to type of ours. */
export const TYPED = GUIDE_LINES.filter((line) => line.startsWith("npx sealfolio "));

/** As a shell splits it, without `npx sealfolio`. */
export function wordsOf(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "").slice(2);
}

/** The `at`th line of those that begin with this command. */
export function typed(command: string, at = 0): string[] {
  const line = TYPED.filter((each) => each.startsWith(`npx sealfolio ${command} `))[at];
  assert.ok(line !== undefined, command);
  return wordsOf(line);
}
