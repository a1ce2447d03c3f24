import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  amendment,
  bool,
  ed25519Key,
  hash,
  id,
  integer,
  list,
  MAX_TIME,
  matching,
  object,
  oneOf,
  p256Key,
  signature,
  sortedList,
  time,
} from "../../../../src/chain/entries/shape.ts";
import { throwsCode } from "../../../support/throws-code.ts";

describe("object", () => {
  const shape = object({ a: integer(0, 9) }, { b: bool });

  it("gives back the value it was given", () => {
    const value = { a: 1, b: true };
    assert.equal(shape(value), value);
    assert.deepEqual(shape({ a: 1 }), { a: 1 });
  });

  it("knows exactly its members", () => {
    for (const value of [{}, { b: true }, { a: 1, c: 1 }, { a: 1, b: true, c: 1 }]) {
      throwsCode(() => shape(value), "body.member");
    }
    throwsCode(() => shape({ a: 1, b: 1 }), "body.type");
    for (const value of [null, [], 1, "x", true]) throwsCode(() => shape(value), "body.type");
  });

  it("is not fooled by what every object inherits", () => {
    const inherited = object({ a: integer(0, 9) }, { toString: bool });
    throwsCode(() => inherited({ a: 1 }), "body.type");
  });
});

describe("amendment", () => {
  it("wants at least one change", () => {
    const shape = amendment({ id }, { a: bool, b: bool });
    throwsCode(() => shape({ id: "x" }), "body.nothing");
    shape({ id: "x", b: false });
    throwsCode(() => shape({ id: "x", c: false }), "body.member");
  });
});

describe("lists", () => {
  it("count their items", () => {
    const shape = list(1, 2, integer(0, 9));
    for (const value of [[], [1, 2, 3]]) throwsCode(() => shape(value), "body.list");
    throwsCode(() => shape([1, "x"]), "body.integer");
    throwsCode(() => shape({ length: 1 }), "body.type");
    assert.deepEqual(shape([2, 1]), [2, 1]);
  });

  it("are strictly ascending where sorted", () => {
    const shape = sortedList(0, 9, id, (text) => text);
    shape(["a", "b", "ba"]);
    for (const value of [
      ["b", "a"],
      ["a", "a"],
    ])
      throwsCode(() => shape(value), "body.order");
  });
});

describe("scalars", () => {
  it("integers are safe and in range", () => {
    for (const value of [-1, 10, 1.5, "1", null, Number.NaN, 2 ** 53]) {
      throwsCode(() => integer(0, 9)(value), "body.integer");
    }
    throwsCode(() => time(MAX_TIME + 1), "body.integer");
    assert.equal(time(MAX_TIME), MAX_TIME);
  });

  it("words, text and booleans are what they are", () => {
    assert.equal(oneOf<string | number>("a", 2)(2), 2);
    throwsCode(() => oneOf<string | number>("a", 2)("2"), "body.choice");
    throwsCode(() => matching(/^a$/)("b"), "body.text");
    throwsCode(() => matching(/1/)(1), "body.text");
    throwsCode(() => bool(0), "body.type");
  });

  it("ids, hashes, keys and signatures have one form", () => {
    for (const value of ["founders", "A", "", 1]) throwsCode(() => id(value), "body.id");
    const zero = "A".repeat(43);
    hash(zero);
    for (const value of [`${zero}A`, `${"A".repeat(42)}B`, "", 1]) {
      throwsCode(() => hash(value), "body.hash");
      throwsCode(() => p256Key(value === `${zero}A` ? zero : value), "body.key");
      throwsCode(() => ed25519Key(value), "body.key");
      throwsCode(() => signature(value), "body.key");
    }
    p256Key("A".repeat(44));
    signature("A".repeat(86));
    throwsCode(() => signature(`${"A".repeat(85)}B`), "body.key");
  });
});
