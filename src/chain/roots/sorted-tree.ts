import type { Sha256 } from "../../crypto/ports.ts";
import { EMPTY_ROOT, nodeHash } from "../../merkle/hash.ts";
import { LedgerError } from "../ledger-error.ts";

type Level = readonly Uint8Array[];
type Patch = ReadonlyMap<number, Uint8Array>;

/** What a tree would be with some leaves set; it costs nothing to drop. */
export interface TreePlan {
  readonly root: Uint8Array;
  readonly size: number;
}

interface Step {
  /** Revision of the tree it was planned on. */
  readonly on: number;
  /** New nodes by level where no key was added, else all keys and levels anew. */
  readonly next:
    | { readonly patches: readonly Patch[] }
    | { readonly keys: readonly string[]; readonly levels: readonly Level[] };
}

/** Place of the first key that is not below `key`. */
function lowerBound(keys: readonly string[], key: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((keys[middle] as string) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * RFC 6962 tree (section 2.1) over leaves in the order of their keys, which are ASCII. Changing m of n
 * leaves hashes about m log n nodes; a new key in the middle hashes again what stands right of it.
 *
 * Nodes are kept by level, an odd last one moving up unhashed, which gives the same root as the RFC's
 * cut at the largest power of two: both leave the left subtrees complete.
 */
export class SortedTree {
  readonly #hash: Sha256;
  readonly #steps = new WeakMap<TreePlan, Step>();
  #keys: readonly string[] = [];
  #levels: readonly Level[] = [[]];
  #revision = 0;

  constructor(hash: Sha256) {
    this.#hash = hash;
  }

  get size(): number {
    return this.#keys.length;
  }

  root(): Uint8Array {
    return rootOf(this.#levels);
  }

  indexOf(key: string): number | undefined {
    const index = lowerBound(this.#keys, key);
    return this.#keys[index] === key ? index : undefined;
  }

  /** Inclusion proof, RFC 6962 section 2.1.1, of the leaf at `index`, which must exist. */
  prove(index: number): Uint8Array[] {
    const proof: Uint8Array[] = [];
    let at = index;
    for (const level of this.#levels) {
      const sibling = level[at ^ 1];
      if (sibling !== undefined) proof.push(sibling);
      at >>>= 1;
    }
    return proof;
  }

  /** The tree with these leaf hashes set, keys added where they are new. The tree itself stays as it is. */
  plan(changes: ReadonlyMap<string, Uint8Array>): TreePlan {
    const known = new Map<number, Uint8Array>();
    const added: string[] = [];
    for (const [key, hash] of changes) {
      const index = this.indexOf(key);
      if (index === undefined) added.push(key);
      else known.set(index, hash);
    }
    return added.length === 0 ? this.#planPatch(known) : this.#planRebuild(changes, known, added.sort());
  }

  /** Makes the planned tree the tree. Throws `ledger.stale_draft` if it changed since, or is another's plan. */
  apply(plan: TreePlan): void {
    const step = this.#steps.get(plan);
    if (step === undefined || step.on !== this.#revision) throw new LedgerError("ledger.stale_draft");
    this.#revision++;
    if ("patches" in step.next) {
      step.next.patches.forEach((patch, height) => {
        const level = this.#levels[height] as Uint8Array[];
        for (const [index, hash] of patch) level[index] = hash;
      });
    } else {
      this.#keys = step.next.keys;
      this.#levels = step.next.levels;
    }
  }

  #planPatch(changed: Patch): TreePlan {
    const patches: Patch[] = [changed];
    let below = changed;
    for (const level of this.#levels.slice(0, -1)) {
      const above = new Map<number, Uint8Array>();
      for (const index of below.keys()) {
        const parent = index >>> 1;
        if (above.has(parent)) continue;
        const left = (below.get(2 * parent) ?? level[2 * parent]) as Uint8Array;
        const right = below.get(2 * parent + 1) ?? level[2 * parent + 1];
        above.set(parent, right === undefined ? left : nodeHash(left, right, this.#hash));
      }
      patches.push(above);
      below = above;
    }
    const root = patches.at(-1)?.get(0) ?? this.root();
    return this.#remember({ root, size: this.size }, { patches });
  }

  #planRebuild(changes: ReadonlyMap<string, Uint8Array>, known: Patch, added: readonly string[]): TreePlan {
    const keys: string[] = [];
    const leaves: Uint8Array[] = [];
    // Everything left of the first change stands as it is, at every level.
    let kept = lowerBound(this.#keys, added[0] as string);
    for (const index of known.keys()) kept = Math.min(kept, index);
    const old = this.#levels[0] as Level;
    let next = 0;
    const take = (key: string): void => {
      keys.push(key);
      leaves.push(changes.get(key) as Uint8Array);
    };
    this.#keys.forEach((key, index) => {
      for (; next < added.length && (added[next] as string) < key; next++) take(added[next] as string);
      keys.push(key);
      leaves.push(known.get(index) ?? (old[index] as Uint8Array));
    });
    for (; next < added.length; next++) take(added[next] as string);
    const levels = this.#build(leaves, kept);
    return this.#remember({ root: rootOf(levels), size: keys.length }, { keys, levels });
  }

  #build(leaves: Level, kept: number): readonly Level[] {
    const levels: Level[] = [leaves];
    let below = leaves;
    let complete = kept;
    while (below.length > 1) {
      complete >>>= 1;
      const level = (this.#levels[levels.length] ?? []).slice(0, complete);
      for (let i = 2 * level.length; i < below.length; i += 2) {
        const left = below[i] as Uint8Array;
        const right = below[i + 1];
        level.push(right === undefined ? left : nodeHash(left, right, this.#hash));
      }
      levels.push(level);
      below = level;
    }
    return levels;
  }

  #remember(plan: TreePlan, next: Step["next"]): TreePlan {
    this.#steps.set(plan, { on: this.#revision, next });
    return plan;
  }
}

function rootOf(levels: readonly Level[]): Uint8Array {
  return levels.at(-1)?.[0] ?? EMPTY_ROOT;
}
