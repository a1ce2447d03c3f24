import { z } from "zod";
import { fromBase64Url, toBase64Url } from "../../../src/bytes/base64.ts";
import { parseAuthoritySet } from "../../../src/chain/state/authority-set.ts";
import type { EpochClaim } from "../../../src/chain/blocks/epochs.ts";
import { CodedError } from "../../../src/error.ts";
import { canonicalBytes } from "../../../src/json/canonical.ts";
import { parseJsonBytes } from "../../../src/json/parse.ts";
import type { JsonValue } from "../../../src/json/value.ts";

/** How each set of authorities began, with the proofs that a source gave; a copy keeps them to hand them on. */

const MAX_BYTES = 64 << 20;

const binary = z.string().transform((text) => fromBase64Url(text) as Uint8Array);
const set = z.unknown().transform((value) => parseAuthoritySet(value));
const claims = z.array(z.strictObject({ epoch: z.int().min(1), block: z.string(), before: binary, set }));

export function formatClaims(list: readonly EpochClaim[]): Uint8Array {
  return canonicalBytes(
    list.map(({ epoch, block, before, set: authorities }) => ({
      epoch,
      block,
      before: toBase64Url(before),
      set: authorities as unknown as JsonValue,
    })),
  );
}

/** None if these bytes are not what `formatClaims` wrote: they can be asked for again. */
export function parseClaims(bytes: Uint8Array | undefined): readonly EpochClaim[] {
  if (bytes === undefined) return [];
  try {
    const parsed = claims.safeParse(parseJsonBytes(bytes, { maxLength: MAX_BYTES, maxDepth: 8 }));
    return parsed.success ? parsed.data : [];
  } catch (error) {
    if (error instanceof CodedError) return [];
    throw error;
  }
}

/** `known` with those of `more` that follow it without a gap. */
export function joinClaims(known: readonly EpochClaim[], more: readonly EpochClaim[]): readonly EpochClaim[] {
  const joined = [...known];
  for (const claim of more) if (claim.epoch === joined.length + 1) joined.push(claim);
  return joined;
}
