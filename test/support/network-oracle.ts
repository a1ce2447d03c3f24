import assert from "node:assert/strict";
import { nodePrimitives } from "../../main/crypto/primitives.ts";
import { systemClock } from "../../main/doors/clock.ts";
import { HttpClient } from "../../main/doors/http-client.ts";
import { FullFollower } from "../../main/follow/full/full-follower.ts";
import { HttpSource } from "../../main/follow/sources/http-source.ts";
import { openOwnCopy } from "../../main/follow/copy/open-copy.ts";
import type { OwnCopy } from "../../main/follow/copy/own-copy.ts";
import { SourcePool } from "../../main/follow/sources/source-pool.ts";
import { toBase64Url } from "../../src/bytes/base64.ts";
import { codeOf } from "../../src/error.ts";

const LOOK_MS = 500;

/**
 * Follows a registry as a wallet does, every signature verified, from the first block on and all the
 * time, and knows how often each entry came.
 */
export class Oracle {
  readonly #copy: OwnCopy;
  readonly #http = new HttpClient();
  readonly #times = new Map<string, number>();
  readonly #closing = new AbortController();
  #follower: FullFollower;
  #loop: Promise<void> = Promise.resolve();
  #counted = 0;
  #height = -1;

  private constructor(copy: OwnCopy, registryId: Uint8Array, urls: readonly string[]) {
    this.#copy = copy;
    this.#follower = this.#from(registryId, urls);
  }

  static async open(path: string, registryId: Uint8Array, urls: readonly string[]): Promise<Oracle> {
    const options = { registryId, primitives: nodePrimitives, clock: systemClock };
    return new Oracle(await openOwnCopy(path, options), registryId, urls);
  }

  #from(registryId: Uint8Array, urls: readonly string[]): FullFollower {
    const sources = urls.map((url) => new HttpSource(this.#http, url));
    const pool = new SourcePool(sources, this.#copy.journal, systemClock);
    return new FullFollower(this.#copy, pool, { registryId, primitives: nodePrimitives, clock: systemClock });
  }

  /** Other nodes of the same registry from now on. */
  turnTo(registryId: Uint8Array, urls: readonly string[]): void {
    this.#follower = this.#from(registryId, urls);
  }

  /** Looks again and again until closed. */
  watch(): void {
    this.#loop = this.#watch();
  }

  async #watch(): Promise<void> {
    while (!this.#closing.signal.aborted) {
      await this.sync();
      await new Promise((done) => setTimeout(done, LOOK_MS));
    }
  }

  /** Once; the height it is at then. Nobody there is no failure; going back or an alarm is one. */
  async sync(): Promise<number> {
    try {
      const outcome = await this.#follower.sync({ signatures: "verify" });
      assert.equal(outcome.alarm, undefined);
      assert.ok(outcome.height >= this.#height, "went back");
      this.#height = outcome.height;
    } catch (error) {
      const code = codeOf(error);
      if (code === undefined || !/^follow\.(?:no_source|offline)$/.test(code)) throw error;
    }
    return this.#height;
  }

  /** What it blames on whom. */
  get findings(): readonly { readonly code: string; readonly source: string }[] {
    return this.#copy.journal.since(0);
  }

  get size(): number {
    return this.#copy.log.size;
  }

  /** Each of these entries is there once, no entry is there twice. */
  check(acknowledged: Iterable<string>): void {
    const { log } = this.#copy;
    for (; this.#counted < log.size; this.#counted++) {
      const hash = toBase64Url(log.leafHashAt(this.#counted));
      this.#times.set(hash, (this.#times.get(hash) ?? 0) + 1);
    }
    let [lost, all] = [0, 0];
    for (const hash of acknowledged) {
      all++;
      if (this.#times.get(hash) !== 1) lost++;
    }
    assert.equal(lost, 0, `${lost} of ${all} acknowledged entries are not there once`);
    assert.ok([...this.#times.values()].every((times) => times === 1));
  }

  /** Everything anew, as the person asks for it; it no longer looks for more then. */
  async audit(): Promise<void> {
    this.#closing.abort();
    await this.#loop;
    const { fault, badBundles, leaves } = await this.#follower.audit({ fresh: true });
    assert.deepEqual([fault, badBundles, leaves], [undefined, [], this.size]);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#loop;
    this.#copy.close();
    this.#http.close();
  }
}
