import { availableParallelism } from "node:os";
import { globSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { run } from "node:test";
import type { EventData } from "node:test";
import { grouped } from "./file-groups.ts";

/** The rings of tests, innermost first; each is a folder under test/. */
export const RINGS = ["unit", "vectors-run", "property", "contract", "interop", "e2e"] as const;

/** So many files are named with their time, so that whoever adds a slow one sees it. */
const SLOWEST = 12;

export interface RingResult {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly { readonly name: string; readonly reason: string }[];
  /** Each failed test in a line or two. */
  readonly failures: readonly string[];
}

interface Tally {
  passed: number;
  failed: number;
  readonly failures: string[];
  readonly skipped: { name: string; reason: string }[];
}

type Tallies = { readonly [ring: string]: Tally };

const none = (): Tally => ({ passed: 0, failed: 0, failures: [], skipped: [] });

type Event = EventData.TestPass | EventData.TestFail;

function isSuite(event: Event): boolean {
  return event.details.type === "suite";
}

/** Prints what failed and why, and gives it in short; undefined where it has been told already. */
function printFailure(root: string, event: EventData.TestFail): string | undefined {
  const error = event.details.error as Error & { cause?: unknown };
  // A parent fails with its children; they have told the reason already.
  if ((error as { failureType?: string }).failureType === "subtestsFailed") return undefined;
  const name = `${event.name} (${relative(root, event.file ?? "")}:${event.line ?? 0})`;
  const reason = String((error.cause as Error | undefined)?.stack ?? error.cause ?? error.stack);
  console.log(`FAIL ${name}\n${reason}`);
  const lines = reason.split("\n");
  // What was waited for, and which of our lines did.
  const telling = lines.filter(
    (line, at) => at === 0 || /^\s*(?:.{0,8}- waiting for|at .*\btest\b)/u.test(line),
  );
  return [name, ...telling.slice(0, 4).map((line) => `  ${line.trim().slice(0, 200)}`)].join("\n");
}

/** Two more than there are cores: these rings wait for other processes about half of their time. */
const WAITING: ReadonlySet<string> = new Set(["contract", "interop", "e2e"]);

function filesOf(root: string, ring: string): readonly string[] {
  return globSync(`test/${ring}/**/*.test.ts`, { cwd: root });
}

/**
 * Which come first. Files of `e2e` itself open windows and take longest, the story among them longer than
 * any other; what is in its folders, and in other rings, is short and ends the run.
 */
function rank(file: string): number {
  if (file.startsWith("test/e2e/window-story")) return 0;
  if (/^test\/e2e\/[^/]+$/.test(file)) return 1;
  return 2;
}

function inOrder(files: readonly string[]): readonly string[] {
  return files.toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

/** Rings that are run side by side: one alone would wait for its last file before the next one begins. */
async function runTogether(root: string, rings: readonly string[], tallies: Tallies): Promise<void> {
  const files = inOrder(rings.flatMap((ring) => filesOf(root, ring))).map((file) => join(root, file));
  const isWaiting = rings.some((ring) => WAITING.has(ring));
  const stream = run({
    files: grouped(root, files, join(root, "build", "test-groups")) as string[],
    concurrency: Math.max(1, availableParallelism() + (isWaiting ? 2 : 0)),
    timeout: 120_000,
  });
  // What fails as a whole, as a file that does not parse, may name no file of a ring: it counts with the first.
  const tallyOf = ({ file }: Event): Tally => {
    const [, ring = ""] = relative(root, file ?? "").split(sep);
    return tallies[rings.includes(ring) ? ring : (rings[0] ?? "")] ?? none();
  };
  stream.on("test:pass", (event) => {
    const tally = tallyOf(event);
    if (event.skip !== undefined || event.todo !== undefined) {
      tally.skipped.push({ name: event.name, reason: String(event.skip ?? event.todo) });
    } else if (!isSuite(event)) tally.passed++;
  });
  stream.on("test:fail", (event) => {
    const tally = tallyOf(event);
    if (!isSuite(event)) tally.failed++;
    const failure = printFailure(root, event);
    if (failure !== undefined) tally.failures.push(failure);
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

function total(tallies: readonly Tally[]): RingResult {
  return {
    passed: tallies.reduce((sum, { passed }) => sum + passed, 0),
    failed: tallies.reduce((sum, { failed }) => sum + failed, 0),
    skipped: tallies.flatMap(({ skipped }) => skipped),
    failures: tallies.flatMap(({ failures }) => failures),
  };
}

/**
 * Runs each ring's `*.test.ts` files, a process a file where files need their own, and counts. `ready`:
 * what the rings that use browsers and other people's programs wait for.
 */
export async function runRings(
  root: string,
  rings: readonly string[],
  ready?: Promise<void>,
): Promise<RingResult> {
  // Several hundred processes read the same sources; each would strip and compile them anew.
  process.env["NODE_COMPILE_CACHE"] ??= join(root, "build", "compile-cache");
  const tallies: Tallies = Object.fromEntries(rings.map((ring) => [ring, none()]));
  for (const isWaiting of [false, true]) {
    const those = rings.filter((ring) => WAITING.has(ring) === isWaiting);
    if (those.length === 0) continue;
    if (isWaiting) await ready;
    const started = performance.now();
    await runTogether(root, those, tallies);
    for (const ring of those) {
      const { passed, failed } = tallies[ring] ?? { passed: 0, failed: 1 };
      console.log(`${failed === 0 ? "ok  " : "FAIL"} ${ring}: ${passed} passed, ${failed} failed`);
    }
    console.log(`     together ${Math.round(performance.now() - started)} ms`);
  }
  return total(Object.values(tallies));
}
