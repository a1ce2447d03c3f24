import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseJson } from "../../../src/json/parse.ts";
import { startNode } from "../../doors/child-process.ts";
import { BenchError } from "../error.ts";

const PROGRAM = join(import.meta.dirname, "program.ts");

export interface Launch {
  /** Of the browser. */
  readonly browser: string;
  /** The person's data folder. */
  readonly data: string;
  /** Folder of the built page. */
  readonly page: string;
  /** Selector of what must be there before the page can be used. */
  readonly usable: string;
}

export interface Launched {
  /** From the start of the process until its page could be used. */
  readonly milliseconds: number;
  /** Paths of the page's files that were fetched until then, each once. */
  readonly fetched: readonly string[];
}

function readPaths(line: unknown): readonly string[] {
  const value = typeof line === "string" ? parseJson(line) : undefined;
  if (!Array.isArray(value) || !value.every((path) => typeof path === "string"))
    throw new BenchError("bench.unexpected");
  return [...new Set(value)];
}

/** Starts the whole program as a process of its own, waits until its page can be used, and ends it. */
export async function launch({ browser, data, page, usable }: Launch): Promise<Launched> {
  const args = [browser, usable, "--headless", "--allow-root", "--data", data, "--page", page];
  const began = performance.now();
  const child = startNode(PROGRAM, { args });
  const ended = once(child, "exit");
  if (child.stdout === null) throw new BenchError("bench.unexpected");
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const first = await lines.next();
  const milliseconds = performance.now() - began;
  const second = await lines.next();
  const [code] = await ended;
  if (first.value !== "usable" || code !== 0) throw new BenchError("bench.unexpected");
  return { milliseconds, fetched: readPaths(second.value) };
}
