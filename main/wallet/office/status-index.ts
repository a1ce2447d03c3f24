import type { Session } from "../session.ts";
import type { OwnOffice } from "./own-office.ts";

/** Places in one chunk of the status root (docs/registry-format.md). */
const CHUNK = 16_384;

/** Places that this office has given away, whether or not the registry knows them yet. */
export function reservedPlaces(session: Session): Set<number> {
  const reserved = new Set<number>();
  for (const { value } of session.store.issued.each()) reserved.add(value.index);
  for (const { value } of session.store.proposals.each()) reserved.add(value.row.index);
  return reserved;
}

/**
 * A free place in the office's status list, drawn at random among at least twice as many as are taken,
 * so that the place does not tell when or in which order a credential was issued, while the list
 * stays short.
 */
export function chooseStatusIndex(
  session: Session,
  office: OwnOffice,
  reserved = reservedPlaces(session),
): number {
  const room = Math.ceil((2 * (reserved.size + 1)) / CHUNK) * CHUNK;
  for (;;) {
    const bytes = session.random(6);
    const index = Number(new DataView(bytes.buffer).getUint32(0)) % room;
    if (!reserved.has(index) && office.state.atIndex(office.id, index) === undefined) {
      reserved.add(index);
      return index;
    }
  }
}
