import { createHash } from "node:crypto";

// Trees and proofs word for word after the definitions, over plain lists and with nothing of src/:
// slow, and meant to be seen right at a glance.

export type Hash = Uint8Array;

function sha256(...parts: readonly Uint8Array[]): Hash {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return Uint8Array.from(hash.digest());
}

export const referenceLeaf = (data: Uint8Array): Hash => sha256(Uint8Array.of(0), data);
export const referenceNode = (left: Hash, right: Hash): Hash => sha256(Uint8Array.of(1), left, right);

/** Hashes of `size` leaves that all differ. */
export function referenceLeaves(size: number): Hash[] {
  return Array.from({ length: size }, (_, i) => referenceLeaf(new TextEncoder().encode(`leaf ${i}`)));
}

/** Largest power of two smaller than n. */
function k(n: number): number {
  let power = 1;
  while (power * 2 < n) power *= 2;
  return power;
}

/** MTH of leaf hashes, RFC 6962 section 2.1. */
export function referenceRoot(d: readonly Hash[]): Hash {
  if (d.length === 0) return sha256();
  if (d.length === 1) return d[0]!;
  const cut = k(d.length);
  return referenceNode(referenceRoot(d.slice(0, cut)), referenceRoot(d.slice(cut)));
}

/** PATH(m, D[n]), RFC 6962 section 2.1.1. */
export function referencePath(m: number, d: readonly Hash[]): Hash[] {
  if (d.length === 1) return [];
  const cut = k(d.length);
  return m < cut
    ? [...referencePath(m, d.slice(0, cut)), referenceRoot(d.slice(cut))]
    : [...referencePath(m - cut, d.slice(cut)), referenceRoot(d.slice(0, cut))];
}

/** SUBPROOF(m, D[n], b), RFC 6962 section 2.1.2; PROOF is that with b = true. */
export function referenceConsistency(m: number, d: readonly Hash[], b = true): Hash[] {
  if (m === d.length) return b ? [] : [referenceRoot(d)];
  const cut = k(d.length);
  return m <= cut
    ? [...referenceConsistency(m, d.slice(0, cut), b), referenceRoot(d.slice(cut))]
    : [...referenceConsistency(m - cut, d.slice(cut), false), referenceRoot(d.slice(0, cut))];
}

/** SUBTREE_SUBPROOF, draft-ietf-plants-merkle-tree-certs-02, "Subtree Consistency Proofs". */
export function referenceSubtreeProof(start: number, end: number, d: readonly Hash[], b = true): Hash[] {
  if (start === 0 && end === d.length) return b ? [] : [referenceRoot(d)];
  const cut = k(d.length);
  if (end <= cut) {
    return [...referenceSubtreeProof(start, end, d.slice(0, cut), b), referenceRoot(d.slice(cut))];
  }
  if (start >= cut) {
    const right = referenceSubtreeProof(start - cut, end - cut, d.slice(cut), b);
    return [...right, referenceRoot(d.slice(0, cut))];
  }
  return [...referenceSubtreeProof(0, end - cut, d.slice(cut), false), referenceRoot(d.slice(0, cut))];
}

/** Whether the draft calls `[start, end)` a subtree. */
export function isReferenceSubtree(start: number, end: number): boolean {
  let ceil = 1;
  while (ceil < end - start) ceil *= 2;
  return start < end && start % ceil === 0;
}

/** Every tile of a tree, by `level/index`, C2SP tlog-tiles "Merkle Tree". */
export function referenceTiles(d: readonly Hash[]): Map<string, Uint8Array> {
  const tiles = new Map<string, Uint8Array>();
  let row = [...d];
  for (let level = 0; row.length > 0; level++) {
    const above: Hash[] = [];
    for (let first = 0; first < row.length; first += 256) {
      const hashes = row.slice(first, first + 256);
      tiles.set(`${level}/${first / 256}`, Uint8Array.from(Buffer.concat(hashes)));
      if (hashes.length === 256) above.push(referenceRoot(hashes));
    }
    row = above;
  }
  return tiles;
}
