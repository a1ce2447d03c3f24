import { Epochs, type EpochClaim, verifyEpoch } from "../../../src/chain/blocks/epochs.ts";
import { trustKey } from "../../../src/chain/roots/trust-root.ts";
import type { Primitives } from "../../../src/crypto/ports.ts";
import { CodedError } from "../../../src/error.ts";
import { type Seal, verifySeal } from "../../../src/note/seal.ts";
import { type Candidate, readCandidate } from "../sources/candidate.ts";
import { SourceError } from "../error.ts";
import { Journal, OWN_COPY } from "../journal.ts";
import { chunkKey, type HeldChunk, type HeldRow, proveChunk, proveRow } from "./proven.ts";
import { formatSnapshot, parseSnapshot, type SavedChunk, type Snapshot } from "./snapshot.ts";

/**
 * Where a light copy is kept: one document of some ten kilobytes, replaced as a whole. What it holds
 * says which offices and types its owner cares about, so it belongs where private things are kept.
 */
export interface SnapshotStore {
  read(): Uint8Array | undefined;
  /** Durable on return: after a kill the old document or the new one is there. */
  write(bytes: Uint8Array): void;
}

/** The newest block accepted, with its seal. */
export interface LightHead extends Candidate {
  readonly seal: Seal;
}

/** Everything a light copy holds; replaced as a whole, so that no reader sees half a sync. */
export interface LightState {
  readonly genesis: Uint8Array;
  readonly epochs: Epochs;
  /** Proofs of all epochs but the first. */
  readonly claims: readonly EpochClaim[];
  readonly head: LightHead;
  /** By `kind/id`, all as of the head. */
  readonly rows: ReadonlyMap<string, HeldRow>;
  /** By `office/chunk`, the newest that could be had of each. */
  readonly chunks: ReadonlyMap<string, HeldChunk>;
}

function loadEpochs(snapshot: Snapshot, registryId: Uint8Array, primitives: Primitives): Epochs {
  const epochs = Epochs.fromGenesis(registryId, snapshot.genesis, primitives);
  for (const claim of snapshot.epochs) epochs.push(verifyEpoch(claim, epochs, primitives).epoch);
  return epochs;
}

function loadChunk(saved: SavedChunk, head: LightHead, primitives: Primitives): HeldChunk {
  const { office, chunk, time } = saved;
  const isNewest = saved.height === head.record.height;
  if (isNewest)
    return proveChunk(saved, { office, chunk, time: head.seal.time }, head.record, primitives.sha256);
  // The record of an older block is not kept: what can be seen is damage, not forgery.
  const record = { ...head.record, height: saved.height, status: saved.root };
  return proveChunk(saved, { office, chunk, time }, record, primitives.sha256);
}

/**
 * A citizen's copy of a registry: the newest seal and the records and status chunks asked for, each
 * with its proof. What is read back is verified as if it came from a source.
 */
export class LightCopy {
  readonly journal: Journal;
  readonly registryId: Uint8Array;
  readonly #store: SnapshotStore;
  readonly #primitives: Primitives;
  #state: LightState | undefined;

  /** Throws only what the store throws: a damaged document is begun anew, with the finding `copy.damaged`. */
  constructor(store: SnapshotStore, registryId: Uint8Array, primitives: Primitives, now: number) {
    this.registryId = registryId;
    this.#store = store;
    this.#primitives = primitives;
    const bytes = store.read();
    const snapshot = bytes === undefined ? undefined : parseSnapshot(bytes);
    this.journal = Journal.load(snapshot?.journal);
    if (snapshot !== undefined) this.#state = this.#load(snapshot);
    const isLost = bytes !== undefined && snapshot?.head !== undefined && this.#state === undefined;
    if (isLost || (bytes !== undefined && snapshot === undefined)) {
      this.journal.report({ code: "copy.damaged", source: OWN_COPY, place: "light copy", at: now });
    }
    this.journal.onChange = () => this.#save();
  }

  get state(): LightState | undefined {
    return this.#state;
  }

  /**
   * Makes this the state, on disk first, in place of the one that it was made from. False if that is the
   * state no more: another follower was sooner, and must not be gone back behind.
   */
  replace(state: LightState, from: LightState | undefined): boolean {
    if (this.#state !== from) return false;
    this.#save(state);
    this.#state = state;
    return true;
  }

  #load(snapshot: Snapshot): LightState | undefined {
    const { genesis, head: proof } = snapshot;
    if (proof === undefined) return undefined;
    try {
      const epochs = loadEpochs(snapshot, this.registryId, this.#primitives);
      const candidate = readCandidate(proof, this.#primitives);
      const policy = epochs.policyFor(candidate.checkpoint.size);
      const head = { ...candidate, seal: verifySeal(candidate.note, policy, this.#primitives) };
      return { genesis, epochs, claims: snapshot.epochs, head, ...this.#loadHeld(snapshot, head) };
    } catch (error) {
      if (error instanceof CodedError) return undefined;
      throw error;
    }
  }

  #loadHeld(snapshot: Snapshot, head: LightHead): Pick<LightState, "rows" | "chunks"> {
    const { sha256 } = this.#primitives;
    const rows = new Map<string, HeldRow>();
    for (const saved of snapshot.rows) {
      const held = proveRow(saved, saved.count, head.record, sha256);
      if (held === undefined) throw new SourceError("copy.damaged");
      rows.set(trustKey(held.row), held);
    }
    const chunks = new Map<string, HeldChunk>();
    for (const saved of snapshot.chunks) {
      chunks.set(chunkKey(saved.office, saved.chunk), loadChunk(saved, head, this.#primitives));
    }
    return { rows, chunks };
  }

  #save(state: LightState | undefined = this.#state): void {
    const held = {
      epochs: state?.claims ?? [],
      rows: [...(state?.rows.values() ?? [])],
      chunks: [...(state?.chunks.values() ?? [])],
    };
    const head = state === undefined ? {} : { head: state.head.proof };
    const genesis = state?.genesis ?? new Uint8Array(0);
    this.#store.write(formatSnapshot({ genesis, ...head, ...held, journal: this.journal.bytes() }));
  }
}
