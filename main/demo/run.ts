import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { codeOf } from "../../src/error.ts";
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

/**
 * Tells the whole story in a temporary folder of its own, over real files, processes and loopback
 * HTTP. A step that fails ends it, since the later ones build on it; they are listed as not told.
 */
export async function runDemo(
  onStep: (result: StepResult) => void,
  engine: Engine = "solo",
): Promise<DemoResult> {
  const folder = mkdtempSync(join(tmpdir(), "sealfolio-demo-"));
  const world = new World(folder);
  const steps: StepResult[] = [];
  try {
    for (const step of storyOf(engine)) {
      const failed = steps.some(({ ok }) => !ok);
      const result = failed
        ? { name: step.name, ok: false, ms: 0, detail: "not told" }
        : await runStep(step, world);
      steps.push(result);
      onStep(result);
    }
  } finally {
    await world.end();
    rmSync(folder, { recursive: true, force: true });
  }
  return { ok: steps.every(({ ok }) => ok), steps };
}
