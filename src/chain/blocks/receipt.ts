import { toBase64Url } from "../../bytes/base64.ts";
import type { Primitives } from "../../crypto/ports.ts";
import { canonicalJson, parseCanonicalText } from "../../json/canonical.ts";
import { JsonError } from "../../json/error.ts";
import { isJsonObject } from "../../json/value.ts";
import { leafHash } from "../../merkle/hash.ts";
import { verifyInclusion } from "../../merkle/proof.ts";
import { readCheckpoint, type Seal, type SealPolicy, verifyRead } from "../../note/seal.ts";
import { NoteError } from "../../note/error.ts";
import { formatTlogProof, parseProofHead } from "../../note/tlog-proof.ts";
import { type BlockRecord, parseBlockRecord } from "./block-record.ts";
import { type Entry, parseEntry } from "../entries/entry.ts";
import { type CopyPlace, copyFromJson, copyToJson } from "./copy-place.ts";
import { ChainProofError } from "./proof-error.ts";

/** Characters of a receipt. */
export const MAX_RECEIPT = 65_536;
const LIMITS = { maxLength: MAX_RECEIPT, maxDepth: 3 };

/** A leaf of a log and its audit path (RFC 6962 section 2.1.1). */
export interface PlacedLeaf {
  readonly leaf: Uint8Array;
  readonly index: number;
  readonly proof: readonly Uint8Array[];
}

/** An entry and the record that closes its block, both proven against one checkpoint. */
export interface Receipt {
  readonly checkpoint: string;
  readonly entry: PlacedLeaf;
  readonly record: PlacedLeaf;
  /** Where the entry is a batch: which of its copies the receipt is of. */
  readonly copy?: CopyPlace;
}

/** What a receipt that holds says. */
export interface ReceiptFacts {
  readonly entry: Entry;
  /** base64url. */
  readonly entryHash: string;
  readonly index: number;
  /** Not verified: what it proves depends on the copy (`verifyCopy`). */
  readonly copy?: CopyPlace;
  readonly record: BlockRecord;
  readonly seal: Seal;
}

function headOf(placed: PlacedLeaf, checkpoint: string): string {
  const { leaf, index, proof } = placed;
  const text = formatTlogProof({ extra: leaf, index, proof, checkpoint });
  return text.slice(0, -checkpoint.length - 1);
}

/** Writes a receipt (docs/registry-format.md, "Receipt"). Throws `receipt.too_large` or NoteError `proof.*`. */
export function formatReceipt(receipt: Receipt): string {
  const { checkpoint } = receipt;
  const entry = headOf(receipt.entry, checkpoint);
  const record = headOf(receipt.record, checkpoint);
  const copy = receipt.copy === undefined ? {} : { copy: copyToJson(receipt.copy) };
  const text = canonicalJson({ checkpoint, ...copy, entry, record });
  if (text.length > MAX_RECEIPT) throw new ChainProofError("receipt.too_large");
  return text;
}

/** A proof file up to its checkpoint, with the newline of its last line: nothing else may be in it. */
function parsePart(head: string): PlacedLeaf {
  const blank = head.indexOf("\n\n");
  if (!head.endsWith("\n")) throw new NoteError("proof.syntax");
  const { extra, index, proof } = parseProofHead(head.slice(0, blank < 0 ? -1 : blank));
  if (extra === undefined || blank >= 0) throw new ChainProofError("receipt.syntax");
  return { leaf: extra, index, proof };
}

interface Parts {
  readonly checkpoint: string;
  readonly entry: string;
  readonly record: string;
  readonly copy?: CopyPlace;
}

function readParts(text: string): Parts {
  if (text.length > MAX_RECEIPT) throw new ChainProofError("receipt.too_large");
  try {
    const value = parseCanonicalText(text, LIMITS);
    if (isJsonObject(value)) {
      const { checkpoint, copy, entry, record, ...more } = value;
      const isText =
        typeof checkpoint === "string" && typeof entry === "string" && typeof record === "string";
      if (isText && Object.keys(more).length === 0) {
        return { checkpoint, entry, record, ...(copy === undefined ? {} : { copy: copyFromJson(copy) }) };
      }
    }
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
  }
  throw new ChainProofError("receipt.syntax");
}

/**
 * Reads a receipt; nothing in it is verified. Accepts exactly what `formatReceipt` writes. Throws
 * `receipt.*` or NoteError `proof.*`.
 */
export function parseReceipt(text: string): Receipt {
  const { checkpoint, entry, record, copy } = readParts(text);
  if (checkpoint === "") throw new NoteError("proof.syntax");
  return {
    checkpoint,
    entry: parsePart(entry),
    record: parsePart(record),
    ...(copy === undefined ? {} : { copy }),
  };
}

/** Leaves of the tree that a receipt is proven in; not verified. Throws NoteError. */
export function receiptSize(receipt: Receipt): number {
  return readCheckpoint(receipt.checkpoint).checkpoint.size;
}

/**
 * Verifies a receipt: the seal by `policyFor` the tree's size, which answers undefined where the reader
 * has not followed so far (`receipt.not_followed`), the places of entry and record, and that the one
 * closes the block of the other. That the seal belongs to the reader's own history is not shown by
 * it. Throws ChainProofError `receipt.*`, NoteError, MerkleError, EntryError or LedgerError.
 */
export function verifyReceipt(
  receipt: Receipt,
  policyFor: (size: number) => SealPolicy | undefined,
  primitives: Primitives,
): ReceiptFacts {
  const read = readCheckpoint(receipt.checkpoint);
  const policy = policyFor(read.checkpoint.size);
  if (policy === undefined) throw new ChainProofError("receipt.not_followed");
  const seal = verifyRead(receipt.checkpoint, read, policy, primitives);
  const { size, root } = seal.checkpoint;
  const hashes = [receipt.entry, receipt.record].map(({ leaf, index, proof }) => {
    const hash = leafHash(leaf, primitives.sha256);
    verifyInclusion({ index, size, leafHash: hash, proof, root }, primitives.sha256);
    return hash;
  });
  const record = parseBlockRecord(receipt.record.leaf);
  const { index } = receipt.entry;
  const closes = receipt.record.index === record.first + record.count;
  if (!closes || index < record.first || index >= receipt.record.index)
    throw new ChainProofError("receipt.record");
  const entryHash = toBase64Url(hashes[0] as Uint8Array);
  return {
    entry: parseEntry(receipt.entry.leaf),
    entryHash,
    index,
    record,
    seal,
    ...(receipt.copy === undefined ? {} : { copy: receipt.copy }),
  };
}
