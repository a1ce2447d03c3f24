// `npm run test:counter-day`: forty visits at a counter without a network, by three officers whose vaults are
// locked as real ones are; says how long visits and changes of officers took.
import assert from "node:assert/strict";
import { anotherOfficer, counterDay } from "./counter-day.ts";
import { WalletWorld } from "./wallet-world.ts";

const LONGEST_SWITCH_MS = 3_000;

const endings: (() => void | Promise<void>)[] = [];
try {
  const ending = { after: (work: () => void | Promise<void>) => void endings.unshift(work) };
  const world = await WalletWorld.open(ending, ["civil-registry"]);
  world.stopped = world.clock();
  const officers = [];
  await world.accredit(["bank"], { kdf: "real" });
  officers.push(world.office("bank"));
  for (const name of ["bank-second", "bank-third"]) {
    officers.push(await anotherOfficer(world, name, { kdf: "real" }));
  }
  const day = await counterDay(world, officers, { visits: 40, shift: 7 });
  assert.deepEqual(day.outcomes, day.expected);
  assert.deepEqual(day.told, [{ ...day.turns, code: "status.revoked" }]);
  const sorted = day.visits.toSorted((a, b) => a - b);
  const of = (part: number): string => (sorted[Math.floor(part * (sorted.length - 1))] ?? 0).toFixed(0);
  const slowest = Math.max(...day.switches);
  console.log(`visits ${sorted.length}, ms each: median ${of(0.5)}, 95 % ${of(0.95)}, longest ${of(1)}`);
  console.log(`changes of officers ${day.switches.length}, longest ${slowest.toFixed(0)} ms`);
  console.log(
    `caught: ${day.outcomes.filter((one) => one === "not valid" || one.startsWith("presentation.")).length}`,
  );
  assert.ok(slowest < LONGEST_SWITCH_MS, "another officer takes over in less than three seconds");
} finally {
  for (const work of endings) await work();
}
