import { type ChildProcess, spawn } from "node:child_process";

export type { ChildProcess } from "node:child_process";

export interface StartOptions {
  readonly args: readonly string[];
  /** Working folder; ours if left out. */
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Where its standard error goes; default is ours. */
  readonly stderr?: "inherit" | "ignore" | "pipe";
}

/**
 * Starts another process of this very Node with one of our own scripts. Standard input is a pipe
 * that closes with us, so that a child can tell when its parent is gone; standard output is a pipe.
 */
export function startNode(script: string, options: StartOptions): ChildProcess {
  return spawn(process.execPath, ["--disable-warning=ExperimentalWarning", script, ...options.args], {
    stdio: ["pipe", "pipe", options.stderr ?? "inherit"],
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    env: { ...process.env, ...options.env },
  });
}
