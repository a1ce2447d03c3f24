import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, it } from "node:test";
import { hashDigits } from "../../../renderer/parts/hash-digits.ts";
import { ROSETTE_RADIUS, rosetteOf } from "../../../renderer/parts/rosette-path.ts";

const hashOf = (seed: string): Uint8Array => createHash("sha256").update(seed).digest();
const drawn = (bytes: Uint8Array): string => rosetteOf(bytes).join("");
const numbersOf = (path: string): readonly number[] =>
  [...path.matchAll(/-?\d+\.\d/g)].map(([text]) => Number(text));

describe("a rosette", () => {
  it("is the same for the same bytes, today and after an update of the program", () => {
    const digest = createHash("sha256")
      .update(drawn(hashOf("certificate")))
      .digest("hex");
    assert.equal(drawn(hashOf("certificate")), drawn(hashOf("certificate")));
    assert.equal(digest.slice(0, 16), "3ad68de5e117aef9");
  });

  it("is another one for other bytes, even where a single one of the first 22 differs", () => {
    const bytes = hashOf("certificate");
    const seen = new Set([drawn(bytes)]);
    for (let i = 0; i < 22; i++) {
      const other = Uint8Array.from(bytes);
      other[i] = (other[i] as number) ^ 0x55;
      seen.add(drawn(other));
    }
    // Of a band's counts only the remainder counts, and the outer band always reaches the edge.
    assert.ok(seen.size >= 20, `${seen.size} of 23`);
  });

  it("stays within its square and leaves the middle free", () => {
    for (const seed of ["a", "b", "c", "d", "e", "f"]) {
      const numbers = numbersOf(drawn(hashOf(seed)));
      const radii = numbers.flatMap((x, i) => (i % 2 === 0 ? [Math.hypot(x, numbers[i + 1] as number)] : []));
      assert.ok(Math.max(...radii) <= ROSETTE_RADIUS);
      assert.ok(Math.min(...radii) >= 10);
    }
  });

  it("is drawn from fewer bytes too, as where there is no commitment", () => {
    assert.ok(!drawn(new Uint8Array(0)).includes("NaN"));
  });
});

describe("the digits beside it", () => {
  it("are the first eight of the hash", () => {
    assert.equal(hashDigits(Buffer.from(hashOf("x")).toString("base64url")), "2d71 1642");
  });

  it("are none for what is no hash", () => {
    for (const text of ["", "A", "A".repeat(42), "A".repeat(44), "not a hash at all", "_".repeat(43)]) {
      assert.equal(hashDigits(text), undefined, text);
    }
  });
});
