import assert from "node:assert/strict";
import { test } from "node:test";
import { armOf, measure, median, ratio, roundsOf } from "../../../main/bench/stopwatch.ts";

const PLAN = { rounds: 5, repetitions: 3, warmUp: 2, warmUpTime: 5, inARow: 2 };

test("the median is the middle one, or the mean of the two", () => {
  assert.equal(median([5, 1, 9]), 5);
  assert.equal(median([4, 1, 9, 2]), 3);
});

test("after the warm-up every round is given to every arm once, a few in a row, in changing order", async () => {
  const seen: [string, number][] = [];
  const arm = (name: string) => ({ name, prepare: (round: number) => () => seen.push([name, round]) });
  const medians = await measure([arm("a"), arm("b")], PLAN);
  const counted = seen.filter(([, round]) => round >= PLAN.warmUp);
  for (const name of ["a", "b"]) {
    const rounds = counted.filter(([by]) => by === name).map(([, round]) => round);
    assert.deepEqual(
      rounds,
      Array.from({ length: 15 }, (_, i) => PLAN.warmUp + i),
    );
    assert.equal(medians.get(name)?.length, PLAN.repetitions);
  }
  assert.equal(Math.max(...seen.map(([, round]) => round)), roundsOf(PLAN) - 1);
  const order = counted.slice(0, 10).map(([name]) => name);
  assert.equal(order.join(""), "aabbbbaaab");
});

test("what an arm promises is waited for", async () => {
  let running = 0;
  const run = async () => {
    assert.equal(running++, 0);
    await new Promise((done) => {
      setImmediate(done);
    });
    running--;
  };
  await measure(
    [
      { name: "a", prepare: () => run },
      { name: "b", prepare: () => run },
    ],
    PLAN,
  );
});

test("an arm that fails ends the measuring", async () => {
  const run = () => {
    throw new Error("broken");
  };
  await assert.rejects(measure([{ name: "a", prepare: () => run }], PLAN), /broken/);
});

test("an arm's input is made before its time begins", () => {
  const seen: string[] = [];
  const input = (round: number) => (seen.push(`input ${round}`), round);
  const run = armOf("a", input, (round) => seen.push(`run ${round}`)).prepare(3);
  assert.deepEqual(seen, ["input 3"]);
  run();
  assert.deepEqual(seen, ["input 3", "run 3"]);
});

test("a ratio is that of the middle repetition", () => {
  const medians = new Map([
    ["a", [2, 30, 4]],
    ["b", [1, 10, 1]],
  ]);
  assert.equal(ratio(medians, "a", "b"), 3);
});
