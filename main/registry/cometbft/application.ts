import {
  CheckTxType,
  type Request,
  type RequestFinalizeBlock,
  type RequestInitChain,
  type RequestPrepareProposal,
  type RequestProcessProposal,
  Response,
  ResponseProcessProposal_ProposalStatus as Verdict,
} from "cosmjs-types/tendermint/abci/types";
import { toHex } from "../../../src/bytes/hex.ts";
import { changesAuthorities } from "../../../src/chain/entries/apply.ts";
import { parseEntry } from "../../../src/chain/entries/entry.ts";
import type { BlockDraft, Head } from "../../../src/chain/blocks/ledger.ts";
import type { Primitives } from "../../../src/crypto/ports.ts";
import { codeOf } from "../../../src/error.ts";
import type { Result } from "../../../src/result.ts";
import type { Clock } from "../../doors/clock.ts";
import { Admission } from "../solo/admission.ts";
import type { AbciApplication } from "./abci-server.ts";
import { addAccused, namesOf } from "./accused.ts";
import { checkStart } from "./app-state.ts";
import type { DecidedChain } from "./decided-chain.ts";
import { CometError } from "./error.ts";
import { SnapshotDesk, type SnapshotDeskOptions } from "./snapshot-desk.ts";
import type { SnapshotStore } from "./snapshots.ts";
import { secondsOf } from "./time.ts";
import { entriesOf, transactionOf } from "./transaction.ts";
import { isSameVote, toUpdates, votingKeys } from "./validators.ts";

/** Seconds that a proposal's time may be behind our clock before we leave it empty, for fresh time. */
const MAX_BEHIND = 60;
/** The engine applies a change of who votes two heights later; until then no other is taken. */
const CHANGE_TAKES = 2;
const REFUSED = 1;
const CODESPACE = "sealfolio";

export interface ApplicationOptions {
  readonly decided: DecidedChain;
  /** Leaf 0. */
  readonly genesis: Uint8Array;
  readonly registryId: Uint8Array;
  readonly clock: Clock;
  readonly primitives: Primitives;
  /** Prepares an entry's judgement elsewhere; never throws. */
  readonly prepare: (entry: Uint8Array) => Promise<void>;
  readonly snapshots: SnapshotStore;
  /** As SnapshotDeskOptions.restore. */
  readonly restore?: SnapshotDeskOptions["restore"];
  /** Writes in the transaction that stores a decided block. */
  readonly also: (draft: BlockDraft) => void;
  /** Told when a block, perhaps empty, has become durable. */
  readonly onCommit: (draft: BlockDraft | undefined) => void;
}

type Outcome = Result<{ readonly hash: string; readonly leaf: number }, string>;

/** A block as all authorities see it: what its entries come to, and the head it was judged on. */
interface Judged {
  readonly on: Head | undefined;
  readonly draft: BlockDraft | undefined;
  /** For each transaction, of each of its entries. */
  readonly outcomes: readonly (readonly Outcome[])[];
}

interface Staged {
  readonly height: number;
  readonly changed: number;
  readonly draft: BlockDraft | undefined;
  /** Authorities that the engine has evidence against. */
  readonly accused: readonly string[];
}

function changes(entry: Uint8Array): boolean {
  try {
    return changesAuthorities(parseEntry(entry).kind);
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return false;
  }
}

/** Whether a transaction may stand in a block: it holds entries, and all of them are good. */
function isTaken(outcomes: readonly Outcome[]): boolean {
  return outcomes.length > 0 && outcomes.every(({ ok }) => ok);
}

/** The engine is told the first reason. */
function refusal(outcomes: readonly Result<unknown, string>[]): object {
  const code = outcomes.find((outcome) => !outcome.ok)?.code ?? "comet.transaction";
  return { code: REFUSED, codespace: CODESPACE, log: code };
}

/**
 * The registry's rules behind ABCI 2.0 (CometBFT specification v0.38). Whatever decides is a pure
 * function of the decided chain and the block; our own clock only chooses what we propose and what we
 * take into the mempool.
 */
