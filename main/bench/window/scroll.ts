import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";
import { parseJson } from "../../../src/json/parse.ts";
import { startNode } from "../../doors/child-process.ts";
import { BenchError } from "../error.ts";
import { median } from "../stopwatch.ts";
import { PASSPHRASE } from "./rows.ts";

const PROGRAM = join(import.meta.dirname, "program.ts");

const gaps = z.array(z.number().min(0)).min(1);
const measured = z.strictObject({ idle: gaps, scrolled: gaps });

/** Frames that should have been drawn and were not, in percent of all that should have been. */
export function droppedShare(times: readonly number[], frame: number): number {
  const due = times.map((time) => Math.max(1, Math.round(time / frame)));
  const all = due.reduce((sum, count) => sum + count, 0);
  return (100 * (all - times.length)) / all;
}

/** Percent of frames dropped while the register of the office in a data folder is scrolled. */
export async function scrollRegister(browser: string, data: string, page: string): Promise<number> {
  const args = [browser, PASSPHRASE, "--headless", "--allow-root", "--data", data, "--page", page];
  const child = startNode(PROGRAM, { args });
  const ended = once(child, "exit");
  if (child.stdout === null) throw new BenchError("bench.unexpected");
  const line = await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next();
  const [code] = await ended;
  if (typeof line.value !== "string" || code !== 0) throw new BenchError("bench.unexpected");
  const parsed = measured.safeParse(parseJson(line.value));
  if (!parsed.success) throw new BenchError("bench.unexpected");
  const { idle, scrolled } = parsed.data;
  return droppedShare(scrolled, median(idle));
}
