import { sleep } from "../../doors/clock.ts";
import { type ChildProcess, startProgram } from "../../doors/child-process.ts";

/** Milliseconds before a program that ended by itself is started again; doubles up to the second. */
const RETRY_MS = [500, 5_000] as const;
/** One that ran so long, milliseconds, has recovered. */
const STEADY_MS = 60_000;
const STOP_MS = 10_000;

export interface SupervisorOptions {
  readonly path: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly loud?: boolean;
  /** What it says when it has stopped working and goes on running: it is ended then, and started again. */
  readonly dying?: string;
  /** Called before each start: clears away what the last one left. */
  readonly before?: () => void;
  /** Told when it ended by itself. */
  readonly onEnd: () => void;
}

/** Keeps another program running until closed. */
export class Supervisor {
  readonly #options: SupervisorOptions;
  readonly #loop: Promise<void>;
  readonly #closing = new AbortController();
  #child: ChildProcess | undefined;

  constructor(options: SupervisorOptions) {
    this.#options = options;
    this.#loop = this.#run();
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Asks it to end, and ends it when it does not. */
  async close(): Promise<void> {
    this.#closing.abort();
    this.#child?.kill("SIGTERM");
    const timer = setTimeout(() => this.#child?.kill("SIGKILL"), STOP_MS);
    await this.#loop;
    clearTimeout(timer);
  }

  async #run(): Promise<void> {
    const { signal } = this.#closing;
    let failures = 0;
    while (!signal.aborted) {
      const began = performance.now();
      await this.#runOnce();
      if (signal.aborted) return;
      this.#options.onEnd();
      failures = performance.now() - began > STEADY_MS ? 0 : failures + 1;
      const [first, most] = RETRY_MS;
      const until = performance.now() + Math.min(most, first * 2 ** Math.min(failures, 8));
      while (!signal.aborted && performance.now() < until) await sleep(50);
    }
  }

  #runOnce(): Promise<void> {
    const { path, args, env = {}, loud, before, dying } = this.#options;
    before?.();
    let tail = "";
    const onOutput = (text: string): void => {
      if (dying === undefined) return;
      // It may come in two pieces.
      if ((tail + text).includes(dying)) child.kill("SIGKILL");
      tail = (tail + text).slice(-dying.length);
    };
    const child = startProgram(path, { args, env, loud: loud === true, onOutput });
    this.#child = child;
    return new Promise((done) => {
      child.once("error", () => done());
      child.once("exit", () => done());
    });
  }
}
