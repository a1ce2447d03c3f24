import type { Primitives } from "../../src/crypto/ports.ts";
import { verifySeal } from "../../src/note/seal.ts";
import type { Clock } from "../doors/clock.ts";
import type { ServedChain } from "./home/chain-copy.ts";
import type { Home } from "./home/home.ts";
import type { NodeServerOptions } from "./http/server.ts";
import type { SoloTuning } from "./solo/solo.ts";
import type { VerifiedSignatures } from "./verified.ts";

export interface ServeOptions {
  /** Instead of what the home's configuration says. */
  readonly host?: string;
  readonly port?: number;
  readonly server?: Omit<NodeServerOptions, "host" | "port">;
  readonly tuning?: Partial<SoloTuning>;
  readonly clock?: Clock;
  /** Told the code of a fault when there is a new one. */
  readonly report?: (code: string) => void;
}

/** What to undo, last first. */
export class Cleanup {
  readonly #steps: (() => void | Promise<void>)[] = [];

  add(step: () => void | Promise<void>): void {
    this.#steps.push(step);
  }

  async run(): Promise<void> {
    for (let step = this.#steps.pop(); step !== undefined; step = this.#steps.pop()) await step();
  }
}

/** What every role needs to be served. */
export interface Parts {
  readonly primitives: Primitives;
  readonly verified: VerifiedSignatures;
  readonly clock: Clock;
  readonly options: ServeOptions;
  readonly cleanup: Cleanup;
}

export function serverOptions(home: Home, options: ServeOptions): NodeServerOptions {
  const { host, port } = home.config.listen;
  return { ...options.server, host: options.host ?? host, port: options.port ?? port };
}

/** Height, size and how old the newest seal is, for operators and monitors. */
export function healthOf(chain: ServedChain | undefined, { clock, primitives }: Parts): object {
  const newest = chain?.store.newest;
  if (chain === undefined || newest === undefined) return { height: null, size: 0, seal: null, age: null };
  const { height, size } = newest;
  const text = newest.fresh ?? newest.checkpoint;
  if (text === "") return { height, size, seal: null, age: null };
  const seal = verifySeal(text, chain.epochs.policyFor(size), primitives).time;
  return { height, size, seal, age: Math.max(0, clock() - seal) };
}
