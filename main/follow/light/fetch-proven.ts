import { equal } from "../../../src/bytes/bytes.ts";
import { parseReceipt, verifyReceipt } from "../../../src/chain/blocks/receipt.ts";
import { placeOf } from "../../../src/chain/roots/status-root.ts";
import { trustKey } from "../../../src/chain/roots/trust-root.ts";
import { MAX_TRUST_KEYS } from "../sources/answers.ts";
import { FollowError, SourceError } from "../error.ts";
import type { FollowDeps } from "../sources/history.ts";
import type { LightHead, LightState } from "./light-copy.ts";
import { policyOf } from "./light-view.ts";
import { chunkKey, type HeldChunk, type HeldRow, proveChunk, proveRow } from "./proven.ts";
import type { Source } from "../sources/source.ts";

/** A place in an office's status list. */
export interface StatusPlace {
  readonly office: string;
  readonly index: number;
}

/** Undefined instead of `follow.no_source`. */
async function unlessNobody<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof FollowError && error.code === "follow.no_source") return undefined;
    throw error;
  }
}

/**
 * The records of the trust tree with these keys as of `head`; those that do not exist are left out. That
 * nobody is told of one by one source proves nothing, so the others are asked for what is lacking. A
 * row whose bytes are those of one in `held` is that same row. Throws `follow.moved` if no source
 * answers for that block any more.
 */
export async function fetchRows(
  keys: readonly string[],
  head: LightHead,
  held: ReadonlyMap<string, HeldRow>,
  first: Source,
  deps: FollowDeps,
): Promise<ReadonlyMap<string, HeldRow>> {
  const { height } = head.record;
  const rows = new Map<string, HeldRow>();
  for (let from = 0; from < keys.length; from += MAX_TRUST_KEYS) {
    let lacking = keys.slice(from, from + MAX_TRUST_KEYS);
    let isAnswered = false;
    const ask = async (source: Source) => {
      const answer = await source.trust(height, lacking, deps.signal);
      for (const place of answer.leaves) {
        const proven = proveRow(place, answer.count, head.record, deps.primitives.sha256);
        const key = proven === undefined ? "" : trustKey(proven.row);
        if (proven === undefined || !lacking.includes(key)) throw new SourceError("source.trust_invalid");
        rows.set(key, sameAsBefore(proven, held));
      }
      isAnswered = true;
      lacking = lacking.filter((key) => !rows.has(key));
      if (lacking.length > 0) throw new SourceError("source.missing");
    };
    const options = { first, signal: deps.signal };
    await unlessNobody(deps.pool.ask(`trust ${height}`, "source.trust_invalid", ask, options));
    if (!isAnswered) throw new FollowError("follow.moved");
  }
  return rows;
}

/** What is derived from a record is kept by its identity, so an unchanged one stays the same object. */
function sameAsBefore(found: HeldRow, held: ReadonlyMap<string, HeldRow>): HeldRow {
  const before = held.get(trustKey(found.row));
  return before !== undefined && equal(before.leaf, found.leaf) ? { ...found, row: before.row } : found;
}

/** Status chunks of these places as of `head`; those that no source has are left out. */
export async function fetchChunks(
  places: readonly StatusPlace[],
  head: LightHead,
  first: Source,
  deps: FollowDeps,
): Promise<ReadonlyMap<string, HeldChunk>> {
  const { record, seal } = head;
  const wanted = new Map(
    places.map(({ office, index }) => {
      const { chunk } = placeOf(index);
      return [chunkKey(office, chunk), { office, chunk, time: seal.time }] as const;
    }),
  );
  const found = [...wanted].map(async ([key, at]) => {
    const ask = async (source: Source) => {
      const answer = await source.status(record.height, at.office, at.chunk, deps.signal);
      return proveChunk(answer, at, record, deps.primitives.sha256);
    };
    const options = { first, signal: deps.signal };
    const chunk = await unlessNobody(deps.pool.ask(`status ${key}`, "source.status_invalid", ask, options));
    return chunk === undefined ? [] : [[key, chunk] as const];
  });
  return new Map((await Promise.all(found)).flat());
}

/** Verified receipts of these entries; those that no source has are left out. */
export async function fetchReceipts(
  entries: readonly string[],
  state: Pick<LightState, "head" | "epochs">,
  first: Source,
  deps: FollowDeps,
): Promise<ReadonlyMap<string, string>> {
  const policyFor = policyOf(state);
  const found = [...new Set(entries)].map(async (hash) => {
    const ask = async (source: Source) => {
      const receipt = await source.receipt(hash, deps.signal);
      const facts = verifyReceipt(parseReceipt(receipt), policyFor, deps.primitives);
      if (facts.entryHash !== hash) throw new SourceError("source.receipt_invalid");
      return receipt;
    };
    const options = { first, signal: deps.signal };
    const receipt = await unlessNobody(deps.pool.ask("receipt", "source.receipt_invalid", ask, options));
    return receipt === undefined ? [] : [[hash, receipt] as const];
  });
  return new Map((await Promise.all(found)).flat());
}
