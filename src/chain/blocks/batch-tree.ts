import { toBase64Url } from "../../bytes/base64.ts";
import type { Sha256 } from "../../crypto/ports.ts";
import { leafHash } from "../../merkle/hash.ts";
import { SmallTree } from "../../merkle/small-tree.ts";
import type { CopyPlace } from "./copy-place.ts";

/** Randomness of a batch: a number from 0 up to below `below`, each as likely. */
export type DrawBelow = (below: number) => number;

/** Slots of one round: the holders, and as many more as make a power of two. */
export function roundOf(holders: number): number {
  let slots = 1;
  while (slots < holders) slots *= 2;
  return slots;
}

/** Fisher and Yates, in Durstenfeld's form. */
export function shuffle<T>(items: readonly T[], draw: DrawBelow): T[] {
  const shuffled = [...items];
  for (let i = shuffled.length - 1; i > 0; i--) {
    const j = draw(i + 1);
    [shuffled[i], shuffled[j]] = [shuffled[j] as T, shuffled[i] as T];
  }
  return shuffled;
}

export interface BatchTree {
  /** base64url. */
  readonly root: string;
  /** Leaves, those of nobody included: how many places the batch takes. */
  readonly count: number;
  /** Where each copy stands: `[holder][copy]`, as the commitments were given. */
  readonly places: readonly (readonly CopyPlace[])[];
}

/**
 * The tree of a batch (docs/registry-format.md, "Batch"): `commitments[holder][copy]`, 32 bytes each, as
 * many for every holder. The copies lie in rounds, each a complete subtree that holds one copy of every
 * holder, shuffled by itself. So what the proofs of two copies of one holder have in common lies above
 * both rounds, where it is in the proof of a copy of everybody else too. Slots that are left over in a
 * round hold `filler`, fresh random bytes, which are nobody's.
 */
export function buildBatchTree(
  commitments: readonly (readonly Uint8Array[])[],
  { draw, filler, sha256 }: { draw: DrawBelow; filler: () => Uint8Array; sha256: Sha256 },
): BatchTree {
  const copies = commitments[0]?.length ?? 0;
  const slots = roundOf(commitments.length);
  const leaves: Uint8Array[] = [];
  const at = commitments.map(() => [] as number[]);
  for (let copy = 0; copy < copies; copy++) {
    const order = shuffle(
      Array.from({ length: slots }, (_, slot) => slot),
      draw,
    );
    for (const holder of order) {
      const commitment = commitments[holder]?.[copy];
      at[holder]?.push(leaves.length);
      leaves.push(leafHash(commitment ?? filler(), sha256));
    }
  }
  const tree = new SmallTree(leaves, sha256);
  return {
    root: toBase64Url(tree.root()),
    count: leaves.length,
    places: at.map((indexes) => indexes.map((index) => ({ index, proof: tree.prove(index) }))),
  };
}
