import type { Primitives } from "../../../src/crypto/ports.ts";
import { CodedError, codeOf } from "../../../src/error.ts";
import { ok, refuse, type Result } from "../../../src/result.ts";
import type { Clock } from "../../doors/clock.ts";
import { SourceError } from "../../follow/error.ts";
import { FullFollower } from "../../follow/full/full-follower.ts";
import { openOwnCopy } from "../../follow/copy/open-copy.ts";
import type { OwnCopy } from "../../follow/copy/own-copy.ts";
import type { Source } from "../../follow/sources/source.ts";
import { SourcePool } from "../../follow/sources/source-pool.ts";
import type { ServedChain } from "../home/chain-copy.ts";
import type { EntryState } from "../engine.ts";
import { RegistryError } from "../error.ts";
import { hashInPath } from "../http/answers.ts";
import { fetchOwnSeal } from "./own-seal.ts";
import { Wake } from "../wake.ts";

export interface MirrorOptions {
  /** File of its own copy. */
  readonly path: string;
  readonly registryId: Uint8Array;
  readonly upstream: Source;
  readonly clock: Clock;
  readonly primitives: Primitives;
  /** Milliseconds between looks at the upstream node. */
  readonly pollMs: number;
  /** Told the code of what went wrong, when that changes. */
  readonly report?: ((code: string) => void) | undefined;
}

/** Own seals of older blocks fetched in a row. */
const SEALS_AT_ONCE = 64;

/**
 * A node that follows another one as a wallet does, believing none of it, and serves its own copy.
 * Entries handed in here are passed on.
 */
export class Mirror {
  readonly #options: MirrorOptions;
  readonly #copy: OwnCopy;
  readonly #follower: FullFollower;
  readonly #closing = new AbortController();
  readonly #wake = new Wake();
  readonly #loop: Promise<void>;
  #fault: string | undefined;

  private constructor(options: MirrorOptions, copy: OwnCopy) {
    const { clock, primitives, registryId, upstream } = options;
    this.#options = options;
    this.#copy = copy;
    const pool = new SourcePool([upstream], copy.journal, clock);
    this.#follower = new FullFollower(copy, pool, { registryId, primitives, clock });
    this.#loop = this.#run();
  }

  /** Throws FollowError or DatabaseError. */
  static async open(options: MirrorOptions): Promise<Mirror> {
    const { path, registryId, clock, primitives } = options;
    return new Mirror(options, await openOwnCopy(path, { registryId, clock, primitives }));
  }

  /** Undefined before the first block. */
  chain(): ServedChain | undefined {
    const { log: store, ledger, epochs } = this.#copy;
    return epochs === undefined ? undefined : { store, ledger, epochs };
  }

  /** Code of what keeps it from following, or of an alarm that a person must resolve. */
  get fault(): string | undefined {
    return this.#copy.journal.alarm() ?? this.#fault;
  }

  async submit(entry: Uint8Array): Promise<Result<{ readonly hash: string }, string>> {
    try {
      const answer = await this.#options.upstream.submit(entry, this.#closing.signal);
      return answer.state === "accepted" ? ok({ hash: answer.hash }) : refuse(answer.code);
    } catch (error) {
      throw unreachable(error);
    }
  }

  async status(hash: string): Promise<EntryState | undefined> {
    const { log } = this.#copy;
    const index = log.indexOf(hashInPath(hash));
    const block = index === undefined ? undefined : log.blockOf(index);
    if (index !== undefined && block !== undefined) return { state: "sealed", height: block.height, index };
    try {
      const { state, code } = await this.#options.upstream.entryStatus(hash, this.#closing.signal);
      // Sealed there, but not yet followed here: then its block cannot be read here either.
      if (state !== "refused") return { state: "pending" };
      return { state, code: code ?? "registry.answer" };
    } catch (error) {
      if (error instanceof SourceError && error.code === "source.missing") return undefined;
      throw unreachable(error);
    }
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#wake.wake();
    await this.#loop;
    this.#follower.close();
  }

  async #run(): Promise<void> {
    while (!this.#closing.signal.aborted) {
      const more = await this.#followOn();
      if (!more) await this.#wake.wait(this.#options.pollMs);
    }
  }

  /** Answers whether there is more to fetch at once. */
  async #followOn(): Promise<boolean> {
    try {
      const { signal } = this.#closing;
      await this.#follower.sync({ signal });
      const more = await this.#fetchSeals();
      this.#tell(undefined);
      return more;
    } catch (error) {
      const code = codeOf(error);
      this.#tell(code ?? "registry.internal");
      return false;
    }
  }

  #tell(code: string | undefined): void {
    if (code !== undefined && code !== this.#fault && !this.#closing.signal.aborted) {
      this.#options.report?.(code);
    }
    this.#fault = code;
  }

  /**
   * A wallet needs the newest seal only; who serves blocks shows each under its own. Answers whether
   * some are still lacking.
   */
  async #fetchSeals(): Promise<boolean> {
    const { log } = this.#copy;
    const heights = log.unsealed(SEALS_AT_ONCE);
    const found: { height: number; checkpoint: string }[] = [];
    for (const height of heights) {
      const checkpoint = await this.#fetchSeal(height);
      if (checkpoint === undefined) break;
      found.push({ height, checkpoint });
    }
    if (found.length > 0) log.fillSeals(found);
    return found.length === SEALS_AT_ONCE;
  }

  async #fetchSeal(height: number): Promise<string | undefined> {
    const { upstream } = this.#options;
    const { signal } = this.#closing;
    const answer = await this.#follower.pool.askOne(upstream, `block ${height}`, "source.seal_invalid", () =>
      fetchOwnSeal(this.#copy, upstream, height, this.#options, signal),
    );
    return answer?.value;
  }
}

/** The upstream node cannot be had now; what it was asked can be asked again. */
function unreachable(error: unknown): unknown {
  return error instanceof CodedError ? new RegistryError("registry.upstream", { cause: error }) : error;
}
