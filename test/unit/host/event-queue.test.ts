import assert from "node:assert/strict";
import { test } from "node:test";
import { EventQueue } from "../../../main/host/event-queue.ts";

const event = (done: number) => ({ name: "progress", payload: { work: "sync", done, total: 9 } }) as const;
const read = async (batch: Promise<string>): Promise<number[]> =>
  (JSON.parse(await batch) as { payload: { done: number } }[]).map(({ payload }) => payload.done);

test("what waits comes in one answer and in order, then the next one waits", async () => {
  const queue = new EventQueue();
  for (const n of [1, 2, 3]) queue.push(event(n));
  assert.deepEqual(await read(queue.take()), [1, 2, 3]);
  const next = queue.take();
  queue.push(event(4));
  queue.push(event(5));
  assert.deepEqual(await read(next), [4]);
  assert.deepEqual(await read(queue.take()), [5]);
});

test("a newer question ends the older one, which has nothing then", async () => {
  const queue = new EventQueue();
  const first = queue.take();
  const second = queue.take();
  queue.push(event(1));
  assert.deepEqual(await read(first), []);
  assert.deepEqual(await read(second), [1]);
});

test("nobody hears what was for a page that is gone", async () => {
  const queue = new EventQueue();
  queue.push(event(1));
  queue.reset();
  const waiting = queue.take();
  queue.reset();
  assert.deepEqual(await read(waiting), []);
  const next = queue.take();
  queue.push(event(2));
  assert.deepEqual(await read(next), [2]);
});

test("a page that never asks costs a bounded amount, and misses the oldest", async () => {
  const queue = new EventQueue();
  for (let n = 0; n < 10_000; n++) queue.push(event(n));
  const heard = await read(queue.take());
  assert.equal(heard.length, 2_000);
  assert.equal(heard.at(-1), 9_999);
});
