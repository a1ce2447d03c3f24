import type { Sha256 } from "../../crypto/ports.ts";
import { canonicalBytes, parseCanonical } from "../../json/canonical.ts";
import { JsonError } from "../../json/error.ts";
import { isJsonObject, type JsonObject } from "../../json/value.ts";
import { leafHash } from "../../merkle/hash.ts";
import { LedgerError } from "../ledger-error.ts";
import type { AuthorityRecord, OfficeRecord, RegistryRecord, TypeRecord } from "../state/records.ts";
import { SortedTree, type TreePlan } from "./sorted-tree.ts";
import type { State, Write } from "../state/state.ts";

export type TrustRow =
  | { readonly kind: "authority"; readonly id: string; readonly record: AuthorityRecord }
  | { readonly kind: "office"; readonly id: string; readonly record: OfficeRecord }
  | { readonly kind: "registry"; readonly id: "registry"; readonly record: RegistryRecord }
  | { readonly kind: "type"; readonly id: string; readonly record: TypeRecord };

const LEAF_LIMITS = { maxLength: 1 << 24, maxDepth: 16 };

/** A leaf of the trust root and its proof (RFC 6962 section 2.1.1). */
export interface TrustProof {
  readonly leaf: Uint8Array;
  readonly index: number;
  readonly count: number;
  readonly proof: readonly Uint8Array[];
}

/** `kind/id`: what the leaves are sorted by and asked for. */
export function trustKey(row: { readonly kind: TrustRow["kind"]; readonly id: string }): string {
  return `${row.kind}/${row.id}`;
}

/** Leaf bytes of a row, docs/registry-format.md ("Trust root"). */
export function buildTrustLeaf(row: TrustRow): Uint8Array<ArrayBuffer> {
  // Rows are plain JSON by their definition (records.ts); interfaces only lack the index signature.
  const record = row.record as unknown as JsonObject;
  return canonicalBytes({ id: row.id, kind: row.kind, record });
}

const KIND_ID = /^\{"id":"([a-z0-9][a-z0-9.-]{0,63})","kind":"([a-z]{1,16})",/;

/** `kind/id` of a leaf, by how its canonical form begins; undefined if it does not. */
export function trustKeyOfLeaf(leaf: Uint8Array): string | undefined {
  const match = KIND_ID.exec(String.fromCharCode(...leaf.subarray(0, 128)));
  return match === null ? undefined : `${match[2]}/${match[1]}`;
}

/**
 * Reads a leaf that must be the one of `key`. Its record's members are not looked at: a leaf is only
 * read after its proof against a sealed trust root held, so the rules have made it. Throws `trust.leaf`.
 */
export function parseTrustLeaf(leaf: Uint8Array, key: string): TrustRow {
  try {
    const value = parseCanonical(leaf, LEAF_LIMITS);
    if (!isJsonObject(value) || Object.keys(value).length !== 3) throw new LedgerError("trust.leaf");
    const { id, kind, record } = value;
    if (typeof id !== "string" || !isJsonObject(record) || `${String(kind)}/${id}` !== key) {
      throw new LedgerError("trust.leaf");
    }
    if (kind !== "authority" && kind !== "office" && kind !== "registry" && kind !== "type") {
      throw new LedgerError("trust.leaf");
    }
    return { kind, id, record } as unknown as TrustRow;
  } catch (error) {
    if (error instanceof JsonError) throw new LedgerError("trust.leaf");
    throw error;
  }
}

function rowOfWrite(write: Write): TrustRow | undefined {
  switch (write.table) {
    case "authority":
      return { kind: "authority", id: write.record.id, record: write.record };
    case "office":
      return { kind: "office", id: write.record.id, record: write.record };
    case "type":
      return { kind: "type", id: write.record.id, record: write.record };
    case "registry":
      return { kind: "registry", id: "registry", record: write.record };
    default:
      return undefined;
  }
}

/** The row that `key` names in a state, if there is one. */
export function findTrustRow(state: State, key: string): TrustRow | undefined {
  const slash = key.indexOf("/");
  const kind = key.slice(0, slash);
  const id = key.slice(slash + 1);
  const authority = kind === "authority" ? state.authority(id) : undefined;
  if (authority !== undefined) return { kind: "authority", id, record: authority };
  const office = kind === "office" ? state.office(id) : undefined;
  if (office !== undefined) return { kind: "office", id, record: office };
  const type = kind === "type" ? state.type(id) : undefined;
  if (type !== undefined) return { kind: "type", id, record: type };
  const registry = key === "registry/registry" ? state.registry() : undefined;
  return registry === undefined ? undefined : { kind: "registry", id: "registry", record: registry };
}

/** The tree under the trust root; it moves only when a row of its tables does. */
export class TrustTree {
  readonly #hash: Sha256;
  readonly #tree: SortedTree;

  constructor(hash: Sha256) {
    this.#hash = hash;
    this.#tree = new SortedTree(hash);
  }

  root(): Uint8Array {
    return this.#tree.root();
  }

  /** The tree after a block's writes. */
  plan(writes: readonly Write[]): TreePlan {
    const rows = new Map<string, TrustRow>();
    for (const write of writes) {
      const row = rowOfWrite(write);
      if (row !== undefined) rows.set(trustKey(row), row);
    }
    const changes = new Map<string, Uint8Array>();
    for (const [key, row] of rows) changes.set(key, leafHash(buildTrustLeaf(row), this.#hash));
    return this.#tree.plan(changes);
  }

  apply(plan: TreePlan): void {
    this.#tree.apply(plan);
  }

  /** Undefined if the state has no such row. The state must be the one the tree stands for. */
  prove(state: State, key: string): TrustProof | undefined {
    const index = this.#tree.indexOf(key);
    const row = index === undefined ? undefined : findTrustRow(state, key);
    if (index === undefined || row === undefined) return undefined;
    return { leaf: buildTrustLeaf(row), index, count: this.#tree.size, proof: this.#tree.prove(index) };
  }
}
