import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const TEST = join(import.meta.dirname, "..");

/** Rows of the tables whose third column is a test's file and whose fourth is its name. */
function rowsOf(page: string): readonly (readonly string[])[] {
  return readFileSync(join(TEST, page), "utf8")
    .split("\n")
    .filter((line) => line.startsWith("| ") && !/^\| [^|]+ \|[^|]+\| file \|/.test(line))
    .filter((line) => !line.startsWith("| --- |"))
    .map((line) =>
      line
        .slice(2, -2)
        .split(" | ")
        .map((cell) => cell.trim()),
    );
}

for (const [page, least] of [
  ["attacks.md", 40],
  ["../SECURITY.md", 80],
] as const) {
  test(`every attack of ${page} is shown by a test that is there`, () => {
    const rows = rowsOf(page);
    assert.ok(rows.length > least, String(rows.length));
    for (const [attack = "", , file = "", name = "", ...rest] of rows) {
      assert.equal(rest.length, 0, attack);
      assert.match(file, /\.test\.ts$/, attack);
      const source = readFileSync(join(TEST, file), "utf8");
      const found = source
        .split("\n")
        .some((line) => line.includes(name) && !line.trimStart().startsWith("//"));
      assert.ok(name.length > 10 && found, `${file} has no test "${name}"`);
    }
  });
}

test("each of the 20 items of Electron's checklist has its row", () => {
  const heads = rowsOf("../SECURITY.md").flatMap(([head = ""]) => (/^[0-9]/.test(head) ? [head] : []));
  const items = new Set(heads.flatMap((head) => (head.match(/[0-9]+/g) ?? []).map(Number)));
  assert.deepEqual(
    [...items].toSorted((a, b) => a - b),
    Array.from({ length: 20 }, (_, i) => i + 1),
  );
});

test("paths that the security page names in passing are there", () => {
  const text = readFileSync(join(TEST, "..", "SECURITY.md"), "utf8");
  const paths = [...text.matchAll(/`((?:main|test|src|renderer)\/[^`\s*]+\.(?:ts|md))`/g)];
  assert.ok(paths.length > 1);
  for (const [, path = ""] of paths) assert.ok(readFileSync(join(TEST, "..", path)).length > 0, path);
});
