import { concat } from "../../../src/bytes/bytes.ts";
import { encodeBundle, parseBundle } from "../../../src/merkle/bundle.ts";
import { TILE_WIDTH } from "../../../src/merkle/tile.ts";
import { codeOf } from "../../../src/error.ts";

/** Bytes of a transaction at most: the engine's `max_tx_bytes` in every home that was ever written. */
export const MAX_TX_BYTES = 65_536;
/** No entry begins with it: entries are JSON. */
const TOGETHER = 0x00;
/** What a bundle puts before each entry, and before all of them. */
const PREFIX = 2;

/**
 * What the engine carries as one transaction: an entry alone as it is, or several behind a zero byte as
 * the entry bundle of C2SP tlog-tiles. For the engine a transaction costs the same whatever is in it;
 * for the registry there are only entries, in the order of the transactions and within each.
 */
export function transactionOf(entries: readonly Uint8Array[]): Uint8Array {
  const [only] = entries;
  if (only !== undefined && entries.length === 1) return only;
  return concat(new Uint8Array([TOGETHER]), encodeBundle(entries));
}

/** Views of a transaction's entries, of which nothing is known; none if several were not put together as above. */
export function entriesOf(transaction: Uint8Array): readonly Uint8Array[] {
  if (transaction[0] !== TOGETHER) return [transaction];
  try {
    const bundle = transaction.subarray(1);
    const entries = parseBundle(bundle, countOf(bundle));
    return entries.length > 1 ? entries : [];
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return [];
  }
}

/** Leaves in a bundle, as far as its lengths go; more than there may be count as one too many. */
function countOf(bundle: Uint8Array): number {
  let count = 0;
  for (let at = 0; at < bundle.length && count <= TILE_WIDTH; count++) {
    at += PREFIX + (((bundle[at] as number) << 8) | (bundle[at + 1] ?? 0));
  }
  return count;
}

/** Entries in as few transactions as will hold them, in order. None may be longer than a bundle can carry. */
export function transactionsOf<T extends { readonly bytes: Uint8Array }>(
  entries: readonly T[],
): readonly T[][] {
  const all: T[][] = [];
  let length = Number.POSITIVE_INFINITY;
  for (const entry of entries) {
    const more = PREFIX + entry.bytes.length;
    if (length + more > MAX_TX_BYTES || all.at(-1)?.length === TILE_WIDTH) {
      all.push([]);
      length = 1;
    }
    all.at(-1)?.push(entry);
    length += more;
  }
  return all;
}
