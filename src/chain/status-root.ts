import { concat, utf8 } from "../bytes/bytes.ts";
import type { Sha256 } from "../crypto/ports.ts";
import { leafHash } from "../merkle/hash.ts";
import { LedgerError } from "./ledger-error.ts";
import type { Status } from "./records.ts";
import { SortedTree, type TreePlan } from "./sorted-tree.ts";
import type { Write } from "./state.ts";

/** Bytes of status bits in a chunk, and the places they hold at 2 bits each. */
export const CHUNK_BYTES = 4096;
export const CHUNK_PLACES = 4 * CHUNK_BYTES;

/** A chunk's leaf and its proof (RFC 6962 section 2.1.1) against the status root. */
export interface StatusProof {
  readonly leaf: Uint8Array;
  readonly index: number;
  readonly count: number;
  readonly proof: readonly Uint8Array[];
}

/** The status tree after a block's writes; it costs nothing to drop. */
export interface StatusPlan {
  /** Undefined where hashing was put off. */
  readonly root: Uint8Array | undefined;
}

interface Chunk {
  /** `bits` is its tail. */
  readonly leaf: Uint8Array;
  readonly bits: Uint8Array;
}

/** Statuses to set in one chunk: place in the chunk * 4 + status, in the order written. */
type ChunkChanges = Map<number, number[]>;

interface Step {
  readonly on: number;
  readonly changes: ReadonlyMap<string, ChunkChanges>;
  readonly tree: TreePlan | undefined;
}

/** Leaf bytes of a chunk, docs/registry-format.md ("Status root"). */
export function buildStatusLeaf(office: string, chunk: number, bits: Uint8Array): Uint8Array<ArrayBuffer> {
  return concat(utf8(`${office}\n${chunk}\n`), bits);
}

/** Bits of a leaf that must be the one of that chunk, as a view. Throws `status.leaf`. */
export function parseStatusLeaf(leaf: Uint8Array, office: string, chunk: number): Uint8Array {
  const head = utf8(`${office}\n${chunk}\n`);
  if (leaf.length !== head.length + CHUNK_BYTES) throw new LedgerError("status.leaf");
  if (head.some((byte, i) => leaf[i] !== byte)) throw new LedgerError("status.leaf");
  return leaf.subarray(head.length);
}

/** Chunk number and place in it of a status index. */
export function placeOf(index: number): { readonly chunk: number; readonly place: number } {
  const chunk = Math.floor(index / CHUNK_PLACES);
  return { chunk, place: index - chunk * CHUNK_PLACES };
}

/** 2 bits, lowest first (Token Status List section 4.1). */
export function readStatus(bits: Uint8Array, place: number): Status {
  return (((bits[place >>> 2] as number) >>> (2 * (place & 3))) & 3) as Status;
}

function setAll(bits: Uint8Array, changes: readonly number[]): void {
  for (const change of changes) {
    const at = change >>> 4;
    const shift = (change >>> 1) & 6;
    bits[at] = ((bits[at] as number) & ~(3 << shift)) | ((change & 3) << shift);
  }
}

/** Sorts as office id, then chunk number: LF is below every character of an id. */
function keyOf(office: string, chunk: number): string {
  return `${office}\n${String(chunk).padStart(16, "0")}`;
}

function emptyChunk(office: string, chunk: number): Chunk {
  const leaf = buildStatusLeaf(office, chunk, new Uint8Array(CHUNK_BYTES));
  return { leaf, bits: leaf.subarray(leaf.length - CHUNK_BYTES) };
}

/** Every office's status bits and the tree under the status root. Only chunks that change are hashed. */
export class StatusTree {
  readonly #hash: Sha256;
  readonly #tree: SortedTree;
  readonly #offices = new Map<string, Chunk[]>();
  readonly #steps = new WeakMap<StatusPlan, Step>();
  /** Chunks whose hash in the tree is out of date, because hashing was put off. */
  readonly #stale = new Map<string, Set<number>>();
  #revision = 0;

  constructor(hash: Sha256) {
    this.#hash = hash;
    this.#tree = new SortedTree(hash);
  }

  root(): Uint8Array {
    this.#settle();
    return this.#tree.root();
  }

  /** The tree after a block's writes; with `hashing` false only the bits, for who folds in many blocks. */
  plan(writes: readonly Write[], hashing = true): StatusPlan {
    if (hashing) this.#settle();
    const changes = groupByChunk(writes);
    const tree = hashing ? this.#tree.plan(this.#leafHashes(changes)) : undefined;
    const plan: StatusPlan = { root: tree?.root };
    this.#steps.set(plan, { on: this.#revision, changes, tree });
    return plan;
  }

