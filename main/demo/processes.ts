import { join } from "node:path";
import { type ChildProcess, startNode } from "../doors/child-process.ts";
import { parseJson } from "../../src/json/parse.ts";
import { isJsonObject } from "../../src/json/value.ts";
import { DemoError } from "./step.ts";

const CLI = join(import.meta.dirname, "..", "cli", "sealfolio.ts");
const START_MS = 90_000;
const STOP_MS = 10_000;

/** A node of ours as a process of its own, started through the command line as anyone would. */
export class NodeProcess {
  readonly #child: ChildProcess;
  readonly url: string;

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
  }

  /** `args` stand behind `registry serve`. Resolves when the node serves. */
  static async start(args: readonly string[]): Promise<NodeProcess> {
    const child = startNode(CLI, {
      args: ["registry", "serve", ...args, "--json"],
      env: { SEALFOLIO_CHILD: "1" },
      stderr: "ignore",
    });
    return new NodeProcess(child, await firstUrl(child));
  }

  get port(): string {
    return new URL(this.url).port;
  }

  /** As a power cut ends it. */
  async kill(): Promise<void> {
    const ended = new Promise<void>((resolve) => {
      this.#child.once("exit", () => resolve());
    });
    this.#child.kill("SIGKILL");
    await ended;
  }

  /** Asks it to end, and waits until it has. */
  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = new Promise<void>((resolve) => {
      this.#child.once("exit", () => resolve());
    });
    this.#child.kill("SIGTERM");
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), STOP_MS);
    await ended;
    clearTimeout(timer);
  }
}

function firstUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    const fail = (): void => reject(new DemoError("demo.process", "a node did not start"));
    const timer = setTimeout(() => {
      child.kill("SIGKILL");
      fail();
    }, START_MS);
    child.once("exit", fail);
    child.once("error", fail);
    child.stdout?.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
      const end = text.indexOf("\n");
      if (end < 0) return;
      clearTimeout(timer);
      child.removeListener("exit", fail);
      const answer = parseJson(text.slice(0, end));
      const url = isJsonObject(answer) ? answer["url"] : undefined;
      if (typeof url === "string") resolve(url);
      else fail();
    });
  });
}
