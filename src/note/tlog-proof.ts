import { fromBase64, toBase64 } from "../bytes/base64.ts";
import { BytesError } from "../bytes/error.ts";
import type { Primitives } from "../crypto/ports.ts";
import { HASH_SIZE } from "../merkle/hash.ts";
import { verifyInclusion } from "../merkle/proof.ts";
import { parseDecimal, parseHash } from "./checkpoint.ts";
import { NoteError } from "./error.ts";
import { type Seal, type SealPolicy, verifySeal } from "./seal.ts";

/** Characters of a proof file: the largest leaf as `extra`, a full note and 63 hashes fit well. */
export const MAX_PROOF = 256 * 1024;
const MAX_HASHES = 63;
const HEADER = "c2sp.org/tlog-proof@v1";

/** An offline proof that a leaf stands in a log, C2SP tlog-proof. */
export interface TlogProof {
  /** Not authenticated by the format: a registry puts the leaf here, whose hash the proof then checks. */
  readonly extra?: Uint8Array;
  readonly index: number;
  /** Inclusion proof, from the leaf's sibling upwards. */
  readonly proof: readonly Uint8Array[];
  /** The signed note, verbatim. */
  readonly checkpoint: string;
}

function parseExtra(line: string): Uint8Array {
  try {
    const extra = fromBase64(line.slice("extra ".length));
    if (extra.length > 0) return extra;
  } catch (error) {
    if (!(error instanceof BytesError)) throw error;
  }
  throw new NoteError("proof.extra");
}

function parseProofHash(line: string): Uint8Array {
  const hash = parseHash(line);
  if (hash === undefined) throw new NoteError("proof.hash");
  return hash;
}

/** Parses the lines before the empty one, without their last newline. Throws `proof.*`. */
export function parseProofHead(head: string): Omit<TlogProof, "checkpoint"> {
  const lines = head.split("\n", MAX_HASHES + 4);
  let next = 0;
  if (lines[next++] !== HEADER) throw new NoteError("proof.syntax");
  const extra = lines[next]?.startsWith("extra ") === true ? parseExtra(lines[next++] as string) : undefined;
  const indexLine = lines[next++];
  if (indexLine?.startsWith("index ") !== true) throw new NoteError("proof.syntax");
  const index = parseDecimal(indexLine.slice("index ".length));
  if (index === undefined) throw new NoteError("proof.index");
  if (lines.length - next > MAX_HASHES) throw new NoteError("proof.syntax");
  const proof: Uint8Array[] = [];
  while (next < lines.length) proof.push(parseProofHash(lines[next++] as string));
  return extra === undefined ? { index, proof } : { extra, index, proof };
}

/** Parses a proof file; nothing in it is verified. Accepts exactly what `formatTlogProof` writes. Throws `proof.*`. */
export function parseTlogProof(text: string): TlogProof {
  if (text.length > MAX_PROOF) throw new NoteError("proof.too_large");
  const blank = text.indexOf("\n\n");
  const checkpoint = text.slice(blank + 2);
  if (blank < 0 || checkpoint === "") throw new NoteError("proof.syntax");
  return { ...parseProofHead(text.slice(0, blank)), checkpoint };
}

/** Writes a proof file. Throws `proof.*`. */
export function formatTlogProof(proof: TlogProof): string {
  if (proof.extra?.length === 0) throw new NoteError("proof.extra");
  if (!Number.isSafeInteger(proof.index) || proof.index < 0) throw new NoteError("proof.index");
  if (proof.proof.length > MAX_HASHES || proof.checkpoint === "") throw new NoteError("proof.syntax");
  if (proof.proof.some((hash) => hash.length !== HASH_SIZE)) throw new NoteError("proof.hash");
  const head = [HEADER];
  if (proof.extra !== undefined) head.push(`extra ${toBase64(proof.extra)}`);
  head.push(`index ${proof.index}`, ...proof.proof.map(toBase64));
  const text = `${head.join("\n")}\n\n${proof.checkpoint}`;
  if (text.length > MAX_PROOF) throw new NoteError("proof.too_large");
  return text;
}

/**
 * Verifies that the leaf with this hash stands in the tree that a seal commits to (C2SP tlog-proof
 * "Verifying a tlog proof"). Throws NoteError for the seal, MerkleError for the place.
 */
export function verifyTlogProof(
  proof: TlogProof,
  leafHash: Uint8Array,
  policy: SealPolicy,
  primitives: Pick<Primitives, "sha256" | "verifyEd25519">,
): Seal {
  const seal = verifySeal(proof.checkpoint, policy, primitives);
  const { size, root } = seal.checkpoint;
  verifyInclusion({ index: proof.index, size, leafHash, proof: proof.proof, root }, primitives.sha256);
  return seal;
}
