// `npm run fuzz [-- seconds [target...]]`: mutated real bytes into every reader of bytes from outside, with
// new seeds each time. What makes one fail is kept as test/fuzz/corpus/<target>/found-<seed>.bin.
import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { systemRandom } from "../../main/doors/random.ts";
import { corpusOf, type Trial } from "../fuzz/fuzz.ts";
import { mutated } from "../fuzz/mutate.ts";
import { TARGETS } from "../fuzz/targets.ts";

const FUZZ = join(import.meta.dirname, "..", "fuzz");
/** No reader may take so long for one input, however busy the machine is. */
const STUCK_MS = 120_000;

const [secondsText = "60", ...names] = process.argv.slice(2);
const seconds = Number(secondsText);
const targets = names.length > 0 ? names : TARGETS.map(({ name }) => name);
const unknown = targets.filter((name) => !TARGETS.some((target) => target.name === name));
if (!Number.isFinite(seconds) || seconds <= 0 || unknown.length > 0) {
  console.log(`npm run fuzz [-- seconds [target...]]; targets: ${TARGETS.map(({ name }) => name).join(" ")}`);
  process.exit(2);
}

const found = new Map<string, Trial>();

function keep(trial: Trial): void {
  const kind = `${trial.target}: ${(trial.fault ?? "")
    .split("\n", 2)
    .join(" ")
    .replace(/[0-9]+ ms/, "too long")}`;
  if (found.has(kind)) return;
  found.set(kind, trial);
  const name = `found-${trial.seed.toString(16)}.bin`;
  writeFileSync(join(FUZZ, "corpus", trial.target, name), trial.input);
  console.log(`FAIL ${trial.target}, seed ${trial.seed}: ${trial.fault ?? ""}\n     kept as ${name}`);
}

interface Running {
  readonly worker: Worker;
  readonly place: Int32Array;
  count: number;
  since: number;
}

function start(): Running {
  const shared = new SharedArrayBuffer(12);
  const first = new DataView(systemRandom(4).buffer).getUint32(0);
  const worker = new Worker(join(FUZZ, "worker.ts"), { workerData: { shared, targets, first } });
  worker.on("message", keep);
  worker.on("error", (error) => {
    console.log(`FAIL the readers ended their thread: ${String(error.stack)}`);
    process.exit(1);
  });
  return { worker, place: new Int32Array(shared), count: 0, since: performance.now() };
}

function checkStuck(running: Running): void {
  const count = Atomics.load(running.place, 2);
  if (count !== running.count) {
    running.count = count;
    running.since = performance.now();
  } else if (performance.now() - running.since > STUCK_MS) {
    const target = targets[Atomics.load(running.place, 0)] as string;
    const seed = Atomics.load(running.place, 1) >>> 0;
    keep({ target, seed, fault: "never came back", input: mutated(corpusOf(target), seed) });
    process.exit(1);
  }
}

const workers = Array.from({ length: availableParallelism() }, start);
const timer = setInterval(() => workers.forEach(checkStuck), 1_000);
await new Promise((done) => setTimeout(done, seconds * 1000));
clearInterval(timer);
await Promise.all(workers.map(({ worker }) => worker.terminate()));
const inputs = workers.reduce((sum, { place }) => sum + Atomics.load(place, 2), 0);
console.log(`${inputs} inputs to ${targets.length} readers, ${found.size} faults`);
process.exit(found.size === 0 && inputs > 0 ? 0 : 1);
