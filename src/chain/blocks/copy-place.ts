import { fromBase64Url, toBase64Url } from "../../bytes/base64.ts";
import type { Sha256 } from "../../crypto/ports.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../json/value.ts";
import { leafHash } from "../../merkle/hash.ts";
import { verifyInclusion } from "../../merkle/proof.ts";
import { isBytes32 } from "../ids.ts";
import { ChainProofError } from "./proof-error.ts";

/** Where a copy stands in the tree of its batch (RFC 6962 section 2.1.1). */
export interface CopyPlace {
  readonly index: number;
  readonly proof: readonly Uint8Array[];
}

/** Levels of the tree over the most copies that a batch may have. */
const MAX_PROOF = 16;

export function copyToJson({ index, proof }: CopyPlace): JsonObject {
  return { index, proof: proof.map((hash) => toBase64Url(hash)) };
}

/** Throws ChainProofError `receipt.syntax`. */
export function copyFromJson(value: JsonValue): CopyPlace {
  if (isJsonObject(value)) {
    const { index, proof, ...more } = value;
    const isIndex = typeof index === "number" && Number.isSafeInteger(index) && index >= 0;
    if (isIndex && Array.isArray(proof) && proof.length <= MAX_PROOF && Object.keys(more).length === 0) {
      const hashes = proof.filter((hash) => typeof hash === "string" && isBytes32(hash)) as string[];
      if (hashes.length === proof.length) return { index, proof: hashes.map((hash) => fromBase64Url(hash)) };
    }
  }
  throw new ChainProofError("receipt.syntax");
}

/**
 * Returns if the commitment is that of a copy of the batch: docs/registry-format.md, "Batch". Throws
 * ChainProofError `receipt.copy` or MerkleError.
 */
export function verifyCopy(
  batch: { readonly root: string; readonly count: number },
  copy: CopyPlace | undefined,
  commitment: string,
  sha256: Sha256,
): void {
  if (copy === undefined) throw new ChainProofError("receipt.copy");
  const leaf = leafHash(fromBase64Url(commitment), sha256);
  const { index, proof } = copy;
  const root = fromBase64Url(batch.root);
  verifyInclusion({ index, size: batch.count, leafHash: leaf, proof, root }, sha256);
}
