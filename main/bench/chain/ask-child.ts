import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseJson } from "../../../src/json/parse.ts";
import { isJsonObject, type JsonValue } from "../../../src/json/value.ts";
import { startNode } from "../../doors/child-process.ts";
import { BenchError } from "../error.ts";

const SCRIPT = join(import.meta.dirname, "child.ts");

/** What a child measured, by name. */
export type Answer = { readonly [name: string]: number };

/** A process of its own that does one thing to be measured, so that memory and time are its alone. */
export interface Child {
  readonly first: { readonly [name: string]: JsonValue };
  /** Lets it end, and waits for that. Throws `bench.unexpected` if it failed. */
  readonly end: () => Promise<void>;
}

/** Starts a child and waits for its first line. Throws `bench.unexpected`. */
export async function startChild(role: string, ...args: readonly string[]): Promise<Child> {
  const child = startNode(SCRIPT, { args: [role, ...args] });
  const ended = once(child, "exit");
  const { stdin, stdout } = child;
  if (stdin === null || stdout === null) throw new BenchError("bench.unexpected");
  // Its input is closed by us to end it; that it ended sooner shows in its exit code.
  stdin.on("error", () => {});
  const line = await createInterface({ input: stdout })[Symbol.asyncIterator]().next();
  const first = line.done === true ? undefined : parseJson(line.value);
  const end = async (): Promise<void> => {
    stdin.end();
    const [code] = (await ended) as [number | null];
    if (code !== 0) throw new BenchError("bench.unexpected");
  };
  if (isJsonObject(first)) return { first, end };
  await end();
  throw new BenchError("bench.unexpected");
}

/** What a child that ends by itself answers. Throws `bench.unexpected`. */
export async function askChild(role: string, ...args: readonly string[]): Promise<Answer> {
  const { first, end } = await startChild(role, ...args);
  await end();
  const numbers = Object.entries(first).map(([name, value]) => {
    if (typeof value !== "number") throw new BenchError("bench.unexpected");
    return [name, value] as const;
  });
  return Object.fromEntries(numbers);
}

/** A number that a child must have answered. */
export function numberOf(answer: Answer, name: string): number {
  const value = answer[name];
  if (value === undefined) throw new BenchError("bench.unexpected");
  return value;
}
