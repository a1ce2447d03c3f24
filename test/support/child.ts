import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { TestContext } from "node:test";

export interface ScriptOptions {
  readonly args?: readonly string[];
  /** Largest file the child may write, in blocks of 512 bytes (POSIX `ulimit -f`): a disk that is full. */
  readonly fileBlocks?: number;
  /** Another program and its arguments, which runs this one. */
  readonly under?: readonly string[];
}

export interface Script {
  readonly process: ChildProcess;
  /** The next line it prints, or undefined at its end. */
  readonly line: () => Promise<string | undefined>;
  /** All that it still prints until it ends. */
  readonly rest: () => Promise<readonly string[]>;
  /** Kills it the hard way and waits for its end. */
  readonly kill: () => Promise<void>;
  readonly ended: () => Promise<number | null>;
}

function command(script: string, options: ScriptOptions): readonly [string, readonly string[]] {
  const { under = [], args = [] } = options;
  const node = [...under, process.execPath, "--disable-warning=ExperimentalWarning", script, ...args];
  if (options.fileBlocks === undefined) return [node[0] as string, node.slice(1)];
  return ["sh", ["-c", `ulimit -f ${options.fileBlocks} && exec "$@"`, "sh", ...node]];
}

/** Runs one of our test scripts as a process of its own, which does not outlive the test. */
export function startScript(
  t: Pick<TestContext, "after">,
  script: string,
  options: ScriptOptions = {},
): Script {
  const [file, args] = command(script, options);
  const child = spawn(file, args, { stdio: ["pipe", "pipe", "inherit"] });
  const exit = once(child, "exit");
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const line = async (): Promise<string | undefined> => {
    const next = await lines.next();
    return next.done === true ? undefined : next.value;
  };
  const ended = async (): Promise<number | null> => {
    await exit;
    return child.exitCode;
  };
  const kill = async (): Promise<void> => {
    child.kill("SIGKILL");
    await exit;
  };
  t.after(kill);
  const rest = async (): Promise<readonly string[]> => {
    const all: string[] = [];
    for (let next = await line(); next !== undefined; next = await line()) all.push(next);
    return all;
  };
  return { process: child, line, rest, kill, ended };
}
