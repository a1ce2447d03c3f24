import { z } from "zod";
import { utf8 } from "../../../src/bytes/bytes.ts";
import { isBytes32 } from "../../../src/chain/ids.ts";
import { STATUS } from "../../../src/chain/state/records.ts";
import { normalise } from "../../../src/chain/tags/normalise.ts";
import { TagError } from "../../../src/chain/tags/tag-error.ts";
import { CodedError } from "../../../src/error.ts";
import { parseJsonBytes } from "../../../src/json/parse.ts";
import { WalletError } from "../error.ts";
import { requireOwnOffice } from "../own-office.ts";
import type { Session } from "../session.ts";
import { claimAt } from "../views/credential-view.ts";

/** What an office's certificates of a type stand for, for the keeper who makes their tags anew. */
export interface ThingList {
  readonly registry: string;
  readonly office: string;
  readonly type: string;
  /** Values of the type's unique claims, by commitment. */
  readonly things: readonly { readonly commitment: string; readonly values: readonly string[] }[];
}

export const MAX_THING_LIST = 64 << 20;

const shape = z.strictObject({
  registry: z.string(),
  office: z.string(),
  type: z.string(),
  things: z.array(
    z.strictObject({
      commitment: z.string().refine(isBytes32),
      values: z.array(z.string().max(1_024)).min(1).max(16),
    }),
  ),
});

function isReadable(normaliser: string, value: unknown): value is string {
  try {
    normalise(normaliser, value);
    return true;
  } catch (error) {
    if (error instanceof TagError) return false;
    throw error;
  }
}

/**
 * What this office's certificates in force of a type stand for; those whose register row is not here
 * any more are left out. Throws `office.none`, `registry.full_only`, `office.unknown_type`.
 */
export function listThings(session: Session, typeId: string): ThingList {
  const office = requireOwnOffice(session);
  const unique = office.state.type(typeId)?.unique;
  if (unique === undefined) throw new WalletError("office.unknown_type");
  const things = session.store.issued.list().flatMap(({ id: commitment, value: row }) => {
    const held = office.state.credential(commitment);
    if (row.type !== typeId || held?.tag === undefined) return [];
    if (held.status === STATUS.invalid || held.status === STATUS.replaced) return [];
    const values = unique.claims.map((path) => claimAt(row.claims, path));
    return values.every((value) => isReadable(unique.normaliser, value)) ? [{ commitment, values }] : [];
  });
  things.sort((a, b) => (a.commitment < b.commitment ? -1 : 1));
  return { registry: session.registry.view.id, office: office.id, type: typeId, things };
}

export function formatThings(list: ThingList): Uint8Array {
  return utf8(`${JSON.stringify(list)}\n`);
}

/** Throws `office.thing_list` for bytes that are no such list. */
export function parseThings(bytes: Uint8Array): ThingList {
  try {
    const parsed = shape.safeParse(parseJsonBytes(bytes, { maxLength: MAX_THING_LIST, maxDepth: 5 }));
    if (parsed.success) return parsed.data;
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
  }
  throw new WalletError("office.thing_list");
}
