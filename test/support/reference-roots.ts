import { canonicalBytes } from "../../src/json/canonical.ts";
import type { JsonObject } from "../../src/json/value.ts";
import type { State } from "../../src/chain/state/state.ts";
import { type Hash, referenceLeaf, referenceRoot } from "./reference-tree.ts";

// Both roots of a block record after the words of docs/registry-format.md, from the rows of a state and
// with nothing of the trees in src/chain: slow, and meant to be seen right at a glance.

/** base64url. */
export function referenceTrustRoot(state: State): string {
  const rows = [
    ...state.authorities().map((record) => ({ kind: "authority", id: record.id, record })),
    ...state.offices().map((record) => ({ kind: "office", id: record.id, record })),
    ...state.types().map((record) => ({ kind: "type", id: record.id, record })),
    { kind: "registry", id: "registry", record: state.registry() },
  ];
  const leaves = rows.map((row) => ({
    key: Buffer.from(`${row.kind}/${row.id}`),
    hash: referenceLeaf(canonicalBytes(row as unknown as JsonObject)),
  }));
  leaves.sort((a, b) => Buffer.compare(a.key, b.key));
  return toText(referenceRoot(leaves.map(({ hash }) => hash)));
}

/** base64url. `commitments` are of all credentials, and roots of all batches, ever issued. */
export function referenceStatusRoot(state: State, commitments: Iterable<string>): string {
  const offices = new Map<string, Buffer[]>();
  for (const commitment of commitments) {
    const { office, index: first, status, batch } = state.credential(commitment)!;
    const chunks = offices.get(office) ?? [];
    offices.set(office, chunks);
    for (let index = first; index < first + (batch?.count ?? 1); index++) {
      while (chunks.length <= Math.floor(index / 16_384)) chunks.push(Buffer.alloc(4096));
      const place = index % 16_384;
      const now = batch === undefined ? status : (state.copy(office, index)?.status ?? 0);
      chunks[Math.floor(index / 16_384)]![Math.floor(place / 4)]! |= now << (2 * (place % 4));
    }
  }
  const hashes: Hash[] = [];
  for (const office of [...offices.keys()].sort()) {
    offices.get(office)!.forEach((bits, chunk) => {
      hashes.push(referenceLeaf(Buffer.concat([Buffer.from(`${office}\n${chunk}\n`), bits])));
    });
  }
  return toText(referenceRoot(hashes));
}

function toText(hash: Hash): string {
  return Buffer.from(hash).toString("base64url");
}
