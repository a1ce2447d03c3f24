import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ed25519 } from "@noble/curves/ed25519.js";
import { nodePrimitives } from "../../main/crypto/primitives.ts";
import { utf8 } from "../../src/bytes/bytes.ts";
import { fromHex } from "../../src/bytes/hex.ts";
import { admitEd25519Key, isSmallOrder, verifyEd25519 } from "../../src/crypto/ed25519.ts";
import { codeThrownBy } from "../support/throws-code.ts";

// What a node does: the key is admitted when it enters the registry, signatures are checked later.

interface EdgeCase {
  readonly key: Uint8Array;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}

interface CctvCase {
  readonly number: number;
  readonly key: string;
  readonly msg: string;
  readonly sig: string;
  readonly flags: readonly string[] | null;
}

interface SpeccheckCase {
  readonly pub_key: string;
  readonly message: string;
  readonly signature: string;
}

function read<T>(path: string): readonly T[] {
  const text = readFileSync(join(import.meta.dirname, "../vectors/ed25519", path), "utf8");
  return JSON.parse(text) as readonly T[];
}

function accepted({ key, message, signature }: EdgeCase): boolean {
  if (codeThrownBy(() => admitEd25519Key(key)) !== undefined) return false;
  return verifyEd25519(nodePrimitives, key, message, signature);
}

const L = ed25519.Point.Fn.ORDER;

function littleEndian(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).reverse().toString("hex")}`);
}

/** The rule in full, by other code: strict encodings, no small order, S < L, S B = R + k A exactly. */
function acceptedByReference({ key, message, signature }: EdgeCase): boolean {
  const [r, s] = [signature.subarray(0, 32), littleEndian(signature.subarray(32))];
  if (s >= L) return false;
  try {
    const [a, rPoint] = [ed25519.Point.fromBytes(key), ed25519.Point.fromBytes(r)];
    if (a.isSmallOrder() || rPoint.isSmallOrder()) return false;
    const k = littleEndian(createHash("sha512").update(r).update(key).update(message).digest()) % L;
    const left = s === 0n ? ed25519.Point.ZERO : ed25519.Point.BASE.multiplyUnsafe(s);
    return left.equals(rPoint.add(a.multiplyUnsafe(k)));
  } catch {
    return false;
  }
}

const cctv = read<CctvCase>("cctv/ed25519vectors.json");
const REFUSED = ["low_order_A", "low_order_R", "non_canonical_A", "non_canonical_R", "low_order_residue"];

test("each of 914 edge cases of A and R is judged by its flags, as other code judges it", () => {
  assert.equal(cctv.length, 914);
  let valid = 0;
  for (const { key, msg, sig, flags, number } of cctv) {
    const edge = { key: fromHex(key), message: utf8(msg), signature: fromHex(sig) };
    const expected = !(flags ?? []).some((flag) => REFUSED.includes(flag));
    assert.equal(accepted(edge), expected, `vector ${number}`);
    assert.equal(acceptedByReference(edge), expected, `vector ${number}, reference`);
    if (expected) valid++;
  }
  assert.equal(valid, 43);
});

test("the points of small order in the vectors are those of the table, with no other", () => {
  for (const { key, sig, flags } of cctv) {
    const has = (flag: string): boolean => (flags ?? []).includes(flag);
    assert.equal(isSmallOrder(fromHex(key)), has("low_order_A"));
    assert.equal(isSmallOrder(fromHex(sig).subarray(0, 32)), has("low_order_R"));
  }
});

test("the twelve cases of Taming the many EdDSAs: mixed order passes where the equation holds exactly", () => {
  const verdicts = read<SpeccheckCase>("speccheck/cases.json").map(({ pub_key, message, signature }) => {
    const edge = { key: fromHex(pub_key), message: fromHex(message), signature: fromHex(signature) };
    assert.equal(accepted(edge), acceptedByReference(edge));
    return accepted(edge);
  });
  // 0-2 small order, 3 mixed order that cancels, 4-5 only with the cofactor, 6-7 S above L,
  // 8-9 R not canonical, 10-11 A not canonical.
  assert.deepEqual(
    verdicts,
    Array.from({ length: 12 }, (_, i) => i === 3),
  );
});
