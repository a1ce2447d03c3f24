import type { LogStore } from "../../log/log-store.ts";
import type { CosignAnswer, CosignerPort, Proposal } from "./cosigner-port.ts";

/**
 * One cosigner as the engine sees it: one question at a time, and when it was away it is first given
 * the sealed blocks that it missed, one by one and each under its own seal.
 */
export class CosignerFeed {
  readonly id: string;
  readonly #port: CosignerPort;
  readonly #store: LogStore;
  #asking = false;
  #closed = false;

  constructor(port: CosignerPort, store: LogStore) {
    this.id = port.id;
    this.#port = port;
    this.#store = store;
  }

  async ask(proposal: Proposal): Promise<CosignAnswer> {
    if (this.#asking || this.#closed) return { ok: false, code: "cosigner.busy" };
    this.#asking = true;
    try {
      return await this.#askAfterCatchingUp(proposal);
    } finally {
      this.#asking = false;
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#port.close();
  }

  async #askAfterCatchingUp(proposal: Proposal): Promise<CosignAnswer> {
    let known = -1;
    for (;;) {
      const answer = await this.#port.cosign(proposal);
      if (answer.ok || answer.code !== "cosigner.behind") return answer;
      const { size } = answer;
      // It must get on with each round, or it would keep us here for ever.
      if (size === undefined || size <= known || size >= this.#store.size) return answer;
      known = size;
      const caughtUp = await this.#catchUp(size);
      if (caughtUp !== undefined) return caughtUp;
    }
  }

  /** Undefined once it has all sealed blocks; else why it did not take one. */
  async #catchUp(size: number): Promise<CosignAnswer | undefined> {
    for (let first = size; first < this.#store.size;) {
      if (this.#closed) return { ok: false, code: "cosigner.busy" };
      const block = this.#store.blockOf(first);
      if (block === undefined || block.first !== first) return { ok: false, code: "cosigner.malformed" };
      const leaves = [...this.#store.leaves(block.first, block.size)];
      const answer = await this.#port.cosign({ first, leaves, checkpoint: block.checkpoint });
      if (!answer.ok) return answer;
      first = block.size;
    }
    return undefined;
  }
}
