import { setImmediate as nextTurn } from "node:timers/promises";
import { equal, fromUtf8, utf8 } from "../../../src/bytes/bytes.ts";
import type { BlockDraft } from "../../../src/chain/blocks/ledger.ts";
import type { Ed25519Signer, Primitives } from "../../../src/crypto/ports.ts";
import { codeOf } from "../../../src/error.ts";
import { cosign } from "../../../src/note/cosignature.ts";
import { cosignerName } from "../../../src/note/keys.ts";
import { addSignatures, formatNote } from "../../../src/note/note.ts";
import { openCheckpoint, type SignedCheckpoint, verifySeal } from "../../../src/note/seal.ts";
import type { Clock } from "../../doors/clock.ts";
import type { ChainCopy } from "../home/chain-copy.ts";
import type { CosignAnswer, CosignerPort, CosignRefusal, Proposal } from "./cosigner-port.ts";

/** Seconds that a block's time may be off an authority's clock. */
export const MAX_TIME_OFF = 120;
const LAST_TIME = "cosigned-at";
/** Size of the log at which the registry left this engine; nothing larger is cosigned for it any more. */
const FENCE = "solo-fence";

export interface CosignerOptions {
  /** Authority id. */
  readonly id: string;
  /** Its own copy, in its own folder, used by nobody else. */
  readonly chain: ChainCopy;
  readonly signer: Ed25519Signer;
  readonly clock: Clock;
  readonly primitives: Primitives;
}

function refusal(code: CosignRefusal, size?: number): CosignAnswer {
  return size === undefined ? { ok: false, code } : { ok: false, code, size };
}

/** The engine that a block puts in charge of the next one, if it changes that. */
function engineAfter({ writes }: BlockDraft): string | undefined {
  return writes.findLast((write) => write.table === "registry")?.record.engine;
}

/**
 * One authority's own judgement. It cosigns a checkpoint only after it has the entries themselves, has
 * applied every one of them, has computed all roots anew over its own history, and has made its copy
 * durable. What it stored binds it: it never cosigns a smaller tree nor a second root for a size, also
 * after a crash between storing and signing.
 */
export class Cosigner implements CosignerPort {
  readonly id: string;
  readonly origin: string;
  readonly chain: ChainCopy;
  readonly #signer: Ed25519Signer;
  readonly #clock: Clock;
  readonly #primitives: Primitives;
  /** The newest checkpoint with this cosigner's own line, for monitors. */
  #cosigned: string | undefined;

  constructor(options: CosignerOptions) {
    this.id = options.id;
    this.chain = options.chain;
    this.origin = options.chain.epochs.origin;
    this.#signer = options.signer;
    this.#clock = options.clock;
    this.#primitives = options.primitives;
  }

  /** Leaves of its copy; nothing smaller is ever cosigned again. */
  get size(): number {
    return this.chain.size;
  }

  /** What it cosigned last since it was started. */
  get cosigned(): string | undefined {
    return this.#cosigned;
  }

  /** Where its work for the solo engine ends for good, as it stands on disk; leaves of the log. */
  get fence(): number | undefined {
    const value = this.chain.store.meta(FENCE);
    if (value !== undefined) return Number(fromUtf8(value));
    return this.chain.ledger.state.registry()?.engine === "cometbft" ? this.size : undefined;
  }

  /** Ends its work at this size, durably; a fence that stands is never moved. */
  putFence(size: number): void {
    if (this.chain.store.meta(FENCE) === undefined) this.chain.store.putMeta(FENCE, utf8(String(size)));
  }

  /** In its own turn of the event loop, so that others in this process are served between judgements. */
  async cosign(proposal: Proposal): Promise<CosignAnswer> {
    await nextTurn();
    return this.judge(proposal);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  judge(proposal: Proposal): CosignAnswer {
    try {
      return this.#judge(proposal);
    } catch (error) {
      const code = codeOf(error);
      if (code === undefined) throw error;
      // A store that cannot write may be able to later; what a note or proof lacks it will always lack.
      return /^(?:database|log)\./.test(code) ? refusal("cosigner.store") : { ok: false, code };
    }
  }

  #judge(proposal: Proposal): CosignAnswer {
    const policy = this.chain.ledger.sealPolicy();
    const { logKeys } = policy;
    const opened = openCheckpoint(proposal.checkpoint, this.origin, logKeys, this.#primitives);
    const { size, root } = opened.checkpoint;
    if (size < this.size) return refusal("cosigner.rollback", this.size);
    if (size === this.size) {
      const own = this.chain.root;
      if (own === undefined || !equal(own, root)) return refusal("cosigner.fork", this.size);
      this.#rememberTime();
      return this.#sign(opened);
    }
    if (size > (this.fence ?? size)) return refusal("cosigner.fenced", this.size);
    if (proposal.first > this.size) return refusal("cosigner.behind", this.size);
    if (proposal.first < this.size) return refusal("cosigner.fork", this.size);
    if (proposal.first + proposal.leaves.length !== size) return refusal("cosigner.size");

    const checked = this.chain.ledger.check(proposal.leaves);
    if (!checked.ok) return { ok: false, code: checked.code };
    const draft = checked.value;
    if (draft.size !== size || !equal(draft.root, root)) return refusal("cosigner.root");
    if (!this.#isTimely(draft.time) && !this.#isSealed(proposal.checkpoint)) return refusal("cosigner.time");
    return this.#storeAndSign(draft, opened, proposal.checkpoint);
  }

  /**
   * The clock's say over a block's time. A block that was proposed before an outage comes late: it is
   * taken if this cosigner has not been asked to vouch for an older one meanwhile.
   */
  #isTimely(time: number): boolean {
    const now = this.#clock();
    if (time > now + MAX_TIME_OFF) return false;
    if (time >= now - MAX_TIME_OFF) return true;
    const last = this.#lastTime();
    return last !== undefined && time >= last - MAX_TIME_OFF;
  }

  /** An old block that the others sealed while this one was away needs no judgement of its time. */
  #isSealed(checkpoint: string): boolean {
    try {
      verifySeal(checkpoint, this.chain.ledger.sealPolicy(), this.#primitives);
      return true;
    } catch (error) {
      if (codeOf(error) === undefined) throw error;
      return false;
    }
  }

  #lastTime(): number | undefined {
    const value = this.chain.store.meta(LAST_TIME);
    const time = value === undefined ? Number.NaN : Number(fromUtf8(value));
    return Number.isSafeInteger(time) ? time : undefined;
  }

  #storeAndSign(draft: BlockDraft, opened: SignedCheckpoint, checkpoint: string): CosignAnswer {
    const isLast = engineAfter(draft) === "cometbft";
    this.chain.append(draft, checkpoint, () => {
      this.#rememberTime();
      if (isLast) this.chain.store.putMeta(FENCE, utf8(String(draft.size)));
    });
    return this.#sign(opened);
  }

  #rememberTime(): void {
    this.chain.store.putMeta(LAST_TIME, utf8(String(this.#clock())));
  }

  #sign(opened: SignedCheckpoint): CosignAnswer {
    const { text, signatures } = opened.note;
    const line = cosign(text, cosignerName(this.origin, this.id), this.#signer, this.#clock());
    const byLog = signatures.filter(({ name }) => name === this.origin);
    this.#cosigned = addSignatures(formatNote({ text, signatures: byLog }), [line]);
    return { ok: true, line };
  }
}
