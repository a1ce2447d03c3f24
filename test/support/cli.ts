import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { openSync } from "node:fs";
import { join } from "node:path";

const MAIN = join(import.meta.dirname, "..", "..", "main");
const SCRIPT = join(MAIN, "cli", "sealfolio.ts");
const LAUNCHER = join(MAIN, "launch", "sealfolio.mjs");
const NODE24 = [process.execPath, "--disable-warning=ExperimentalWarning", SCRIPT];

export interface Ran {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** Through the launcher, by whatever Node stands on the PATH. */
  readonly launched?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  readonly cwd?: string;
  /** Where nobody reads what it says, or a disk has no room for it. */
  readonly stdout?: "closed" | "full";
}

function start(args: readonly string[], options: RunOptions): ChildProcess {
  const [file = "", ...before] = options.launched === true ? ["node", LAUNCHER] : NODE24;
  const { SEALFOLIO_PASSPHRASE: _passphrase, SEALFOLIO_WALLET: _wallet, ...session } = process.env;
  const env = { ...session, LC_ALL: "C" };
  return spawn(file, [...before, ...args], {
    stdio: ["pipe", options.stdout === "full" ? openSync("/dev/full", "w") : "pipe", "pipe"],
    env: { ...env, ...options.env },
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
  });
}

function collect(stream: NodeJS.ReadableStream | null): () => string {
  let text = "";
  stream?.setEncoding("utf8").on("data", (part: string) => {
    text += part;
  });
  return () => text;
}

/** Runs one command to its end, as a stranger would. */
export async function runCli(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const child = start(args, options);
  if (options.stdout === "closed") child.stdout?.destroy();
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
  // It may have ended without reading.
  child.stdin?.on("error", () => {});
  child.stdin?.end(options.input ?? "");
  await once(child, "close");
  return { exit: child.exitCode, stdout: stdout(), stderr: stderr() };
}

/** As `runCli`, of a command that waits: `told` does what it waits for when the first line of its diagnostics came. */
export async function runWaitingCli(
  args: readonly string[],
  told: (line: string) => Promise<void>,
): Promise<Ran> {
  const child = start(args, {});
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
  child.stdin?.end();
  const ended = once(child, "close");
  while (!stderr().includes("\n") && child.exitCode === null) {
    await Promise.race([once(child.stderr as NodeJS.ReadableStream, "data"), ended]);
  }
  try {
    await told(stderr().split("\n", 1)[0] ?? "");
    await ended;
  } finally {
    child.kill();
  }
  return { exit: child.exitCode, stdout: stdout(), stderr: stderr() };
}

/** What was said with `--json`: exactly one document on standard output. */
export function documentOf<T>(ran: Ran, args: readonly string[], exit: number): T {
  assert.equal(ran.exit, exit, `${args.slice(0, 3).join(" ")}: ${ran.stderr}${ran.stdout.slice(0, 500)}`);
  assert.match(ran.stdout, /^[^\n]+\n$/);
  return JSON.parse(ran.stdout) as T;
}

/** With `--json`, in a process of its own. */
export async function askCli<T = unknown>(
  args: readonly string[],
  exit = 0,
  options: RunOptions = {},
): Promise<T> {
  return documentOf<T>(await runCli([...args, "--json"], options), args, exit);
}

/** A command that runs until it is told to end; resolves with the document it prints first. */
export async function startCli<T>(
  t: { after(work: () => Promise<unknown>): void },
  args: readonly string[],
  options: RunOptions = {},
): Promise<{ readonly document: T; readonly stop: () => Promise<number | null> }> {
  const child = start([...args, "--json"], options);
  const stdout = collect(child.stdout);
  const ended = once(child, "close");
  const stop = async (): Promise<number | null> => {
    child.kill("SIGTERM");
    await ended;
    return child.exitCode;
  };
  t.after(stop);
  while (!stdout().includes("\n")) {
    await Promise.race([once(child.stdout as NodeJS.ReadableStream, "data"), ended]);
    assert.equal(child.exitCode, null, "it still runs");
  }
  return { document: JSON.parse(stdout()) as T, stop };
}
