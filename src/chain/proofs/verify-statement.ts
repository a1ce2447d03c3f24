import { fromBase64Url, toBase64Url } from "../../bytes/base64.ts";
import { equal } from "../../bytes/bytes.ts";
import type { Primitives } from "../../crypto/ports.ts";
import { isJsonObject } from "../../json/value.ts";
import { leafHash } from "../../merkle/hash.ts";
import { verifyInclusion } from "../../merkle/proof.ts";
import { readCheckpoint, type Seal, verifySeal } from "../../note/seal.ts";
import { parseTlogProof } from "../../note/tlog-proof.ts";
import { authoritySetHash } from "../state/authority-set.ts";
import { type BlockRecord, parseBlockRecord } from "../blocks/block-record.ts";
import { Epochs, verifyEpoch } from "../blocks/epochs.ts";
import { registryIdOf } from "../blocks/ledger.ts";
import { type Entry, parseEntry } from "../entries/entry.ts";
import { parseStatusLeaf, placeOf, readStatus } from "../roots/status-root.ts";
import { parseTrustLeaf, trustKeyOfLeaf, type TrustRow } from "../roots/trust-root.ts";
import type { Status } from "../state/records.ts";
import { checkDeposit } from "./deposit.ts";
import { StatementError } from "./error.ts";
import type { Statement, TreePlace } from "./statement.ts";

/** What a statement that holds says. Times POSIX seconds. */
export interface StatementFacts {
  readonly registry: string;
  /** The block that it is about. */
  readonly record: BlockRecord;
  /** That block was the newest from its own time to this one at least. */
  readonly until: number;
  /** Who sealed the tree it is proven in, and when. */
  readonly seal: Seal;
  readonly entry?: { readonly entry: Entry; readonly hash: string; readonly index: number };
  readonly trust?: TrustRow;
  readonly status?: {
    readonly office: string;
    readonly index: number;
    readonly status: Status;
    /** Which credential that is, where the statement shows it, base64url. */
    readonly commitment?: string;
  };
  /** A document, and whose: the registry holds no more than a digest of it. */
  readonly deposit?: { readonly file: string; readonly author: string };
}

/** The leaf of a tlog-proof under the given tree, with its index. */
function placedLeaf(
  text: string,
  checkpoint: string,
  seal: Seal,
  primitives: Primitives,
): { readonly leaf: Uint8Array; readonly hash: Uint8Array; readonly index: number } {
  const { extra: leaf, index, proof, checkpoint: own } = parseTlogProof(text);
  if (leaf === undefined || own !== checkpoint) throw new StatementError("statement.syntax");
  const hash = leafHash(leaf, primitives.sha256);
  const { size, root } = seal.checkpoint;
  verifyInclusion({ index, size, leafHash: hash, proof, root }, primitives.sha256);
  return { leaf, hash, index };
}

/** The sets of authorities from the first entry on; those that the reader followed must be among them. */
function epochsOf(
  statement: Statement,
  registryId: Uint8Array,
  known: Epochs | undefined,
  primitives: Primitives,
): Epochs {
  if (!equal(registryIdOf(statement.genesis, primitives), registryId)) {
    throw new StatementError("statement.registry");
  }
  const epochs = Epochs.fromGenesis(registryId, statement.genesis, primitives);
  for (const claim of statement.epochs) epochs.push(verifyEpoch(claim, epochs, primitives).epoch);
  if (known === undefined) return epochs;
  const mine = known.all();
  for (const { epoch, after, set } of epochs.all()) {
    const own = mine[epoch];
    if (own === undefined) return epochs;
    const isSame = authoritySetHash(own.set, primitives.sha256) === authoritySetHash(set, primitives.sha256);
    if (own.after !== after || !isSame) throw new StatementError("statement.other_history");
  }
  return known;
}

function checkTree({ leaf, index, count, proof }: TreePlace, root: string, primitives: Primitives): void {
  const { sha256 } = primitives;
  const hash = leafHash(leaf, sha256);
  verifyInclusion({ index, size: count, leafHash: hash, proof, root: fromBase64Url(root) }, sha256);
}

function readTrust(place: TreePlace, record: BlockRecord, primitives: Primitives): TrustRow {
  checkTree(place, record.trust, primitives);
  const key = trustKeyOfLeaf(place.leaf);
  if (key === undefined) throw new StatementError("statement.trust");
  return parseTrustLeaf(place.leaf, key);
}

