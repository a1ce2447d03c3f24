import { equal } from "../../../src/bytes/bytes.ts";
import type { BlockDraft } from "../../../src/chain/blocks/ledger.ts";
import type { Ed25519Signer, Primitives } from "../../../src/crypto/ports.ts";
import { formatCheckpoint, parseCheckpoint } from "../../../src/note/checkpoint.ts";
import { signAsLog } from "../../../src/note/log-signature.ts";
import { addSignatures, parseNote } from "../../../src/note/note.ts";
import type { SealPolicy } from "../../../src/note/seal.ts";
import type { Clock } from "../../doors/clock.ts";
import type { ChainCopy } from "../home/chain-copy.ts";
import { RegistryError } from "../error.ts";
import type { Inbox } from "./inbox.ts";
import type { PendingEntry, PendingStore, RefusedEntry } from "../home/pending-store.ts";

/** A block that the log has signed, on its way to its seal. */
export interface SignedBlock {
  readonly draft: BlockDraft;
  /** The pending entries up to this one are in it. */
  readonly through: number;
  /** Signed by the log alone. */
  readonly checkpoint: string;
  /** Judges its seal. */
  readonly policy: SealPolicy;
}

export interface ProposerOptions {
  readonly chain: ChainCopy;
  readonly pending: PendingStore;
  readonly inbox: Inbox;
  readonly logSigner: Ed25519Signer;
  readonly clock: Clock;
  readonly primitives: Primitives;
  readonly maxBlock: number;
  readonly maxBlockBytes: number;
}

interface Drafted {
  readonly draft: BlockDraft | undefined;
  readonly candidates: readonly PendingEntry[];
  readonly refused: readonly RefusedEntry[];
}

/**
 * Makes the next block and signs its checkpoint once: what was signed is on disk before anybody sees
 * it, and comes back from there after a crash.
 */
export class Proposer {
  readonly #options: ProposerOptions;

  constructor(options: ProposerOptions) {
    this.#options = options;
  }

  /** The block that was signed before the last stop. Throws `engine.proposal` if it does not fit the log. */
  resume(): SignedBlock | undefined {
    const { chain, inbox, pending } = this.#options;
    const stored = pending.proposal();
    if (stored === undefined) return undefined;
    const { through, record, checkpoint } = stored;
    const leaves = [...inbox.through(through).map(({ bytes }) => bytes), record];
    const checked = chain.ledger.check(leaves);
    if (!checked.ok) throw new RegistryError("engine.proposal");
    const signed = parseCheckpoint(parseNote(checkpoint).text);
    const draft = checked.value;
    if (signed.size !== draft.size || !equal(signed.root, draft.root)) {
      throw new RegistryError("engine.proposal");
    }
    return { draft, through, checkpoint, policy: chain.ledger.sealPolicy() };
  }

  /** Undefined when nothing waits that a rule admits. */
  propose(): SignedBlock | undefined {
    const { chain, pending, logSigner } = this.#options;
    const { draft, candidates, refused } = this.#draft();
    if (candidates.length === 0) return undefined;
    if (draft === undefined) {
      pending.propose(undefined, refused);
      this.#forget(candidates, refused);
      return undefined;
    }
    const { origin } = chain.epochs;
    const text = formatCheckpoint({ origin, size: draft.size, root: draft.root });
    const checkpoint = addSignatures(text, [signAsLog(text, origin, logSigner)]);
    const through = (candidates.at(-1) as PendingEntry).seq;
    const record = draft.leaves.at(-1) as Uint8Array;
    pending.propose({ through, record, checkpoint }, refused);
    this.#forget(candidates, refused);
    return { draft, through, checkpoint, policy: chain.ledger.sealPolicy() };
  }

  #draft(): Drafted {
    const { chain, clock, inbox, maxBlock, maxBlockBytes } = this.#options;
    let candidates = inbox.next(maxBlock, maxBlockBytes);
    for (;;) {
      const drafted = chain.ledger.draft(
        candidates.map(({ bytes }) => bytes),
        clock(),
      );
      // Not refused, only not in this block; and what comes after it may need it.
      const later = drafted.outcomes.findIndex((each) => !each.ok && each.code === "authority.one_change");
      if (later <= 0) {
        const refused = drafted.outcomes.flatMap((each, at) =>
          each.ok ? [] : [{ hash: (candidates[at] as PendingEntry).hash, code: each.code }],
        );
        return { draft: drafted.draft, candidates, refused };
      }
      candidates = candidates.slice(0, later);
    }
  }

  #forget(candidates: readonly PendingEntry[], refused: readonly RefusedEntry[]): void {
    if (refused.length === 0) return;
    const hashes = new Set(refused.map(({ hash }) => hash));
    this.#options.inbox.drop(candidates.filter(({ hash }) => hashes.has(hash)));
    this.#options.inbox.judgeAnew();
  }
}
