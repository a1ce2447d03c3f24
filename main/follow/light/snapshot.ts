import { z } from "zod";
import { fromBase64Url, toBase64Url } from "../../../src/bytes/base64.ts";
import { parseAuthoritySet } from "../../../src/chain/state/authority-set.ts";
import type { EpochClaim } from "../../../src/chain/blocks/epochs.ts";
import { CodedError } from "../../../src/error.ts";
import { canonicalBytes } from "../../../src/json/canonical.ts";
import { parseJsonBytes } from "../../../src/json/parse.ts";
import type { JsonValue } from "../../../src/json/value.ts";
import type { TrustProof } from "../sources/source.ts";

export interface SavedRow extends TrustProof {
  readonly count: number;
}

export interface SavedChunk extends SavedRow {
  readonly office: string;
  readonly chunk: number;
  readonly height: number;
  readonly time: number;
  readonly root: string;
}

/** A light copy as one document. Nothing in it is verified by reading it. */
export interface Snapshot {
  readonly genesis: Uint8Array;
  readonly epochs: readonly EpochClaim[];
  /** C2SP tlog-proof of the newest record; absent before the first sync. */
  readonly head?: string;
  readonly rows: readonly SavedRow[];
  readonly chunks: readonly SavedChunk[];
  readonly journal: Uint8Array;
}

const MAX_BYTES = 64 << 20;
const count = z.int().min(0);

/** A base64url text as bytes, and a set as such; what they throw ends the whole reading. */
const binary = z.string().transform((text) => fromBase64Url(text) as Uint8Array);
const set = z.unknown().transform((value) => parseAuthoritySet(value));
const place = { leaf: binary, index: count, proof: z.array(binary).max(64), count };
const schema = z.strictObject({
  version: z.literal(1),
  genesis: binary,
  epochs: z.array(z.strictObject({ epoch: count, block: z.string(), before: binary, set })),
  head: z.string().exactOptional(),
  rows: z.array(z.strictObject(place)),
  chunks: z.array(
    z.strictObject({
      ...place,
      office: z.string(),
      chunk: count,
      height: count,
      time: count,
      root: z.string(),
    }),
  ),
  journal: binary,
});

function placeOf({ leaf, index, proof, count: size }: SavedRow): { readonly [name: string]: JsonValue } {
  return { leaf: toBase64Url(leaf), index, proof: proof.map(toBase64Url), count: size };
}

export function formatSnapshot(snapshot: Snapshot): Uint8Array {
  const { genesis, epochs, head, rows, chunks, journal } = snapshot;
  return canonicalBytes({
    version: 1,
    genesis: toBase64Url(genesis),
    epochs: epochs.map(({ epoch, block, before, set: authorities }) => ({
      epoch,
      block,
      before: toBase64Url(before),
      set: authorities as unknown as JsonValue,
    })),
    ...(head === undefined ? {} : { head }),
    rows: rows.map(placeOf),
    chunks: chunks.map((saved) => {
      const { office, chunk, height, time, root } = saved;
      return { ...placeOf(saved), office, chunk, height, time, root };
    }),
    journal: toBase64Url(journal),
  });
}

/** Undefined if these bytes are no snapshot. */
export function parseSnapshot(bytes: Uint8Array): Snapshot | undefined {
  try {
    const parsed = schema.safeParse(parseJsonBytes(bytes, { maxLength: MAX_BYTES, maxDepth: 8 }));
    return parsed.success ? parsed.data : undefined;
  } catch (error) {
    if (error instanceof CodedError) return undefined;
    throw error;
  }
}