export class RegistryApplication implements AbciApplication {
  readonly #options: ApplicationOptions;
  readonly #mempool: Admission;
  readonly #desk: SnapshotDesk;
  /** By the engine's hash of the block; what was judged as a proposal is not judged again to be final. */
  readonly #judged = new Map<string, Judged>();
  #staged: Staged | undefined;

  constructor(options: ApplicationOptions) {
    this.#options = options;
    const { decided, clock, primitives } = options;
    this.#mempool = new Admission(decided.ledger, clock, primitives);
    this.#desk = new SnapshotDesk({
      decided,
      store: options.snapshots,
      sha256: primitives.sha256,
      restore: options.restore,
      onRestored: () => {
        this.#mempool.reset();
        options.onCommit(undefined);
      },
    });
  }

  async ahead({ checkTx, processProposal, finalizeBlock }: Request): Promise<void> {
    if (checkTx !== undefined && checkTx.type === CheckTxType.NEW) await this.#prepareAll([checkTx.tx]);
    if (processProposal !== undefined) await this.#prepareAll(processProposal.txs);
    // Who fetches old blocks from the others meets all of their entries here, and nothing else to do.
    if (finalizeBlock !== undefined && !this.#judged.has(toHex(finalizeBlock.hash)))
      await this.#prepareAll(finalizeBlock.txs);
  }

  async #prepareAll(txs: readonly Uint8Array[]): Promise<void> {
    await Promise.all(txs.flatMap(entriesOf).map((entry) => this.#options.prepare(entry)));
  }

  async handle(request: Request): Promise<Response> {
    if (request.checkTx !== undefined) return this.#checkTx(request.checkTx.tx);
    if (request.prepareProposal !== undefined) return this.#prepare(request.prepareProposal);
    if (request.processProposal !== undefined) return this.#process(request.processProposal);
    if (request.finalizeBlock !== undefined) return this.#finalize(request.finalizeBlock);
    if (request.commit !== undefined) return this.#commit();
    if (request.info !== undefined) return this.#info();
    if (request.initChain !== undefined) return this.#initChain(request.initChain);
    if (request.query !== undefined)
      return Response.fromPartial({ query: { code: REFUSED, codespace: CODESPACE, log: "query.none" } });
    const ofSnapshots = await this.#desk.handle(request);
    if (ofSnapshots === undefined) throw new CometError("comet.request");
    return ofSnapshots;
  }

  #info(): Response {
    const { decided } = this.#options;
    const height = decided.position?.height ?? 0;
    const lastBlockAppHash = height === 0 ? new Uint8Array(0) : decided.appHash();
    return Response.fromPartial({
      info: {
        data: CODESPACE,
        version: "1",
        appVersion: 1n,
        lastBlockHeight: BigInt(height),
        lastBlockAppHash,
      },
    });
  }

  /** May be asked again after a crash, until the first block is committed. */
  #initChain(request: RequestInitChain): Response {
    const { decided, genesis, registryId } = this.#options;
    if ((decided.position?.height ?? 0) !== 0) throw new CometError("comet.order");
    const time = secondsOf(request.time);
    const isNew = checkStart(request.appStateBytes, time, decided.ledger, registryId);
    const draft = isNew ? decided.ledger.draft([genesis], time).draft : undefined;
    if (isNew && draft === undefined) throw new CometError("comet.genesis");
    decided.commit({ height: 0, changed: 0 }, draft);
    this.#mempool.reset();
    if (!isSameVote(request.validators, votingKeys(decided.ledger.state)))
      throw new CometError("comet.genesis");
    this.#options.onCommit(draft);
    return Response.fromPartial({ initChain: { appHash: decided.appHash() } });
  }

  /** One good entry is enough to be handed on: whoever proposes leaves the others out. */
  #checkTx(tx: Uint8Array): Response {
    const outcomes = entriesOf(tx).map((entry) => this.#mempool.take(entry));
    return Response.fromPartial({ checkTx: outcomes.some(({ ok }) => ok) ? { code: 0 } : refusal(outcomes) });
  }

  /** What can stand in a block at this height and time, of what waits. Never more than was offered. */
  #prepare({ txs, time, height }: RequestPrepareProposal): Response {
    const seconds = secondsOf(time);
    // After idle hours the engine's time is that of the votes before them; an empty block renews it.
    if (seconds < this.#options.clock() - MAX_BEHIND)
      return Response.fromPartial({ prepareProposal: { txs: [] } });
    // Who is admitted begins out of a block before that: there has to be one, so the first waits for nobody new.
    const isFirst = this.#options.decided.position?.height === 0;
    const offered = txs.map((tx) => entriesOf(tx).filter((entry) => !(isFirst && changes(entry))));
    const { outcomes } = this.#judge(offered, seconds, Number(height));
    const fit = offered
      .map((entries, tx) => entries.filter((_, at) => outcomes[tx]?.[at]?.ok === true))
      .filter((entries) => entries.length > 0);
    return Response.fromPartial({ prepareProposal: { txs: fit.map(transactionOf) } });
  }

  #process({ txs, time, height, hash }: RequestProcessProposal): Response {
    const judged = this.#judge(txs.map(entriesOf), secondsOf(time), Number(height));
    const isGood = judged.outcomes.every(isTaken);
    if (isGood) this.#remember(hash, judged);
    return Response.fromPartial({ processProposal: { status: isGood ? Verdict.ACCEPT : Verdict.REJECT } });
  }

  #finalize({ txs, time, height, hash, misbehavior }: RequestFinalizeBlock): Response {
    const { decided, primitives } = this.#options;
    const at = Number(height);
    const position = decided.position;
    // A network's first block may have any height; each later one follows the one before.
    if (position === undefined || (position.height !== 0 && at !== position.height + 1))
      throw new CometError("comet.order");
    const known = this.#judged.get(toHex(hash));
    const judged =
      known?.on === decided.ledger.head && known !== undefined
        ? known
        : this.#judge(txs.map(entriesOf), secondsOf(time), at);
    const validatorUpdates = toUpdates(decided.ledger.state, judged.draft?.writes ?? []);
    const changed = validatorUpdates.length === 0 ? position.changed : at;
    const accused = namesOf(misbehavior, decided.ledger.state, primitives.sha256);
    this.#staged = { height: at, changed, draft: judged.draft, accused };
    return Response.fromPartial({
      finalizeBlock: {
        txResults: judged.outcomes.map((outcomes) => (isTaken(outcomes) ? { code: 0 } : refusal(outcomes))),
        validatorUpdates,
        appHash: decided.appHash(judged.draft),
      },
    });
  }

  /** Durable before it is answered. */
  #commit(): Response {
    const staged = this.#staged;
    if (staged === undefined) throw new CometError("comet.order");
    const { decided, also, onCommit, snapshots } = this.#options;
    const { height, changed, draft, accused } = staged;
    decided.commit({ height, changed }, draft, () => {
      addAccused(decided.sealed.store, accused);
      // Who begins at a height where the voters change could not know that the next change must wait.
      const block = draft?.height ?? decided.ledger.head?.height;
      if (block !== undefined && changed !== height) snapshots.add(height, block);
      if (draft !== undefined) also(draft);
    });
    this.#staged = undefined;
    this.#judged.clear();
    this.#mempool.reset();
    onCommit(draft);
    return Response.fromPartial({ commit: { retainHeight: 0n } });
  }

  #judge(transactions: readonly (readonly Uint8Array[])[], time: number, height: number): Judged {
    const { decided } = this.#options;
    const { ledger, position } = decided;
    const on = ledger.head;
    const changed = position?.changed ?? 0;
    const isBusy = changed > 0 && height < changed + CHANGE_TAKES;
    const mayStand = (entry: Uint8Array): boolean => !(isBusy && changes(entry));
    const { draft, outcomes } = ledger.draft(transactions.flat().filter(mayStand), time);
    let next = 0;
    const outcomeOf = (entry: Uint8Array): Outcome =>
      mayStand(entry) ? (outcomes[next++] as Outcome) : { ok: false, code: "authority.one_change" };
    return { on, draft, outcomes: transactions.map((entries) => entries.map(outcomeOf)) };
  }

  /** A few proposals a height at most; none outlives its height. */
  #remember(hash: Uint8Array, judged: Judged): void {
    if (this.#judged.size >= 4) this.#judged.clear();
    this.#judged.set(toHex(hash), judged);
  }
}
