import { OpenBlock } from "../../../src/chain/fold/open-block.ts";
import type { Ledger } from "../../../src/chain/blocks/ledger.ts";
import { Overlay } from "../../../src/chain/state/overlay.ts";
import type { State } from "../../../src/chain/state/state.ts";
import type { Primitives } from "../../../src/crypto/ports.ts";
import { ok, type Result } from "../../../src/result.ts";
import type { Clock } from "../../doors/clock.ts";

export interface Admitted {
  /** Leaf hash, base64url. */
  readonly hash: string;
  /** It has to stand first of its kind in a block: the entries before it belong to the block before. */
  readonly opensBlock: boolean;
}

/**
 * Judges entries as they come in, over everything that is acknowledged but not sealed, so that a
 * refusal comes at once. Its blocks are thrown away: the real one is drafted from the stored entries.
 */
export class Admission {
  readonly #ledger: Ledger;
  readonly #clock: Clock;
  readonly #primitives: Primitives;
  #block: OpenBlock;

  constructor(ledger: Ledger, clock: Clock, primitives: Primitives) {
    this.#ledger = ledger;
    this.#clock = clock;
    this.#primitives = primitives;
    this.#block = this.#open(undefined);
  }

  /** The code is that of the syntax or rule that refuses it. */
  take(entry: Uint8Array): Result<Admitted, string> {
    const taken = this.#block.take(entry);
    if (taken.ok) return ok({ hash: taken.value, opensBlock: false });
    if (taken.code !== "authority.one_change") return taken;
    const next = this.#open(this.#block);
    const retaken = next.take(entry);
    if (!retaken.ok) return retaken;
    this.#block = next;
    return ok({ hash: retaken.value, opensBlock: true });
  }

  /** Begins anew on the ledger's head. */
  reset(): void {
    this.#block = this.#open(undefined);
  }

  #open(before: OpenBlock | undefined): OpenBlock {
    const { head, registryId } = this.#ledger;
    const state: State = before?.overlay ?? this.#ledger.state;
    const clock = this.#clock;
    const frame = {
      registryId,
      height: before === undefined ? (head?.height ?? -1) + 1 : before.frame.height + 1,
      first: before?.next ?? head?.size ?? 0,
      primitives: this.#primitives,
      memory: this.#ledger.memory,
      // Pending entries may wait for hours; each is judged by the time at which it comes.
      get time(): number {
        return Math.max(clock(), head?.time ?? 0);
      },
    };
    return new OpenBlock(frame, new Overlay(state));
  }
}
