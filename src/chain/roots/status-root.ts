import { concat, utf8 } from "../../bytes/bytes.ts";
import type { Sha256 } from "../../crypto/ports.ts";
import { LedgerError } from "../ledger-error.ts";
import type { Status } from "../state/records.ts";
import { SortedTree, type TreePlan } from "./sorted-tree.ts";
import type { Write } from "../state/state.ts";

/** Bytes of status bits in a chunk, and the places they hold at 2 bits each. */
export const CHUNK_BYTES = 4096;
export const CHUNK_PLACES = 4 * CHUNK_BYTES;

const UNTOUCHED = new Uint8Array(CHUNK_BYTES);

// What a chunk's leaf hash is made of (RFC 6962 section 2.1: 0x00 first) is put together in place:
// with every block some dozens of chunks change. A hash port is synchronous and keeps nothing.
const MAX_HEAD = 256;
const leafInput = new Uint8Array(1 + MAX_HEAD + CHUNK_BYTES);
const encoder = new TextEncoder();

/** A chunk's leaf and its proof (RFC 6962 section 2.1.1) against the status root. */
export interface StatusProof {
  readonly leaf: Uint8Array;
  readonly index: number;
  readonly count: number;
  readonly proof: readonly Uint8Array[];
}

/** The status tree after a block's writes; it costs nothing to drop. */
export type StatusPlan = TreePlan;

/** Bits of an office's chunks; one that nobody wrote to is not kept. */
type Chunks = (Uint8Array | undefined)[];

interface OfficeChanges {
  /** Chunks the office has after them. */
  count: number;
  /** By chunk the statuses to set: place * 4 + status, in the order written. */
  readonly chunks: Map<number, number[]>;
}

interface Step {
  readonly on: number;
  readonly changes: ReadonlyMap<string, OfficeChanges>;
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

/** Every office's status bits and the tree under the status root. Only chunks that change are hashed. */
export class StatusTree {
  readonly #hash: Sha256;
  readonly #tree: SortedTree;
  readonly #offices = new Map<string, Chunks>();
  readonly #steps = new WeakMap<StatusPlan, Step>();
  #revision = 0;

  constructor(hash: Sha256) {
    this.#hash = hash;
    this.#tree = new SortedTree(hash);
  }

  root(): Uint8Array {
    return this.#tree.root();
  }

  plan(writes: readonly Write[]): StatusPlan {
    const changes = this.#collect(writes);
    const plan = this.#tree.plan(this.#leafHashes(changes));
    this.#steps.set(plan, { on: this.#revision, changes });
    return plan;
  }

  /** Throws `ledger.stale_draft` if the tree changed since the plan, or it is another's. */
  apply(plan: StatusPlan): void {
    const step = this.#steps.get(plan);
    if (step === undefined || step.on !== this.#revision) throw new LedgerError("ledger.stale_draft");
    this.#tree.apply(plan);
    this.#revision++;
    for (const [office, { count, chunks }] of step.changes) {
      let held = this.#offices.get(office);
      if (held === undefined) this.#offices.set(office, (held = []));
      while (held.length < count) held.push(undefined);
      for (const [number, list] of chunks) setAll((held[number] ??= new Uint8Array(CHUNK_BYTES)), list);
    }
  }

  /** Status bits of a chunk, a copy; undefined if the office has none such. */
  chunk(office: string, chunk: number): Uint8Array | undefined {
    return this.#bits(office, chunk)?.slice();
  }

  /** Status at a place of an office's list; one never issued is 0 (valid). */
  status(office: string, index: number): Status {
    const { chunk, place } = placeOf(index);
    const bits = this.#offices.get(office)?.[chunk];
    return bits === undefined ? 0 : readStatus(bits, place);
  }

  /** Whether the office's list has a chunk for that place. */
  reaches(office: string, index: number): boolean {
    const chunks = this.#offices.get(office);
    return chunks !== undefined && index < chunks.length * CHUNK_PLACES;
  }

  prove(office: string, chunk: number): StatusProof | undefined {
    const bits = this.#bits(office, chunk);
    const index = this.#tree.indexOf(keyOf(office, chunk));
    if (bits === undefined || index === undefined) return undefined;
    const leaf = buildStatusLeaf(office, chunk, bits);
    return { leaf, index, count: this.#tree.size, proof: this.#tree.prove(index) };
  }

  /** A credential just issued finds its bits at 0 already, so most writes change no chunk. */
  #collect(writes: readonly Write[]): Map<string, OfficeChanges> {
    const offices = new Map<string, OfficeChanges>();
    for (const write of writes) {
      if (write.table !== "credential" && write.table !== "copy") continue;
      const { office, index, status } = write.record;
      const places = write.table === "credential" ? (write.record.batch?.count ?? 1) : 1;
      let changes = offices.get(office);
      if (changes === undefined) {
        changes = { count: this.#offices.get(office)?.length ?? 0, chunks: new Map() };
        offices.set(office, changes);
      }
      const { chunk, place } = placeOf(index);
      changes.count = Math.max(changes.count, placeOf(index + places - 1).chunk + 1);
      const list = changes.chunks.get(chunk);
      if (list !== undefined) list.push(4 * place + status);
      else if (status !== this.status(office, index)) changes.chunks.set(chunk, [4 * place + status]);
    }
    return offices;
  }

  #leafHashes(offices: ReadonlyMap<string, OfficeChanges>): Map<string, Uint8Array> {
    const hashes = new Map<string, Uint8Array>();
    for (const [office, { count, chunks }] of offices) {
      for (const [number, list] of chunks) {
        hashes.set(keyOf(office, number), this.#hashWith(office, number, list));
      }
      for (let number = this.#offices.get(office)?.length ?? 0; number < count; number++) {
        if (!chunks.has(number)) hashes.set(keyOf(office, number), this.#hashWith(office, number, []));
      }
    }
    return hashes;
  }

  #hashWith(office: string, number: number, changes: readonly number[]): Uint8Array {
    const head = encoder.encodeInto(`${office}\n${number}\n`, leafInput.subarray(1)).written;
    const bits = leafInput.subarray(1 + head, 1 + head + CHUNK_BYTES);
    bits.set(this.#bits(office, number) ?? UNTOUCHED);
    setAll(bits, changes);
    return this.#hash(leafInput.subarray(0, 1 + head + CHUNK_BYTES));
  }

  #bits(office: string, number: number): Uint8Array | undefined {
    const chunks = this.#offices.get(office);
    if (chunks === undefined || !(number in chunks)) return undefined;
    return chunks[number] ?? UNTOUCHED;
  }
}
