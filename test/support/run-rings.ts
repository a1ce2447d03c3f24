import { availableParallelism } from "node:os";
import { globSync } from "node:fs";
import { join, relative } from "node:path";
import { run } from "node:test";
import type { EventData } from "node:test";

/** The rings of tests, innermost first; each is a folder under test/. */
export const RINGS = ["unit", "vectors-run", "property", "contract", "interop", "e2e"] as const;

/** So many files a ring are named with their time, so that whoever adds a slow one sees it. */
const SLOWEST = 12;

export interface RingResult {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly { readonly name: string; readonly reason: string }[];
}

interface Tally {
  passed: number;
  failed: number;
  readonly skipped: { name: string; reason: string }[];
}

type Event = EventData.TestPass | EventData.TestFail;

function isSuite(event: Event): boolean {
  return event.details.type === "suite";
}

function printFailure(root: string, event: EventData.TestFail): void {
  const error = event.details.error as Error & { cause?: unknown };
  // A parent fails with its children; they have told the reason already.
  if ((error as { failureType?: string }).failureType === "subtestsFailed") return;
  console.log(`FAIL ${event.name} (${relative(root, event.file ?? "")}:${event.line ?? 0})`);
  console.log(String((error.cause as Error | undefined)?.stack ?? error.cause ?? error.stack));
}

/** Two more than there are cores: these rings wait for other processes about half of their time. */
const WAITING: ReadonlySet<string> = new Set(["interop", "e2e"]);

/** Files of the ring itself, which open windows, come before those in its folders: a short one ends the ring. */
async function runRing(root: string, ring: string, tally: Tally): Promise<void> {
  const files = globSync(`test/${ring}/**/*.test.ts`, { cwd: root })
    .sort((a, b) => a.split("/").length - b.split("/").length || (a < b ? -1 : 1))
    .map((file) => join(root, file));
  const stream = run({
    files,
    concurrency: Math.max(1, availableParallelism() + (WAITING.has(ring) ? 2 : 0)),
    timeout: 120_000,
  });
  stream.on("test:pass", (event) => {
    if (event.skip !== undefined || event.todo !== undefined) {
      tally.skipped.push({ name: event.name, reason: String(event.skip ?? event.todo) });
    } else if (!isSuite(event)) tally.passed++;
  });
  stream.on("test:fail", (event) => {
    if (!isSuite(event)) tally.failed++;
    printFailure(root, event);
  });
  const slow: { seconds: number; file: string }[] = [];
  stream.on("test:summary", ({ file, duration_ms }) => {
    if (file !== undefined) slow.push({ seconds: duration_ms / 1000, file: relative(root, file) });
  });
  stream.on("test:stderr", (event) => process.stderr.write(event.message));
  stream.resume();
  await new Promise<void>((resolve, reject) => {
    stream.on("end", resolve);
    stream.on("error", reject);
  });
  slow.sort((a, b) => b.seconds - a.seconds);
  for (const { seconds, file } of slow.slice(0, SLOWEST)) {
    if (seconds >= 10) console.log(`     ${seconds.toFixed(0).padStart(3)} s  ${file}`);
  }
}

/** Runs each ring's `*.test.ts` files, a process a file, and counts. */
export async function runRings(root: string, rings: readonly string[]): Promise<RingResult> {
  const tally: Tally = { passed: 0, failed: 0, skipped: [] };
  // Several hundred processes read the same sources; each would strip and compile them anew.
  process.env["NODE_COMPILE_CACHE"] ??= join(root, "build", "compile-cache");
  for (const ring of rings) {
    const before = { passed: tally.passed, failed: tally.failed };
    const started = performance.now();
    await runRing(root, ring, tally);
    const failed = tally.failed - before.failed;
    console.log(
      `${failed === 0 ? "ok  " : "FAIL"} ${ring}: ${tally.passed - before.passed} passed, ${failed} failed ` +
        `(${Math.round(performance.now() - started)} ms)`,
    );
  }
  return tally;
}
