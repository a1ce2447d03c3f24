import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { suite, test } from "node:test";
import { digestText, digestTextOf } from "../../../src/crypto/digest-text.ts";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";

const { sha256 } = nodePrimitives;

function expected(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("base64url");
}

suite("the digest of a text", () => {
  test("is that of its UTF-8 bytes, however long it is and whatever was hashed before", () => {
    const texts = [
      "",
      "a",
      "ä€😀",
      "x".repeat(0x8000),
      "x".repeat(0x8001),
      "€".repeat(20_000),
      "€".repeat(50_000),
      "b",
    ];
    for (const text of [...texts, ...texts.toReversed()])
      assert.equal(digestTextOf(text, sha256), expected(text));
  });

  test("is the same where the runtime writes no base64url", () => {
    const plain = (data: Uint8Array): Uint8Array => sha256(data);
    for (const text of ["", "a", "€".repeat(20_000)]) {
      assert.equal(digestTextOf(text, plain), expected(text));
      assert.equal(digestText(new TextEncoder().encode(text), plain), expected(text));
    }
  });
});
