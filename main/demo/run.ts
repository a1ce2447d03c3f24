import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { codeOf } from "../../src/error.ts";
import { toFileError } from "../doors/file-error.ts";
import { DemoError, type Step, type StepResult } from "./step.ts";
import { type Engine, storyOf } from "./story.ts";
import { World } from "./world.ts";

export interface DemoResult {
  readonly ok: boolean;
  readonly steps: readonly StepResult[];
}

function explain(error: unknown): string {
  if (error instanceof DemoError) return error.what;
  return codeOf(error) ?? (error instanceof Error ? error.name : "failed");
}

async function runStep(step: Step<World>, world: World): Promise<StepResult> {
  const began = performance.now();
  const since = (): number => Math.round(performance.now() - began);
  try {
    const detail = await step.run(world);
    return { name: step.name, ok: true, ms: since(), detail };
  } catch (error) {
    if (process.env["SEALFOLIO_DEBUG"] !== undefined)
      process.stderr.write(`${String((error as Error).stack)}\n`);
    return { name: step.name, ok: false, ms: since(), detail: explain(error) };
  }
}

export interface DemoOptions {
  /** Default: that of the engine. */
  readonly story?: readonly Step<World>[];
  readonly engine?: Engine;
  /** A folder that is not there yet, for all of it to lie in afterwards. Default: it is gone afterwards. */
  readonly keep?: string | undefined;
}

function makeFolder(keep: string | undefined): string {
  if (keep === undefined) return mkdtempSync(join(tmpdir(), "sealfolio-demo-"));
  try {
    mkdirSync(keep, { mode: 0o700 });
  } catch (error) {
    throw toFileError(error);
  }
  return resolve(keep);
}

/**
 * Tells the whole story in a folder of its own, over real files, processes and loopback HTTP. A step
 * that fails ends it, since the later ones build on it; they are listed as not told. Throws FileError
 * for a folder that cannot be made.
 */
export async function runDemo(
  onStep: (result: StepResult) => void,
  { engine = "solo", story = storyOf(engine), keep }: DemoOptions = {},
): Promise<DemoResult> {
  const folder = makeFolder(keep);
  const world = new World(folder);
  const steps: StepResult[] = [];
  try {
    for (const step of story) {
      const failed = steps.some(({ ok }) => !ok);
      const result = failed
        ? { name: step.name, ok: false, ms: 0, detail: "not told" }
        : await runStep(step, world);
      steps.push(result);
      onStep(result);
    }
  } finally {
    await world.end();
    if (keep === undefined) rmSync(folder, { recursive: true, force: true });
  }
  return { ok: steps.every(({ ok }) => ok), steps };
}
