import { toBase64Url } from "../../../src/bytes/base64.ts";
import type { Primitives } from "../../../src/crypto/ports.ts";
import { CodedError } from "../../../src/error.ts";
import { leafHash } from "../../../src/merkle/hash.ts";
import { Database } from "../../doors/database.ts";
import { LogStore } from "../../log/log-store.ts";
import { NODE_FILE } from "./node-file.ts";
import { type PendingEntry, readPending, readProposal, type StoredProposal } from "../home/pending-store.ts";

/** What can still be read of a damaged node's store beside its log. */
export interface Salvage {
  readonly pending: readonly PendingEntry[];
  readonly proposal: StoredProposal | undefined;
  /** Something that waited may be missing from `pending`, or a proposal was there that cannot be read. */
  readonly isLost: boolean;
  /** Leaves that were sealed, as far as the store can tell. */
  readonly size: number;
}

/** Undefined where the store cannot give it. */
function attempt<T>(read: () => T): { readonly value: T } | undefined {
  try {
    return { value: read() };
  } catch (error) {
    if (error instanceof CodedError) return undefined;
    throw error;
  }
}

/** Reads what is left of the store at `path`, believing no row that does not hash to what it is called. */
export function salvage(path: string, primitives: Primitives): Salvage {
  const opened = attempt(() => new Database(path, { ...NODE_FILE, mustExist: true }));
  if (opened === undefined) return { pending: [], proposal: undefined, isLost: true, size: 0 };
  const db = opened.value;
  try {
    const all = attempt(() => readPending(db));
    const pending = (all?.value ?? []).filter(
      ({ hash, bytes }) => toBase64Url(leafHash(bytes, primitives.sha256)) === hash,
    );
    const proposal = attempt(() => readProposal(db));
    const size = attempt(() => new LogStore(db, primitives.sha256).size);
    const isLost = all === undefined || pending.length < all.value.length || proposal === undefined;
    return { pending, proposal: proposal?.value, isLost, size: size?.value ?? 0 };
  } finally {
    db.close();
  }
}
