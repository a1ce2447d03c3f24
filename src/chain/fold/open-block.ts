import { codeOf } from "../../error.ts";
import { ok, refuse, type Result } from "../../result.ts";
import { applyEntry, changesAuthorities } from "../entries/apply.ts";
import type { ApplyContext } from "../entries/apply-context.ts";
import type { Entry } from "../entries/entry.ts";
import { type EntryMemory, type ReadEntry, readEntry } from "../entries/entry-memory.ts";
import type { State, Write } from "../state/state.ts";

/** What is fixed about a block before its first entry. */
export interface BlockFrame extends Omit<ApplyContext, "leaf" | "entryHash" | "memory"> {
  /** Where several judge the same entries. */
  readonly memory?: EntryMemory | undefined;
  /** Leaf index of its first entry. */
  readonly first: number;
}

/** What a block changes as it grows: an Overlay, unless somebody means to write at once. */
export interface BlockState extends State {
  write(writes: readonly Write[]): void;
  /** All that were written through here, in order. */
  writes(): readonly Write[];
}

/** A block's entries while they are taken in one by one; nothing but `overlay` changes. */
export class OpenBlock {
  readonly frame: BlockFrame;
  readonly overlay: BlockState;
  readonly leaves: Uint8Array[] = [];
  readonly leafHashes: Uint8Array[] = [];
  /** Leaf index of the entry that changed the authorities. */
  authorityChange: number | undefined;

  #taken = 0;

  constructor(frame: BlockFrame, overlay: BlockState) {
    this.frame = frame;
    this.overlay = overlay;
  }

  /** Entries so far. */
  get count(): number {
    return this.#taken;
  }

  /** Leaf index of the next entry. */
  get next(): number {
    return this.frame.first + this.#taken;
  }

  /** The next entry was taken elsewhere. */
  skip(): void {
    this.#taken++;
  }

  /**
   * Takes the next entry, or leaves everything as it was. `known` is its leaf hash, if somebody has
   * made it already. The value is the entry's hash, base64url.
   */
  take(leaf: Uint8Array, known?: Uint8Array): Result<string, string> {
    const { registryId, primitives, memory, signatures = "verify", height } = this.frame;
    let read: ReadEntry;
    try {
      read = memory?.read(leaf, known) ?? readEntry(leaf, primitives.sha256, known);
    } catch (error) {
      const code = codeOf(error);
      if (code === undefined) throw error;
      return refuse(code);
    }
    const { entry, hash, entryHash } = read;
    const changes = this.#changesAuthorities(entry);
    if (changes && this.authorityChange !== undefined) return refuse("authority.one_change");
    // Member by member: a frame whose time is a getter is copied ten times slower as a whole.
    const { time } = this.frame;
    const context = { registryId, primitives, memory, signatures, height, time, leaf: this.next, entryHash };
    const applied = applyEntry(this.overlay, entry, context);
    if (!applied.ok) return applied;
    if (changes) this.authorityChange = this.next;
    this.overlay.write(applied.value);
    this.leaves.push(leaf);
    this.leafHashes.push(hash);
    this.#taken++;
    return ok(entryHash);
  }

  /** In block 0 genesis is the one change, so that epoch 0 is what genesis says and nothing else. */
  #changesAuthorities({ kind }: Entry): boolean {
    return changesAuthorities(kind) || (this.frame.height === 0 && kind.startsWith("registry."));
  }
}
