import assert from "node:assert/strict";
import { test } from "node:test";
import { formatTable, judge } from "../../../main/bench/figure.ts";

test("a value is judged by its bound before it is rounded", () => {
  const ok = (value: number, kind: "below" | "at most" | "at least") =>
    judge("id", value, "ratio", { kind, bound: 1.3 }).ok;
  assert.deepEqual([ok(1.29, "below"), ok(1.3, "below"), ok(1.31, "below")], [true, false, false]);
  assert.deepEqual([ok(1.29, "at most"), ok(1.3, "at most"), ok(1.31, "at most")], [true, true, false]);
  assert.deepEqual([ok(1.29, "at least"), ok(1.3, "at least"), ok(1.31, "at least")], [false, true, true]);
  const close = judge("id", 1.300001, "ratio", { kind: "at most", bound: 1.3 });
  assert.deepEqual(close, { id: "id", value: 1.3, unit: "ratio", limit: "at most 1.3", ok: false });
});

test("an informative figure is never missed, and says so unless it is reached", () => {
  const limit = { kind: "at most", bound: 2, informative: true } as const;
  const { limit: missed, ok } = judge("id", 5, "ratio", limit);
  assert.deepEqual({ missed, ok }, { missed: "informative (at most 2)", ok: true });
  assert.equal(judge("id", 1.5, "ratio", limit).limit, "at most 2");
});

test("the table has a line for each figure and shows by how much one is missed", () => {
  const figures = [
    judge("verdict.vs_bare", 1.25, "ratio", { kind: "at most", bound: 1.3 }),
    judge("x", 2, "ms", { kind: "below", bound: 1 }),
    judge("y", 1.8, "MB", { kind: "at least", bound: 2, informative: true }),
  ];
  assert.deepEqual(formatTable(figures).split("\n"), [
    "id               value  unit   limit                     ok",
    "verdict.vs_bare  1.25   ratio  at most 1.3               yes",
    "x                2      ms     below 1                   NO, missed by 100 %",
    "y                1.8    MB     informative (at least 2)  -, missed by 10 %",
  ]);
});
