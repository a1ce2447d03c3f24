import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const TEST = join(import.meta.dirname, "..");
const rows = readFileSync(join(TEST, "attacks.md"), "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| ") && !line.startsWith("| attack |") && !line.startsWith("| --- |"))
  .map((line) =>
    line
      .slice(2, -2)
      .split(" | ")
      .map((cell) => cell.trim()),
  );

test("every attack of the table is shown by a test that is there", () => {
  assert.ok(rows.length > 40);
  for (const [attack = "", , file = "", name = "", ...rest] of rows) {
    assert.equal(rest.length, 0, attack);
    const source = readFileSync(join(TEST, file), "utf8");
    const found = source
      .split("\n")
      .some((line) => line.includes(name) && !line.trimStart().startsWith("//"));
    assert.ok(name.length > 10 && found, `${file} has no test "${name}"`);
  }
});
