import { utf8 } from "../../../src/bytes/bytes.ts";
import { toBase64Url } from "../../../src/bytes/base64.ts";
import { type BlockDraft, type Head, Ledger } from "../../../src/chain/blocks/ledger.ts";
import type { Primitives, Sha256 } from "../../../src/crypto/ports.ts";
import { canonicalJson } from "../../../src/json/canonical.ts";
import type { NewBlock } from "../../log/log-store.ts";
import type { ChainCopy } from "../home/chain-copy.ts";
import { CometError } from "./error.ts";
import type { DecidedBlock, DecidedStore, EnginePosition } from "./decided-store.ts";

/** With the hashes of its leaves, which were made when it was judged. */
interface WaitingBlock extends DecidedBlock {
  readonly leafHashes: readonly Uint8Array[];
}

/** There since blocks of the others were taken over. */
const ADOPTED = "network.adopted";

type Bound = Pick<Head, "size" | "root" | "record">;

/** What binds a block's log, trust and status roots into the engine's next header; 32 bytes. */
export function appHashOf(head: Bound | undefined, sha256: Sha256): Uint8Array {
  if (head === undefined) return new Uint8Array(0);
  const { size, root, record } = head;
  const text = canonicalJson({ root: toBase64Url(root), size, status: record.status, trust: record.trust });
  return sha256(utf8(`sealfolio/app-hash/v1\n${text}`));
}

export interface DecidedChainOptions {
  /** Sealed blocks; what readers are served from. */
  readonly chain: ChainCopy;
  /** In the same database. */
  readonly store: DecidedStore;
  readonly genesis: Uint8Array;
  readonly registryId: Uint8Array;
  readonly primitives: Primitives;
  /** Our own checkpoint over a decided block: signed by our log key and cosigned. */
  readonly sign: (head: Head) => string;
}

/**
 * The chain as the engine has decided it: the sealed blocks, and behind them those that wait for their
 * seal. What is decided is on disk before it is answered for and before our own checkpoint over it is
 * signed, so this authority never signs two roots for a size, also across a crash.
 */
export class DecidedChain {
  readonly sealed: ChainCopy;
  /** At the newest decided block; ahead of `sealed`. */
  readonly ledger: Ledger;
  readonly #options: DecidedChainOptions;
  readonly #waiting: WaitingBlock[] = [];
  /** base64url, of the leaves of all that wait. */
  readonly #waitingHashes = new Set<string>();
  #position: EnginePosition | undefined;

  /** Throws `comet.damaged`, RegistryError, LogError or DatabaseError. */
  constructor(options: DecidedChainOptions) {
    this.#options = options;
    const { chain, store, genesis, registryId, primitives } = options;
    this.sealed = chain;
    this.ledger = new Ledger(registryId, primitives, { genesis });
    const newest = chain.store.newest?.height ?? -1;
    for (const { first, size } of chain.store.blocks(0, newest + 1)) {
      this.#fold([...chain.store.leaves(first, size)]);
    }
    this.#position = store.position();
    for (const block of store.all()) {
      if (block.height !== (this.ledger.head?.height ?? -1) + 1) throw new CometError("comet.damaged");
      this.#wait(block, this.#fold(block.leaves));
      this.#sign();
    }
    // From here on entries come one by one and are judged again and again; what is replayed is seen once.
    if (chain.ledger.memory !== undefined) this.ledger.share(chain.ledger.memory);
  }

  /** Undefined before the engine has begun. */
  get position(): EnginePosition | undefined {
    return this.#position;
  }

  /** Whether the leaf with this hash (base64url) stands in a block that waits for its seal. */
  isWaiting(hash: string): boolean {
    return this.#waitingHashes.has(hash);
  }

  /** Of the newest decided block, or of one on top of it. */
  appHash(block: Bound | undefined = this.ledger.head): Uint8Array {
    return appHashOf(block, this.#options.primitives.sha256);
  }

  /** Decided blocks without a seal, in order. */
  get waiting(): readonly DecidedBlock[] {
    return this.#waiting;
  }

  /**
   * Makes what the engine decided durable, with what `also` writes, then signs our own checkpoint over
   * it. Throws DatabaseError, and then nothing has changed.
   */
  commit(position: EnginePosition, draft: BlockDraft | undefined, also?: () => void): void {
    this.#sign();
    const block = draft === undefined ? undefined : { height: draft.height, leaves: draft.leaves };
    this.#options.store.add(position, block, also);
    this.#position = position;
    if (draft === undefined) return;
    this.ledger.commit(draft);
    this.#wait({ height: draft.height, leaves: draft.leaves, checkpoint: "" }, draft.leafHashes);
    this.#sign();
  }

  /** Gives the oldest waiting block its seal, which the caller has verified. Durable on return. */
  seal(checkpoint: string): void {
    const [block] = this.#waiting;
    if (block === undefined) throw new CometError("comet.damaged");
    const { height, leaves, leafHashes } = block;
    const checked = this.sealed.ledger.check(leaves, { signatures: "trusted", leafHashes });
    if (!checked.ok) throw new CometError("comet.damaged");
    this.sealed.append(checked.value, checkpoint, () => this.#options.store.forget(height));
    this.#waiting.shift();
    for (const hash of leafHashes) this.#waitingHashes.delete(toBase64Url(hash));
  }

  /**
   * Takes in blocks that others decided and sealed, which the caller has verified in full: for a node
   * that begins out of their history, before its own engine has. Durable on return; from the first of
   * them on this node can begin no other way (`hasAdopted`). Throws as `ChainCopy.adopt`.
   */
  adopt(blocks: readonly NewBlock[]): void {
    if (this.#position !== undefined) throw new CometError("comet.order");
    const { store } = this.sealed;
    this.sealed.adopt(blocks, () => store.putMeta(ADOPTED, new Uint8Array([1])));
    for (const { leaves, leafHashes } of blocks) this.#fold(leaves, leafHashes);
  }

  get hasAdopted(): boolean {
    return this.sealed.store.meta(ADOPTED) !== undefined;
  }

  /** The engine begins at this height, on top of what was adopted. Durable on return. */
  begin(height: number): void {
    if (this.#position !== undefined) throw new CometError("comet.order");
    const position = { height, changed: 0 };
    this.#options.store.add(position, undefined);
    this.#position = position;
  }

  /** Answers the leaves' hashes. */
  #fold(leaves: readonly Uint8Array[], known?: readonly Uint8Array[]): readonly Uint8Array[] {
    const checked = this.ledger.check(leaves, {
      signatures: "trusted",
      ...(known === undefined ? {} : { leafHashes: known }),
    });
    if (!checked.ok) throw new CometError("comet.damaged");
    this.ledger.commit(checked.value);
    return checked.value.leafHashes;
  }

  #wait(block: DecidedBlock, leafHashes: readonly Uint8Array[]): void {
    this.#waiting.push({ ...block, leafHashes });
    for (const hash of leafHashes) this.#waitingHashes.add(toBase64Url(hash));
  }

  /** Our own checkpoint over the newest decided block, if there is none yet. Throws DatabaseError. */
  #sign(): void {
    const block = this.#waiting.at(-1);
    if (block === undefined || block.checkpoint !== "") return;
    const checkpoint = this.#options.sign(this.ledger.head as Head);
    this.#options.store.putCheckpoint(block.height, checkpoint);
    this.#waiting[this.#waiting.length - 1] = { ...block, checkpoint };
  }
}
