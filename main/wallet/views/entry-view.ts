import { toBase64Url } from "../../../src/bytes/base64.ts";
import { EntryError } from "../../../src/chain/entries/error.ts";
import { type Entry, parseEntry } from "../../../src/chain/entries/entry.ts";
import type { LangMap } from "../../../src/chain/state/records.ts";
import type { State } from "../../../src/chain/state/state.ts";
import type { EntryDetailView, EntryView } from "../../../src/contract/views.ts";
import { isJsonObject, type JsonObject } from "../../../src/json/value.ts";
import { leafHash } from "../../../src/merkle/hash.ts";
import { WalletError } from "../error.ts";
import type { StoredEntry } from "../registry/own-registry.ts";
import type { Session } from "../session.ts";

function textOf(body: JsonObject, member: string): string | undefined {
  const value = body[member];
  return typeof value === "string" ? value : undefined;
}

/** What an entry issues stands in it whole, or as `new` where it takes another's place. */
function issuedBody(body: JsonObject): JsonObject {
  const next = body["new"];
  return next !== undefined && isJsonObject(next) ? next : body;
}

function nameOfSigner(state: State, { by }: Entry): LangMap | undefined {
  if (by === "registry") return state.registry()?.name;
  return (state.authority(by) ?? state.office(by))?.name;
}

function nameOfSubject(state: State, { kind, body }: Entry): LangMap | undefined {
  const room = kind.slice(0, kind.indexOf("."));
  const id = textOf(body, "id") ?? textOf(body, room);
  if (room === "registry") return state.registry()?.name;
  if (room === "credential") {
    const of = issuedBody(body);
    const commitment = textOf(of, "commitment") ?? textOf(of, "batch");
    const type =
      textOf(of, "type") ?? (commitment === undefined ? undefined : state.credential(commitment)?.type);
    return type === undefined ? undefined : state.type(type)?.name;
  }
  if (id === undefined) return undefined;
  const records = { authority: state.authority(id), office: state.office(id), type: state.type(id) };
  return Object.hasOwn(records, room) ? records[room as keyof typeof records]?.name : undefined;
}

function heldAs(session: Session, commitment: string): EntryView["held"] {
  if (session.store.issued.get(commitment) !== undefined) return { as: "record", id: commitment };
  const certificate = session.store.held.list().find(({ value }) => value.commitment === commitment);
  return certificate === undefined ? undefined : { as: "certificate", id: certificate.id };
}

function readLeaf(leaf: Uint8Array): Entry {
  try {
    return parseEntry(leaf);
  } catch (error) {
    if (error instanceof EntryError) throw new WalletError("registry.damaged");
    throw error;
  }
}

function viewEntry(session: Session, state: State, stored: StoredEntry, entry: Entry): EntryView {
  const { kind, by, body, sigs } = entry;
  const byName = nameOfSigner(state, entry);
  const about = nameOfSubject(state, entry);
  const commitment = textOf(issuedBody(body), "commitment");
  const reason = textOf(body, "reason");
  const held = commitment === undefined ? undefined : heldAs(session, commitment);
  return {
    index: stored.index,
    hash: toBase64Url(leafHash(stored.leaf, session.primitives.sha256)),
    kind,
    by,
    signatures: sigs.length,
    ...(byName === undefined ? {} : { byName }),
    ...(about === undefined ? {} : { about }),
    ...(commitment === undefined ? {} : { commitment }),
    ...(reason === undefined ? {} : { reason }),
    ...(held === undefined ? {} : { held }),
  };
}

/** Entries of a block. Throws `registry.full_only`, `registry.damaged`. */
export function listEntries(
  session: Session,
  height: number,
  from: number,
  count: number,
): readonly EntryView[] {
  const { registry } = session;
  const stored = registry.entries(height, from, count);
  if (stored === undefined) throw new WalletError("registry.full_only");
  // A copy that is empty as yet has no entries either.
  const { state } = registry;
  return state === undefined
    ? []
    : stored.map((each) => viewEntry(session, state, each, readLeaf(each.leaf)));
}

/** One entry down to its bytes, null where there is none. Throws `registry.full_only`, `registry.damaged`. */
export function showEntry(session: Session, index: number): EntryDetailView | null {
  const { registry } = session;
  if (registry.status().mode !== "full") throw new WalletError("registry.full_only");
  const { state } = registry;
  const stored = state === undefined ? undefined : registry.entry(index);
  if (state === undefined || stored === undefined) return null;
  const entry = readLeaf(stored.leaf);
  return {
    ...viewEntry(session, state, stored, entry),
    height: stored.height,
    after: entry.after,
    body: entry.body,
    keys: entry.sigs.map(({ key }) => key),
    bytes: toBase64Url(stored.leaf),
  };
}
