import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { decodeCbor } from "../../../src/cbor/decode.ts";
import { type CborInput, embedCbor, EncodedCbor, encodeCbor } from "../../../src/cbor/encode.ts";
import type { CborValue } from "../../../src/cbor/value.ts";
import { throwsCode } from "../../support/throws-code.ts";

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "hex"));
const valueOf = (text: string): CborValue => decodeCbor(hex(text)).value;

/** RFC 8949 appendix A, what a strict reader takes of it. */
const EXAMPLES: readonly (readonly [string, CborInput])[] = [
  ["00", 0],
  ["17", 23],
  ["1818", 24],
  ["1903e8", 1000],
  ["1a000f4240", 1_000_000],
  ["1b000000e8d4a51000", 1_000_000_000_000],
  ["1bffffffffffffffff", 18_446_744_073_709_551_615n],
  ["3bffffffffffffffff", -18_446_744_073_709_551_616n],
  ["20", -1],
  ["3903e7", -1000],
  ["fb3ff199999999999a", 1.1],
  ["f4", false],
  ["f5", true],
  ["f6", null],
  ["f7", undefined],
  ["40", new Uint8Array(0)],
  ["4401020304", Uint8Array.of(1, 2, 3, 4)],
  ["60", ""],
  ["62c3bc", "ü"],
  ["64f0908591", "𐅑"],
  ["80", []],
  ["83010203", [1, 2, 3]],
  ["8301820203820405", [1, [2, 3], [4, 5]]],
  ["a0", new Map()],
  [
    "a201020304",
    new Map([
      [1, 2],
      [3, 4],
    ]),
  ],
  [
    "a26161016162820203",
    new Map<string, CborInput>([
      ["a", 1],
      ["b", [2, 3]],
    ]),
  ],
  ["c11a514b67b0", { tag: 1, value: 1_363_896_240 }],
];

suite("CBOR of RFC 8949", () => {
  test("the examples of appendix A are read, and written the same", () => {
    for (const [text, value] of EXAMPLES) {
      assert.deepEqual(valueOf(text), value, text);
      assert.equal(Buffer.from(encodeCbor(value)).toString("hex"), text);
    }
  });

  test("half and single floats, and lengths that are longer than need be", () => {
    assert.equal(valueOf("f93c00"), 1);
    assert.equal(valueOf("f97bff"), 65_504);
    assert.equal(valueOf("f90001"), 5.960464477539063e-8);
    assert.equal(valueOf("f9fc00"), -Infinity);
    assert.ok(Number.isNaN(valueOf("f97e00")));
    assert.equal(valueOf("fa47c35000"), 100_000);
    assert.deepEqual(valueOf("b90001616101"), new Map([["a", 1]]));
  });

  test("what a part was read from is known byte for byte", () => {
    const document = decodeCbor(hex("82d81843010203a1616180"));
    const [tag, map] = document.value as readonly CborValue[];
    assert.equal(Buffer.from(document.encodedOf(tag)).toString("hex"), "d81843010203");
    assert.equal(Buffer.from(document.encodedOf(map)).toString("hex"), "a1616180");
    assert.throws(() => document.encodedOf(new Map()), RangeError);
    assert.deepEqual(embedCbor(new EncodedCbor(hex("a0"))), hex("d81841a0"));
  });
});

suite("CBOR that is refused", () => {
  const REFUSED: readonly (readonly [string, string])[] = [
    ["", "cbor.syntax"],
    ["18", "cbor.syntax"],
    ["1b00", "cbor.syntax"],
    ["1c", "cbor.syntax"],
    ["5f42010243030405ff", "cbor.syntax"],
    ["7f657374726561646d696e67ff", "cbor.syntax"],
    ["9fff", "cbor.syntax"],
    ["bfff", "cbor.syntax"],
    ["ff", "cbor.syntax"],
    ["61ff", "cbor.syntax"],
    ["63eda080", "cbor.syntax"],
    ["a1f601", "cbor.syntax"],
    ["a18001", "cbor.syntax"],
    ["f8ff", "cbor.syntax"],
    ["f0", "cbor.syntax"],
    ["c1", "cbor.syntax"],
    ["dbffffffffffffffff00", "cbor.syntax"],
    ["9affffffff00", "cbor.syntax"],
    ["9bffffffffffffffff", "cbor.syntax"],
    ["5bffffffffffffffff", "cbor.syntax"],
    ["baffffffff0000", "cbor.syntax"],
    ["0000", "cbor.trailing"],
    ["a2616101616102", "cbor.duplicate_key"],
    ["a201010102", "cbor.duplicate_key"],
    ["a20101180102", "cbor.duplicate_key"],
  ];
  for (const [text, code] of REFUSED) {
    test(`${text || "nothing"}: ${code}`, () => throwsCode(() => valueOf(text), code));
  }

  test("100,000 deep, of arrays, maps and tags, before anything recurses that far", () => {
    for (const opener of ["81", "a100", "c1"]) {
      const bytes = hex(`${opener.repeat(100_000)}00`);
      throwsCode(() => decodeCbor(bytes), "cbor.too_deep");
    }
  });

  test("100 MB, and a million items in little", () => {
    throwsCode(() => decodeCbor(new Uint8Array(100 * 1024 * 1024)), "cbor.too_large");
    const items = Uint8Array.from([0x9a, 0, 0x0f, 0x42, 0x40, ...new Uint8Array(1_000_000)]);
    throwsCode(
      () => decodeCbor(items, { maxLength: 1 << 21, maxDepth: 4, maxItems: 20_000 }),
      "cbor.too_many",
    );
  });
});