function readOwnStatus(
  status: NonNullable<Statement["status"]>,
  record: BlockRecord,
  primitives: Primitives,
): NonNullable<StatementFacts["status"]> {
  checkTree(status, record.status, primitives);
  const { chunk, place } = placeOf(status.at);
  if (chunk !== status.chunk) throw new StatementError("statement.status");
  const bits = parseStatusLeaf(status.leaf, status.office, status.chunk);
  return { office: status.office, index: status.at, status: readStatus(bits, place) };
}

/**
 * The commitment of the credential that an entry, in the block or before it, puts at this place: a place
 * that is given away only later has the bits of a valid one until then. Throws `statement.status`.
 */
function issuedAt(
  { leaf, index: at }: { readonly leaf: Uint8Array; readonly index: number },
  block: number,
  office: string,
  index: number,
): string {
  if (at >= block) throw new StatementError("statement.status");
  const { by, kind, body } = parseEntry(leaf);
  const issued = kind === "credential.replace" ? body["new"] : kind === "credential.issue" ? body : undefined;
  const isThere = issued !== undefined && isJsonObject(issued) && by === office && issued["index"] === index;
  if (!isThere) throw new StatementError("statement.status");
  return String(issued["commitment"]);
}

/**
 * Verifies a statement from the registry's id alone: every change of authorities from the first entry
 * on, the seal, the places of all that it holds. `known` are the epochs that the reader has followed
 * itself: authorities long out of office, or their stolen keys, then seal nothing. Throws
 * StatementError, ChainProofError, NoteError, MerkleError, EntryError or LedgerError.
 */
export function verifyStatement(
  statement: Statement,
  reader: { readonly registryId: Uint8Array; readonly known?: Epochs | undefined },
  primitives: Primitives,
): StatementFacts {
  const epochs = epochsOf(statement, reader.registryId, reader.known, primitives);
  const { checkpoint } = parseTlogProof(statement.block);
  const size = readSize(checkpoint);
  const seal = verifySeal(checkpoint, epochs.policyFor(size), primitives);
  const block = placedLeaf(statement.block, checkpoint, seal, primitives);
  const record = parseBlockRecord(block.leaf);
  if (block.index !== record.first + record.count) throw new StatementError("statement.record");
  const until = readUntil(statement, checkpoint, seal, block, record, primitives);
  const entry =
    statement.entry === undefined ? undefined : placedLeaf(statement.entry, checkpoint, seal, primitives);
  const isInBlock = entry === undefined || (entry.index >= record.first && entry.index < block.index);
  if (!isInBlock) throw new StatementError("statement.entry");
  const read = entry === undefined ? undefined : parseEntry(entry.leaf);
  const deposit = checkDeposit(statement.deposit, read, reader.registryId, primitives);
  const { trust, status, issued } = statement;
  if (issued !== undefined && status === undefined) throw new StatementError("statement.status");
  const own = status === undefined ? undefined : readOwnStatus(status, record, primitives);
  const commitment =
    own === undefined || issued === undefined
      ? {}
      : {
          commitment: issuedAt(
            placedLeaf(issued, checkpoint, seal, primitives),
            block.index,
            own.office,
            own.index,
          ),
        };
  return {
    registry: toBase64Url(reader.registryId),
    record,
    until,
    seal,
    ...(entry === undefined || read === undefined
      ? {}
      : { entry: { entry: read, hash: toBase64Url(entry.hash), index: entry.index } }),
    ...(trust === undefined ? {} : { trust: readTrust(trust, record, primitives) }),
    ...(own === undefined ? {} : { status: { ...own, ...commitment } }),
    ...(deposit === undefined ? {} : { deposit }),
  };
}

function readUntil(
  { next }: Statement,
  checkpoint: string,
  seal: Seal,
  block: { readonly hash: Uint8Array; readonly index: number },
  record: BlockRecord,
  primitives: Primitives,
): number {
  if (next === undefined) {
    // Only the last block of the sealed tree is the newest as long as its seal says.
    return block.index === seal.checkpoint.size - 1 ? Math.max(seal.time, record.time) : record.time;
  }
  const after = placedLeaf(next, checkpoint, seal, primitives);
  const later = parseBlockRecord(after.leaf);
  const follows = later.after === toBase64Url(block.hash) && later.height === record.height + 1;
  if (!follows) throw new StatementError("statement.next");
  return later.time;
}

function readSize(checkpoint: string): number {
  return readCheckpoint(checkpoint).checkpoint.size;
}
