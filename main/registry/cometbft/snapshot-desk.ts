import {
  type Request,
  type RequestApplySnapshotChunk,
  type RequestOfferSnapshot,
  Response,
  ResponseApplySnapshotChunk_Result as Applied,
  ResponseOfferSnapshot_Result as Offer,
} from "cosmjs-types/tendermint/abci/types";
import { equal } from "../../../src/bytes/bytes.ts";
import type { Sha256 } from "../../../src/crypto/ports.ts";
import { codeOf } from "../../../src/error.ts";
import type { DecidedChain } from "./decided-chain.ts";
import { FORMAT, parseChunk, type SnapshotHead, type SnapshotStore } from "./snapshots.ts";

/** What an offer says, and the hash of the chain that the engine's own light client has verified for it. */
interface Offered {
  readonly height: number;
  readonly hash: Uint8Array;
  readonly appHash: Uint8Array;
}

export interface SnapshotDeskOptions {
  readonly decided: DecidedChain;
  readonly store: SnapshotStore;
  readonly sha256: Sha256;
  /**
   * Brings the chain to the block that a snapshot names, out of what a quorum has sealed, if that comes
   * to this app hash; resolves with false where it does not, and then nothing has changed. Only a node
   * that begins out of the others' history has one. Rejects with a coded error when it cannot tell.
   */
  readonly restore: ((head: SnapshotHead, appHash: Uint8Array) => Promise<boolean>) | undefined;
  /** Told when the chain has been brought there. */
  readonly onRestored: () => void;
}

function offer(result: Offer): Response {
  return Response.fromPartial({ offerSnapshot: { result } });
}

function applied(
  result: Applied,
  more: { refetchChunks?: number[]; rejectSenders?: string[] } = {},
): Response {
  return Response.fromPartial({ applySnapshotChunk: { result, ...more } });
}

/** Snapshots of ABCI 2.0, given and taken. Nothing that a peer says is believed. */
export class SnapshotDesk {
  readonly #options: SnapshotDeskOptions;
  #offered: Offered | undefined;

  constructor(options: SnapshotDeskOptions) {
    this.#options = options;
  }

  /** Undefined for a request that is none of these. */
  async handle(request: Request): Promise<Response | undefined> {
    if (request.listSnapshots !== undefined) return this.#list();
    if (request.loadSnapshotChunk !== undefined) {
      const { height, format, chunk } = request.loadSnapshotChunk;
      const isOurs = format === FORMAT && chunk === 0;
      const bytes = isOurs ? this.#options.store.at(Number(height)) : undefined;
      return Response.fromPartial({ loadSnapshotChunk: { chunk: bytes ?? new Uint8Array(0) } });
    }
    if (request.offerSnapshot !== undefined) return this.#offer(request.offerSnapshot);
    if (request.applySnapshotChunk !== undefined) return await this.#apply(request.applySnapshotChunk);
    return undefined;
  }

  #list(): Response {
    const { store, decided, sha256 } = this.#options;
    const snapshots = store.list(decided.position?.height ?? 0).map(({ height, chunk }) => {
      return { height: BigInt(height), format: FORMAT, chunks: 1, hash: sha256(chunk) };
    });
    return Response.fromPartial({ listSnapshots: { snapshots } });
  }

  #offer({ snapshot, appHash }: RequestOfferSnapshot): Response {
    const { decided, restore } = this.#options;
    this.#offered = undefined;
    if (restore === undefined || decided.position !== undefined) return offer(Offer.ABORT);
    if (snapshot === undefined) return offer(Offer.REJECT);
    if (snapshot.format !== FORMAT) return offer(Offer.REJECT_FORMAT);
    const { height, hash, chunks } = snapshot;
    const isWhole = height > 0n && Number.isSafeInteger(Number(height)) && chunks === 1 && hash.length === 32;
    if (!isWhole || appHash.length !== 32) return offer(Offer.REJECT);
    this.#offered = { height: Number(height), hash: hash.slice(), appHash: appHash.slice() };
    return offer(Offer.ACCEPT);
  }

  async #apply({ index, chunk, sender }: RequestApplySnapshotChunk): Promise<Response> {
    const { decided, restore, sha256, onRestored } = this.#options;
    const offered = this.#offered;
    if (offered === undefined || restore === undefined || index !== 0) return applied(Applied.ABORT);
    const rejectSenders = sender === "" ? [] : [sender];
    // Not what was offered: somebody else may have it.
    if (!equal(sha256(chunk), offered.hash))
      return applied(Applied.RETRY, { refetchChunks: [0], rejectSenders });
    try {
      const isTrue = await restore(parseChunk(chunk), offered.appHash);
      if (!isTrue) return applied(Applied.REJECT_SNAPSHOT, { rejectSenders });
    } catch (error) {
      if (codeOf(error) === undefined) throw error;
      return applied(Applied.REJECT_SNAPSHOT);
    }
    this.#offered = undefined;
    decided.begin(offered.height);
    onRestored();
    return applied(Applied.ACCEPT);
  }
}
