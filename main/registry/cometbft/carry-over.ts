import { existsSync, renameSync, rmSync } from "node:fs";
import { equal } from "../../../src/bytes/bytes.ts";
import type { Primitives } from "../../../src/crypto/ports.ts";
import { codeOf } from "../../../src/error.ts";
import { openCheckpoint, verifySeal } from "../../../src/note/seal.ts";
import { Database } from "../../doors/database.ts";
import { ensureFolder, syncFolder } from "../../doors/file.ts";
import { LogStore } from "../../log/log-store.ts";
import type { BlockRow } from "../../log/rows.ts";
import { ChainCopy } from "../home/chain-copy.ts";
import { RegistryError } from "../error.ts";
import { homePath } from "../home/home.ts";
import { NETWORK_FILE } from "./network-file.ts";
import { type PendingEntry, PendingStore } from "../home/pending-store.ts";

export interface CarryOverOptions {
  /** Home of the new node; only its folder is used. */
  readonly folder: string;
  readonly genesis: Uint8Array;
  readonly registryId: Uint8Array;
  readonly primitives: Primitives;
  /** The authority's own copy: what it has itself judged and cosigned. */
  readonly own: ChainCopy;
  /** The node's: each block under its seal. */
  readonly sealed: ChainCopy;
  /** Acknowledged by the old engine and in no block yet. */
  readonly pending: readonly PendingEntry[];
}

/** The own copy holds the history that was sealed, as far as it goes. */
function checkHistory({ own, sealed }: CarryOverOptions): void {
  if (own.size > sealed.size) throw new RegistryError("registry.immovable");
  for (let at = 0; at < own.size; at++) {
    if (!equal(own.store.leafHashAt(at), sealed.store.leafHashAt(at)))
      throw new RegistryError("registry.immovable");
  }
}

/** One sealed block on top of what was carried over; its entries are judged anew where we never did. */
function carry(chain: ChainCopy, block: BlockRow, options: CarryOverOptions): void {
  const { own, sealed, primitives } = options;
  const isOwn = block.size <= own.size;
  const leaves = [...(isOwn ? own : sealed).store.leaves(block.first, block.size)];
  const checked = chain.ledger.check(leaves, { signatures: isOwn ? "trusted" : "verify" });
  if (!checked.ok) throw new RegistryError("registry.immovable");
  const policy = chain.ledger.sealPolicy();
  try {
    verifySeal(block.checkpoint, policy, primitives);
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    throw new RegistryError("registry.immovable", { cause: error });
  }
  const { checkpoint } = openCheckpoint(block.checkpoint, policy.origin, policy.logKeys, primitives);
  if (checkpoint.size !== checked.value.size || !equal(checkpoint.root, checked.value.root))
    throw new RegistryError("registry.immovable");
  chain.append(checked.value, block.checkpoint);
}

/**
 * Writes the store of a node of a network out of an authority's own copy of the same registry: leaves
 * from there, seals from the node that gathered them. A half one never bears the store's name. Throws
 * `registry.immovable`, LogError or DatabaseError.
 */
export function carryOver(options: CarryOverOptions): void {
  const { folder, genesis, registryId, primitives, sealed, pending } = options;
  const path = homePath(folder, "database");
  if (existsSync(path)) return;
  checkHistory(options);
  const part = `${path}.part`;
  ensureFolder(folder);
  for (const suffix of ["", "-wal", "-shm"]) rmSync(`${part}${suffix}`, { force: true });
  const db = new Database(part, NETWORK_FILE);
  try {
    const store = new LogStore(db, primitives.sha256);
    const chain = new ChainCopy(store, genesis, registryId, primitives);
    const { newest } = sealed.store;
    for (const block of sealed.store.blocks(0, (newest?.height ?? -1) + 1)) carry(chain, block, options);
    if (newest?.fresh !== undefined) store.putSeal(newest.height, newest.fresh);
    new PendingStore(db).add(pending);
  } finally {
    // The last one to close writes the WAL into the file, so that one name is the whole store.
    db.close();
  }
  renameSync(part, path);
  syncFolder(folder);
}