  /** Throws `ledger.stale_draft` if the tree changed since the plan, or it is another's. */
  apply(plan: StatusPlan): void {
    const step = this.#steps.get(plan);
    if (step === undefined || step.on !== this.#revision) throw new LedgerError("ledger.stale_draft");
    if (step.tree !== undefined) this.#tree.apply(step.tree);
    this.#revision++;
    for (const [office, chunks] of step.changes) {
      for (const [number, changes] of chunks) {
        const first = this.#offices.get(office)?.length ?? 0;
        setAll(this.#open(office, number).bits, changes);
        if (step.tree === undefined) this.#markStale(office, Math.min(first, number), number);
      }
    }
  }

  /** Status bits of a chunk, a copy; undefined if the office has none such. */
  chunk(office: string, chunk: number): Uint8Array | undefined {
    return this.#offices.get(office)?.[chunk]?.bits.slice();
  }

  /** Status at a place of an office's list; one never issued is 0 (valid). */
  status(office: string, index: number): Status {
    const { chunk, place } = placeOf(index);
    const bits = this.#offices.get(office)?.[chunk]?.bits;
    return bits === undefined ? 0 : readStatus(bits, place);
  }

  prove(office: string, chunk: number): StatusProof | undefined {
    this.#settle();
    const leaf = this.#offices.get(office)?.[chunk]?.leaf.slice();
    const index = this.#tree.indexOf(keyOf(office, chunk));
    if (leaf === undefined || index === undefined) return undefined;
    return { leaf, index, count: this.#tree.size, proof: this.#tree.prove(index) };
  }

  #leafHashes(changes: ReadonlyMap<string, ChunkChanges>): Map<string, Uint8Array> {
    const hashes = new Map<string, Uint8Array>();
    for (const [office, chunks] of changes) {
      let highest = 0;
      for (const number of chunks.keys()) highest = Math.max(highest, number);
      for (let number = this.#offices.get(office)?.length ?? 0; number < highest; number++) {
        hashes.set(keyOf(office, number), this.#hashWith(office, number, []));
      }
      for (const [number, list] of chunks) {
        hashes.set(keyOf(office, number), this.#hashWith(office, number, list));
      }
    }
    return hashes;
  }

  #hashWith(office: string, number: number, changes: readonly number[]): Uint8Array {
    const chunk = this.#offices.get(office)?.[number];
    if (chunk !== undefined && changes.length === 0) return leafHash(chunk.leaf, this.#hash);
    const leaf = chunk?.leaf.slice() ?? emptyChunk(office, number).leaf;
    setAll(leaf.subarray(leaf.length - CHUNK_BYTES), changes);
    return leafHash(leaf, this.#hash);
  }

  #open(office: string, number: number): Chunk {
    let chunks = this.#offices.get(office);
    if (chunks === undefined) this.#offices.set(office, (chunks = []));
    while (chunks.length <= number) chunks.push(emptyChunk(office, chunks.length));
    return chunks[number] as Chunk;
  }

  #markStale(office: string, from: number, to: number): void {
    let numbers = this.#stale.get(office);
    if (numbers === undefined) this.#stale.set(office, (numbers = new Set()));
    for (let number = from; number <= to; number++) numbers.add(number);
  }

  /** Makes good for hashing that was put off; what the tree stands for stays the same. */
  #settle(): void {
    if (this.#stale.size === 0) return;
    const hashes = new Map<string, Uint8Array>();
    for (const [office, numbers] of this.#stale) {
      for (const number of numbers) hashes.set(keyOf(office, number), this.#hashWith(office, number, []));
    }
    this.#tree.apply(this.#tree.plan(hashes));
    this.#stale.clear();
  }
}

function groupByChunk(writes: readonly Write[]): Map<string, ChunkChanges> {
  const offices = new Map<string, ChunkChanges>();
  for (const write of writes) {
    if (write.table !== "credential") continue;
    const { office, index, status } = write.record;
    const { chunk, place } = placeOf(index);
    let chunks = offices.get(office);
    if (chunks === undefined) offices.set(office, (chunks = new Map()));
    const list = chunks.get(chunk);
    if (list === undefined) chunks.set(chunk, [4 * place + status]);
    else list.push(4 * place + status);
  }
  return offices;
}
