import assert from "node:assert/strict";
import { test } from "node:test";
import { getHeapSpaceStatistics } from "node:v8";
import { releaseMemory } from "../../../main/doors/memory.ts";

function youngBytes(): number {
  return getHeapSpaceStatistics().find(({ space_name: name }) => name === "new_space")?.space_size ?? 0;
}

test("the young generation, grown by much work, is given back", async () => {
  let kept: object[] = [];
  while (youngBytes() < 16 << 20) for (let i = 0; i < 100_000; i++) kept.push({ i, text: `x${i}` });
  kept = [];
  await releaseMemory();
  assert.ok(youngBytes() <= 4 << 20, `${youngBytes()}`);
  assert.deepEqual(kept, []);
});
