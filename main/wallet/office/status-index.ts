import { fromBase64UrlOf, toBase64Url } from "../../../src/bytes/base64.ts";
import type { PlacesRow } from "../rows.ts";
import type { Session } from "../session.ts";
import type { OwnOffice } from "../own-office.ts";

/** What it takes of a session: its rows and its randomness. */
type Places = Pick<Session, "random"> & {
  readonly store: Pick<Session["store"], "places" | "issued" | "proposals">;
};
type Listed = Pick<OwnOffice, "id"> & { readonly state: Pick<OwnOffice["state"], "atIndex"> };

/** Places in one chunk of the status root (docs/registry-format.md). */
const CHUNK = 16_384;
const CHUNK_BYTES = CHUNK / 8;
/** Places of an office in all (docs/registry-format.md). */
const MAX_ROOM = 2 ** 24;
/** The row that counts all that is taken; the others are called by their chunk's number. */
const ALL = "all";

function isTaken(bits: Uint8Array, place: number): boolean {
  return (((bits[place >> 3] as number) >> (place & 7)) & 1) === 1;
}

function bitsOf(row: PlacesRow | undefined): Uint8Array<ArrayBuffer> {
  return row?.bits === undefined ? new Uint8Array(CHUNK_BYTES) : fromBase64UrlOf(row.bits, CHUNK_BYTES);
}

/** Written down from what was signed, once, where that was signed before places were kept. */
function writeDown(session: Places): void {
  const { places, issued, proposals } = session.store;
  const chunks = new Map<number, Uint8Array<ArrayBuffer>>();
  const mark = (index: number): void => {
    const chunk = Math.floor(index / CHUNK);
    const bits = chunks.get(chunk) ?? new Uint8Array(CHUNK_BYTES);
    chunks.set(chunk, bits);
    const place = index % CHUNK;
    bits[place >> 3] = (bits[place >> 3] as number) | (1 << (place & 7));
  };
  for (const { value } of issued.each()) mark(value.index);
  for (const { value } of proposals.each()) mark(value.row.index);
  let all = 0;
  for (const [chunk, bits] of chunks) {
    let taken = 0;
    for (let place = 0; place < CHUNK; place++) if (isTaken(bits, place)) taken++;
    places.put(String(chunk), { taken, bits: toBase64Url(bits) });
    all += taken;
  }
  places.put(ALL, { taken: all });
}

/** Places up to the end of the last chunk in which one was given away. */
export function placesGiven({ store }: { readonly store: Pick<Session["store"], "places"> }): number {
  const chunks = store.places.list().flatMap(({ id }) => (id === ALL ? [] : [Number(id)]));
  return chunks.length === 0 ? 0 : (Math.max(...chunks) + 1) * CHUNK;
}

/** Chunks as they will be written down, each read once. */
class Chunks {
  readonly #session: Places;
  readonly #changed = new Map<string, { taken: number; readonly bits: Uint8Array<ArrayBuffer> }>();

  constructor(session: Places) {
    this.#session = session;
  }

  #chunkOf(index: number): { taken: number; readonly bits: Uint8Array<ArrayBuffer> } {
    const id = String(Math.floor(index / CHUNK));
    let chunk = this.#changed.get(id);
    if (chunk === undefined) {
      const row = this.#session.store.places.get(id);
      chunk = { taken: row?.taken ?? 0, bits: bitsOf(row) };
      this.#changed.set(id, chunk);
    }
    return chunk;
  }

  isTaken(index: number): boolean {
    return isTaken(this.#chunkOf(index).bits, index % CHUNK);
  }

  /** Marks a place as given away. False if it is already. */
  take(index: number): boolean {
    const chunk = this.#chunkOf(index);
    const place = index % CHUNK;
    if (isTaken(chunk.bits, place)) return false;
    chunk.bits[place >> 3] = (chunk.bits[place >> 3] as number) | (1 << (place & 7));
    chunk.taken++;
    return true;
  }

  write(all: number): void {
    const { places } = this.#session.store;
    for (const [id, { taken, bits }] of this.#changed) places.put(id, { taken, bits: toBase64Url(bits) });
    places.put(ALL, { taken: all });
  }
}

/**
 * Takes free places in the office's status list, drawn at random among at least twice as many as are
 * taken, so that a place does not tell when or in which order a credential was issued, while the
 * list stays short. What is taken is kept as one bit each, whether or not the registry knows it yet, so
 * that an office with a million rows need not read them for one more. Within a transaction of the
 * vault; a place whose credential is never written down stays empty.
 */
export function takeStatusIndexes(session: Places, office: Listed, count: number): readonly number[] {
  const { places } = session.store;
  if (places.get(ALL) === undefined) writeDown(session);
  const before = places.get(ALL)?.taken ?? 0;
  const chunks = new Chunks(session);
  const taken: number[] = [];
  while (taken.length < count) {
    const room = Math.ceil((2 * (before + taken.length + 1)) / CHUNK) * CHUNK;
    const bytes = session.random(6);
    const index = Number(new DataView(bytes.buffer).getUint32(0)) % room;
    if (office.state.atIndex(office.id, index) === undefined && chunks.take(index)) taken.push(index);
  }
  chunks.write(before + count);
  return taken;
}

/** Draws in vain before the list is made longer: among single places there are few long ranges. */
const TRIES = 32;

/**
 * Takes `count` free places in a row, for the copies of a batch, drawn at random as `takeStatusIndexes`
 * draws single ones. Undefined where the office's list is too full for it.
 */
export function takeStatusRange(session: Places, office: Listed, count: number): number | undefined {
  const { places } = session.store;
  if (places.get(ALL) === undefined) writeDown(session);
  const before = places.get(ALL)?.taken ?? 0;
  const chunks = new Chunks(session);
  const isFree = (first: number): boolean => {
    for (let index = first; index < first + count; index++) {
      if (chunks.isTaken(index) || office.state.atIndex(office.id, index) !== undefined) return false;
    }
    return true;
  };
  for (let room = Math.ceil((2 * (before + count)) / CHUNK) * CHUNK; room <= MAX_ROOM; room *= 2) {
    for (let i = 0; i < TRIES; i++) {
      const bytes = session.random(6);
      const first = new DataView(bytes.buffer).getUint32(0) % (room - count + 1);
      if (!isFree(first)) continue;
      for (let index = first; index < first + count; index++) chunks.take(index);
      chunks.write(before + count);
      return first;
    }
  }
  return undefined;
}
