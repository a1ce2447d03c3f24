import assert from "node:assert/strict";
import { test } from "node:test";
import { WorkDesk } from "../../../main/app/work.ts";
import type { ProgressView } from "../../../src/contract/events.ts";

function desk() {
  const clock = { now: 0 };
  const told: ProgressView[] = [];
  return {
    clock,
    told,
    made: new WorkDesk(
      (progress) => told.push(progress),
      () => clock.now,
    ),
  };
}

test("short work is not worth a word; long work is told ten times a second at most, with what is left", () => {
  const { clock, told, made } = desk();
  const short = made.begin("sync");
  short.tell({ done: 1, total: 2 });
  short.end();
  assert.equal(told.length, 0);
  const work = made.begin("audit");
  for (let done = 0; done <= 1_000; done += 10) {
    clock.now += 20;
    work.tell({ done, total: 1_000 });
  }
  work.end();
  assert.ok(told.length > 5 && told.length < 25, String(told.length));
  const middle = told.at(-2);
  assert.equal(middle?.work, "audit");
  assert.ok((middle?.secondsLeft ?? -1) >= 0 && (middle?.secondsLeft ?? 9) <= 1);
  assert.deepEqual(told.at(-1), { work: "audit", done: 1_000, total: 1_000 });
});

test("work is stopped by its name while it is under way", () => {
  const { clock, told, made } = desk();
  const work = made.begin("sync");
  clock.now = 1_000;
  work.tell({ done: 1, total: 10 });
  const { cancel = "" } = told[0] ?? {};
  assert.equal(made.cancel("sync-999"), false);
  assert.equal(work.signal.aborted, false);
  assert.equal(made.cancel(cancel), true);
  assert.equal(work.signal.aborted, true);
  work.end();
  assert.equal(made.cancel(cancel), false);
});

test("who is not looking hears nothing, not even the end", () => {
  const { clock, told, made } = desk();
  const work = made.begin("sync", { isHeard: () => false });
  clock.now = 1_000;
  work.tell({ done: 1, total: 10 });
  work.end();
  assert.deepEqual(told, []);
});

test("work that tells nothing for long is said to be under way, and to have ended", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { told, made } = desk();
  const work = made.begin("sync");
  const brief = made.begin("audit");
  t.mock.timers.tick(1_000);
  brief.end();
  assert.deepEqual(told, []);
  t.mock.timers.tick(1_000);
  assert.deepEqual(told, [{ work: "sync", done: 0, total: 0, cancel: "sync-1" }]);
  work.end();
  assert.deepEqual(told.at(-1), { work: "sync", done: 1, total: 1 });
});
