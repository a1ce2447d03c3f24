import assert from "node:assert/strict";
import { generateKeyPairSync, sign, verify } from "node:crypto";
import { test } from "node:test";
import { fromDerSignature, toDerSignature } from "../../../main/crypto/der-signature.ts";
import { fromHex, toHex } from "../../../src/bytes/hex.ts";

/** r || s of two numbers given as hex without leading zeros. */
function raw(r: string, s: string): Uint8Array {
  return fromHex(r.padStart(64, "0") + s.padStart(64, "0"));
}

test("each number has the fewest bytes that show it as positive", () => {
  const full = "7f".repeat(32);
  const high = "80".repeat(32);
  const cases = [
    ["01", "02", "3006020101020102"],
    ["7f", "80", "300702017f02020080"],
    ["ff00", "0100", "3009020300ff0002020100"],
    [full, full, `30440220${full}0220${full}`],
    [high, full, `3045022100${high}0220${full}`],
    [high, high, `3046022100${high}022100${high}`],
  ] as const;
  for (const [r, s, der] of cases) assert.equal(toHex(toDerSignature(raw(r, s))), der);
});

test("zero is one zero byte", () => {
  assert.equal(toHex(toDerSignature(raw("", ""))), "3006020100020100");
});

test("what stands around the signature in a larger buffer does not matter", () => {
  const bytes = fromHex(`ff${"01".padStart(64, "0")}${"02".padStart(64, "0")}ff`);
  assert.equal(toHex(toDerSignature(bytes.subarray(1, 65))), "3006020101020102");
});

test("there and back, for numbers of any length", () => {
  const numbers = ["01", "7f", "80", "ff00", "7f".repeat(32), "80".repeat(32), "ff".repeat(31)];
  for (const r of numbers)
    for (const s of numbers)
      assert.deepEqual(fromDerSignature(toDerSignature(raw(r, s))), Uint8Array.from(raw(r, s)));
});

test("what node:crypto signs in DER verifies as r || s", () => {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  for (let round = 0; round < 200; round++) {
    const message = Buffer.from(`message ${round}`);
    const signature = fromDerSignature(sign("sha256", message, privateKey));
    assert.ok(verify("sha256", message, { key: publicKey, dsaEncoding: "ieee-p1363" }, signature));
  }
});

test("nothing else is taken for a signature", () => {
  const high = "80".repeat(32);
  for (const der of [
    "",
    "30",
    "3006020101",
    "3006020101020102ff",
    "3106020101020102",
    "3006030101020102",
    "3005020101020102",
    `3046022101${high}022100${high}`,
    `30450221${high}010220${"7f".repeat(32)}`,
    "3006020001020102",
  ])
    assert.throws(() => fromDerSignature(fromHex(der)), RangeError);
});
