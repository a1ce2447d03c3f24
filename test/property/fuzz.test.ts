// The short form of `npm run fuzz`: the committed corpus, and mutations of it by committed seeds.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { suite, test } from "node:test";
import { CodedError, codeOf } from "../../src/error.ts";
import { attempt, corpusOf, judge } from "../fuzz/fuzz.ts";
import { drawsOf, mutated } from "../fuzz/mutate.ts";
import { TARGETS } from "../fuzz/targets.ts";

const FUZZ = join(import.meta.dirname, "..", "fuzz");
const SEEDS = readFileSync(join(FUZZ, "seeds.txt"), "utf8").trim().split("\n").map(Number);
const EACH = 30;

test("every reader has a corpus, every corpus a reader, no two the same name", () => {
  const names = TARGETS.map(({ name }) => name);
  assert.deepEqual([...new Set(names)].sort(), readdirSync(join(FUZZ, "corpus")).sort());
  assert.equal(new Set(names).size, names.length);
  assert.ok(SEEDS.length >= 10 && SEEDS.every((seed) => Number.isSafeInteger(seed)));
});

test("a seed gives one input, another seed another one", () => {
  const inputs = corpusOf("receipt");
  assert.deepEqual(mutated(inputs, 5), mutated(inputs, 5));
  const all = new Set(
    Array.from({ length: 200 }, (_, seed) => Buffer.from(mutated(inputs, seed)).toString("hex")),
  );
  assert.ok(all.size > 190);
  const draw = drawsOf(1);
  const drawn = Array.from({ length: 1000 }, () => draw(10));
  assert.equal(new Set(drawn).size, 10);
});

test("a stranger's error, a text in an error and too long a time are faults", () => {
  assert.match(judge(() => JSON.parse("{"), new Uint8Array(0)) ?? "", /^threw SyntaxError/);
  const busy = (): void => {
    const started = process.cpuUsage();
    while (process.cpuUsage(started).user < 100_000);
  };
  assert.match(judge(busy, new Uint8Array(0), 50) ?? "", /^took [0-9]+ ms$/);
  assert.equal(judge(busy, new Uint8Array(0)), undefined);
  class Talkative extends CodedError<"test.code"> {
    override readonly message = "with a value in it";
  }
  const talk = (): never => {
    throw new Talkative("test.code");
  };
  assert.equal(judge(talk, new Uint8Array(0)), "an error that carries a text");
});

suite("bytes from outside end in a value or in one of our errors", () => {
  for (const target of TARGETS) {
    test(target.name, () => {
      const inputs = corpusOf(target.name);
      for (const input of inputs) assert.equal(judge(target.read, input), undefined);
      // What it is fed with is what it reads, or it would only ever see refusals of the first byte.
      const read = inputs.filter((input) => {
        try {
          return target.read(input) !== undefined;
        } catch (error) {
          assert.notEqual(codeOf(error), undefined);
          return false;
        }
      });
      assert.ok(read.length > 0, "none of the corpus is read");
      for (const first of SEEDS) {
        for (let seed = first; seed < first + EACH; seed++) {
          const { fault } = attempt(target, inputs, seed);
          assert.equal(fault, undefined, `seed ${seed}: ${fault ?? ""}`);
        }
      }
    });
  }
});
