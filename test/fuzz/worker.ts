// Tries seeds on targets until it is ended; tells where it is in shared memory, so that a reader that
// never comes back is known by name and seed.
import { parentPort, workerData } from "node:worker_threads";
import { attempt, corpusOf } from "./fuzz.ts";
import { TARGETS } from "./targets.ts";

const { shared, targets, first } = workerData as {
  readonly shared: SharedArrayBuffer;
  readonly targets: readonly string[];
  readonly first: number;
};
/** Which target, which seed, how many so far. */
const place = new Int32Array(shared);
const chosen = TARGETS.filter(({ name }) => targets.includes(name)).map((target) => ({
  target,
  inputs: corpusOf(target.name),
}));
for (let seed = first; ; seed = (seed + 1) >>> 0) {
  for (const [at, { target, inputs }] of chosen.entries()) {
    Atomics.store(place, 0, at);
    Atomics.store(place, 1, seed | 0);
    const trial = attempt(target, inputs, seed);
    Atomics.add(place, 2, 1);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window's
    if (trial.fault !== undefined) parentPort?.postMessage(trial);
  }
}
