import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { cpuUsage } from "node:process";
import { CodedError } from "../../src/error.ts";
import { mutated } from "./mutate.ts";
import type { Target } from "./target.ts";

const CORPUS = join(import.meta.dirname, "corpus");
/** Work for one input at most, milliseconds of processor time: a real one takes a few. */
const MOST_MS = 4_000;

export interface Trial {
  readonly target: string;
  readonly seed: number;
  /** What went wrong, undefined if nothing did. */
  readonly fault: string | undefined;
  readonly input: Uint8Array;
}

/** Real inputs of a target; those in `corpus/<target>` that begin with `found-` once made it fail. */
export function corpusOf(target: string): Uint8Array[] {
  const folder = join(CORPUS, target);
  return readdirSync(folder)
    .sort()
    .map((name) => new Uint8Array(readFileSync(join(folder, name))));
}

function msUsed(since: NodeJS.CpuUsage): number {
  const { user, system } = cpuUsage(since);
  return (user + system) / 1000;
}

/** Undefined if the bytes end in a value or in one of our errors, and in time. */
export function judge(read: Target["read"], input: Uint8Array, mostMs: number = MOST_MS): string | undefined {
  const started = cpuUsage();
  try {
    // Its own copy: a reader must not hold on to, or change, what it was given.
    read(input.slice());
  } catch (error) {
    if (!(error instanceof CodedError))
      return `threw ${error instanceof Error ? (error.stack ?? error.name) : typeof error}`;
    if (error.message !== error.code) return "an error that carries a text";
  }
  const used = msUsed(started);
  return used > mostMs ? `took ${Math.round(used)} ms` : undefined;
}

export function attempt(target: Target, inputs: readonly Uint8Array[], seed: number): Trial {
  const input = mutated(inputs, seed);
  return { target: target.name, seed, fault: judge(target.read, input), input };
}
