import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { documentOf, type Ran } from "./cli.ts";

const CHILD = join(import.meta.dirname, "cli-child.ts");

/**
 * Processes that run commands of the command line one after the other: the same commands without the
 * start of a process for each. As many as run at a time.
 */
export class WarmCli {
  readonly #idle: ChildProcess[] = [];
  readonly #all: ChildProcess[] = [];

  constructor(t: { after(work: () => void | Promise<void>): void }) {
    t.after(() => this.#all.forEach((child) => child.kill()));
  }

  #start(): ChildProcess {
    const { SEALFOLIO_PASSPHRASE: _passphrase, SEALFOLIO_WALLET: _wallet, ...session } = process.env;
    const child = fork(CHILD, [], {
      env: { ...session, LC_ALL: "C" },
      execArgv: ["--disable-warning=ExperimentalWarning"],
      // Nothing comes in, as for a command that is given no input.
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    this.#all.push(child);
    return child;
  }

  /** With `--json`, as `askCli`. */
  async ask<T = unknown>(words: readonly string[], exit = 0): Promise<T> {
    return documentOf<T>(await this.run([...words, "--json"]), words, exit);
  }

  async run(words: readonly string[]): Promise<Ran> {
    const child = this.#idle.pop() ?? this.#start();
    const ran = await new Promise<Ran>((resolve, reject) => {
      const onExit = (): void => reject(new Error(`it ended its process: ${words.slice(0, 3).join(" ")}`));
      child.once("exit", onExit);
      child.once("message", (message) => {
        child.off("exit", onExit);
        resolve(message as Ran);
      });
      child.send({ words });
    });
    this.#idle.push(child);
    return ran;
  }
}
