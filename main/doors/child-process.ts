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

export interface ProgramOptions {
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Whether what it says goes to our own standard error too. */
  readonly loud?: boolean;
  /** Told what it says, in pieces as they come. Default: nobody listens. */
  readonly onOutput?: (text: string) => void;
}

/** Starts another program, without a shell. It has no standard input. */
export function startProgram(path: string, { args, env, loud, onOutput }: ProgramOptions): ChildProcess {
  const isHeard = loud === true || onOutput !== undefined;
  const output = isHeard ? "pipe" : "ignore";
  const child = spawn(path, args, { stdio: ["ignore", output, output], env: { ...process.env, ...env } });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      onOutput?.(text);
      if (loud === true) process.stderr.write(text);
    });
  }
  return child;
}

/** What an operating system has to open something with the program that the person chose for it. */
const OPENERS: { readonly [platform: string]: readonly [string, ...string[]] } = {
  darwin: ["open"],
  // `start` is a word of the shell and would read the URL as more than one; this reads it as one.
  win32: ["rundll32", "url.dll,FileProtocolHandler"],
};

const OPENER_MS = 5_000;

/** Opens a link that was checked before in the person's own browser. Resolves with whether that went well. */
export function openWithSystem(url: string): Promise<boolean> {
  const [program, ...args] = OPENERS[process.platform] ?? ["xdg-open"];
  return new Promise((resolve) => {
    const child = spawn(program, [...args, url], { stdio: "ignore", detached: true });
    child.once("error", () => resolve(false));
    child.once("exit", (code) => resolve(code === 0));
    // Some of them stay as long as what they opened.
    setTimeout(() => resolve(true), OPENER_MS).unref();
    child.unref();
  });
}
