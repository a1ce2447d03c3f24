import type { WorkInput, WorkOutput } from "./page-work.ts";

/** Runs in the page as its only script: fetches its order, does it, and posts what came of it. */

export interface PageOrder {
  /** Paths to import, one after another. */
  readonly modules: readonly string[];
  readonly work?: WorkInput;
}

export interface PageReport {
  /** Text of the error by path, for modules that could not be imported. */
  readonly failures: { readonly [path: string]: string };
  /** Globals of Node that are there and should not be. */
  readonly strangers: readonly string[];
  readonly output?: WorkOutput;
  readonly fault?: string;
}

const NODE_GLOBALS = ["process", "Buffer", "require", "module", "global", "setImmediate", "__dirname"];

async function importAll(paths: readonly string[]): Promise<PageReport["failures"]> {
  const failures: { [path: string]: string } = {};
  for (const path of paths) {
    try {
      // oxlint-disable-next-line sealfolio/rooms -- the test names the modules, and the origin serves no others
      await import(path);
    } catch (error) {
      failures[path] = String(error);
    }
  }
  return failures;
}

async function compute(input: WorkInput): Promise<Pick<PageReport, "output" | "fault">> {
  try {
    const { work } = await import("./page-work.ts");
    const { noblePrimitives } = await import("./page-primitives.ts");
    return { output: work(input, noblePrimitives) };
  } catch (error) {
    return { fault: String(error) };
  }
}

const order = (await (await fetch("/order.json")).json()) as PageOrder;
const report: PageReport = {
  failures: await importAll(order.modules),
  strangers: NODE_GLOBALS.filter((name) => name in globalThis),
  ...(order.work === undefined ? undefined : await compute(order.work)),
};
await fetch("/report", { method: "POST", body: JSON.stringify(report) });
