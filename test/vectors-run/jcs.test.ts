import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { toHex } from "../../src/bytes/hex.ts";
import { canonicalBytes, canonicalJson, parseCanonical } from "../../src/json/canonical.ts";
import { parseJsonBytes } from "../../src/json/parse.ts";

const folder = join(import.meta.dirname, "../vectors/jcs/testdata");
const read = (path: string): Uint8Array => Uint8Array.from(readFileSync(join(folder, path)));
const names = ["arrays", "french", "structures", "unicode", "values", "weird"];

for (const name of names) {
  test(`${name} comes out as published, and only that is canonical`, () => {
    const bytes = canonicalBytes(parseJsonBytes(read(`input/${name}.json`)));
    assert.deepEqual(bytes, read(`output/${name}.json`));
    const hex = Buffer.from(read(`outhex/${name}.txt`))
      .toString("ascii")
      .replace(/\s+/g, "");
    assert.equal(toHex(bytes), hex);
    assert.equal(canonicalJson(parseCanonical(bytes)), Buffer.from(bytes).toString("utf8"));
    assert.throws(() => parseCanonical(read(`input/${name}.json`)), { code: "json.not_canonical" });
  });
}

/** The published generator of numbers (README.md beside the data): fixed values, a run, then a hash chain. */
function* numberBits(): Generator<bigint> {
  const readme = Buffer.from(read("README.md")).toString("utf8");
  for (const [, hex] of readme.matchAll(/0x([0-9a-f]{16})n,/g)) yield BigInt(`0x${hex}`);
  for (let i = 0n; i < 2000n; i++) yield 0x0010000000000000n + i;
  let block: Uint8Array = new Uint8Array(32);
  for (;;) {
    block = createHash("sha256").update(block).digest();
    const view = new DataView(block.buffer, block.byteOffset, 32);
    for (let i = 0; i < 32; i += 8) {
      const value = view.getFloat64(i, true);
      if (value !== 0 && Number.isFinite(value)) yield view.getBigUint64(i, true);
    }
  }
}

test("ten thousand numbers are written as ECMAScript writes them", () => {
  const view = new DataView(new ArrayBuffer(8));
  const digest = createHash("sha256");
  let lines = 0;
  for (const bits of numberBits()) {
    view.setBigUint64(0, bits);
    digest.update(`${bits.toString(16)},${canonicalJson(view.getFloat64(0))}\n`);
    if (++lines === 10_000) break;
  }
  assert.equal(digest.digest("hex"), "b9f7a8e75ef22a835685a52ccba7f7d6bdc99e34b010992cbc5864cd12be6892");
});
