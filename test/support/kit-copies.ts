import { ZERO_HASH } from "../../src/chain/entries/entry.ts";
import type { EntryKind } from "../../src/chain/entries/kinds/table.ts";
import type { Ed25519Signer } from "../../src/crypto/ports.ts";
import type { JsonObject } from "../../src/json/value.ts";
import { bodyOf, type KitOffice, type RegistryKit, YEAR } from "./registry-kit.ts";
import { hashOf } from "./test-keys.ts";

export interface BatchParts {
  readonly root?: string;
  readonly first?: number;
  readonly count?: number;
  readonly expires?: number;
  readonly tags?: readonly string[];
  readonly renewed?: readonly string[];
  readonly epoch?: number;
  readonly officers?: readonly Ed25519Signer[];
}

export interface CopiesParts {
  readonly act?: "suspend" | "reinstate" | "revoke" | "replace";
  readonly reason?: string;
  readonly tag?: string;
}

const COUNT = 8;
const REASONS = { suspend: "lost", reinstate: "resolved", revoke: "fraud", replace: "correction" };

/** The first of `count` free places in a row. */
function freeRange({ state }: RegistryKit, office: string, count: number): number {
  let first = 0;
  for (let i = 0; i < count; i++) {
    if (state.atIndex(office, first + i) === undefined) continue;
    first += i + 1;
    i = -1;
  }
  return first;
}

let fresh = 0;

/** Single-use copies: 8 of them unless told, with a root of nothing in particular. */
export function issueBatch(
  kit: RegistryKit,
  office: KitOffice,
  type: string,
  parts: BatchParts = {},
): Uint8Array {
  const record = kit.state.type(type);
  const { tags, renewed, count = COUNT } = parts;
  const isTagged = tags !== undefined || renewed !== undefined;
  const epoch = parts.epoch ?? (isTagged ? (record?.unique?.epoch ?? 1) : undefined);
  const root = parts.root ?? hashOf(`batch ${fresh++}`);
  const body: JsonObject = {
    root,
    type,
    first: parts.first ?? freeRange(kit, office.id, count),
    count,
    expires: parts.expires ?? kit.time + YEAR,
    ...(tags === undefined ? {} : { tags: [...tags].sort() }),
    ...(renewed === undefined ? {} : { renewed: [...renewed].sort() }),
    ...(epoch === undefined ? {} : { epoch }),
  };
  const signers = parts.officers ?? office.officers.slice(0, record?.approvals ?? 1);
  const kind: EntryKind = "credential.batch";
  const after = kit.state.credential(root)?.last ?? ZERO_HASH;
  return kit.entry({ kind, by: office.id, body, signers, after });
}

/** Changes copies of a batch, by default revokes them. */
export function changeCopies(
  kit: RegistryKit,
  office: KitOffice,
  batch: string,
  places: readonly number[],
  { act = "revoke", reason = REASONS[act], tag }: CopiesParts = {},
): Uint8Array {
  const { state } = kit;
  const body = { batch, places: [...places], act, reason, ...(tag === undefined ? {} : { tag }) };
  const record = state.credential(batch);
  const moved = places[0] === undefined ? undefined : state.copy(record?.office ?? "", places[0]);
  return kit.entry({
    kind: "credential.copies",
    by: office.id,
    body,
    signers: office.officers.slice(0, 1),
    after: moved?.last ?? record?.last ?? ZERO_HASH,
  });
}

/** Root of the batch that an entry issues or changes copies of. */
export function batchOf(leaf: Uint8Array): string {
  const body = bodyOf(leaf);
  return String(body["root"] ?? body["batch"]);
}
