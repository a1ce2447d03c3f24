import { toBase64Url } from "../../../src/bytes/base64.ts";
import { lastOfType } from "../../../src/chain/entries/subjects.ts";
import type { TypeRecord } from "../../../src/chain/state/records.ts";
import { TagError } from "../../../src/chain/tags/tag-error.ts";
import { WalletError } from "../error.ts";
import { submitAndWait, syncOrSay } from "./carry.ts";
import { signOfficeEntry } from "./issue.ts";
import { type OwnOffice, requireOwnOffice } from "../own-office.ts";
import type { Session } from "../session.ts";
import { hasTagKey, knownTagUnderKey, tagUnderKey } from "../tags/own-key.ts";
import { listThings, type ThingList } from "../tags/thing-list.ts";

/** Of one entry, docs/registry-format.md "What the shapes do not say". */
const PART = 160;
/** How often a part that no longer fits is made anew: a certificate may end at any time. */
const ROUNDS = 5;

export interface RetagOptions {
  /** Lists of the offices that issue the type; this office's own register is read too. */
  readonly lists: readonly ThingList[];
  /**
   * Gives a random tag to what nobody knows any more what it stands for: no duplicate of it will be
   * noticed. Else such a thing ends the change before it begins.
   */
  readonly random: boolean;
  /** Tags in an entry; left out everywhere but in tests. */
  readonly size?: number;
  readonly onPart?: (part: number, parts: number) => void;
}

export interface Retagged {
  readonly type: string;
  /** Of the new key. */
  readonly epoch: number;
  /** Entries that it took now, and tags exchanged by them. */
  readonly parts: number;
  readonly tags: number;
  /** Of these, tags that stand for nothing any more. */
  readonly random: number;
}

interface Exchange {
  readonly old: string;
  readonly new: string;
}

interface Plan {
  readonly epoch: number;
  readonly part: number;
  readonly exchanges: readonly Exchange[];
  readonly random: number;
}

type Unique = NonNullable<TypeRecord["unique"]>;

/** The type with its tags' rules, of which this office is the keeper. Throws `office.unknown_type`, `.not_keeper`. */
function keptType(office: OwnOffice, id: string): TypeRecord & { readonly unique: Unique } {
  const type = office.state.type(id);
  if (type?.unique === undefined) throw new WalletError("office.unknown_type");
  if (type.unique.keeper !== office.id) throw new WalletError("office.not_keeper");
  return { ...type, unique: type.unique };
}

/** Where the change stands: going on with one under way where its key is here, else a new one. */
function placeOf(
  session: Session,
  type: TypeRecord & { readonly unique: Unique },
): Omit<Plan, "exchanges" | "random"> {
  const { epoch, retag: begun } = type.unique;
  if (begun !== undefined && hasTagKey(session, type, begun.epoch))
    return { epoch: begun.epoch, part: begun.part + 1 };
  return { epoch: (begun?.epoch ?? epoch) + 1, part: 1 };
}

/** The values by commitment, as far as the offices that issued the certificates say them. */
function valuesOf(
  session: Session,
  office: OwnOffice,
  type: string,
  lists: readonly ThingList[],
): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, readonly string[]>();
  for (const list of [...lists, listThings(session, type)]) {
    if (list.registry !== session.registry.view.id || list.type !== type)
      throw new WalletError("office.thing_list");
    for (const thing of list.things) {
      // One office has no say in what another's certificates stand for.
      if (office.state.credential(thing.commitment)?.office === list.office)
        values.set(thing.commitment, thing.values);
    }
  }
  return values;
}

/** The new tag; undefined where the values are not those of the tag it has, as far as its key is known. */
function newTag(
  session: Session,
  type: TypeRecord,
  { tag, epoch }: { readonly tag: string; readonly epoch: number },
  to: number,
  values: readonly string[],
): string | undefined {
  try {
    const known = knownTagUnderKey(session, type, epoch, values);
    return known === undefined || known === tag ? tagUnderKey(session, type, to, values) : undefined;
  } catch (error) {
    if (error instanceof TagError) return undefined;
    throw error;
  }
}

function makePlan(session: Session, office: OwnOffice, typeId: string, options: RetagOptions): Plan {
  const type = keptType(office, typeId);
  const place = placeOf(session, type);
  const values = valuesOf(session, office, typeId, options.lists);
  const exchanges: Exchange[] = [];
  let random = 0;
  for (const old of office.state.tagsOf(typeId)) {
    const holder = office.state.tagHolder(typeId, old);
    const credential = holder === undefined ? undefined : office.state.credential(holder);
    if (holder === undefined || credential?.epoch === undefined || credential.epoch >= place.epoch) continue;
    const known = values.get(holder);
    const held = { tag: old, epoch: credential.epoch };
    const tag = known === undefined ? undefined : newTag(session, type, held, place.epoch, known);
    if (tag === undefined) random++;
    exchanges.push({ old, new: tag ?? toBase64Url(session.random(32)) });
  }
  if (random > 0 && !options.random) throw new WalletError("office.things_unknown");
  exchanges.sort((a, b) => (a.old < b.old ? -1 : 1));
  return { ...place, exchanges, random };
}

/** How many tags would get a random successor, and how many there are to exchange. Throws as `retag`. */
export async function surveyRetag(
  session: Session,
  typeId: string,
  lists: readonly ThingList[],
): Promise<{ readonly tags: number; readonly unknown: number }> {
  await syncOrSay(session);
  const { exchanges, random } = makePlan(session, requireOwnOffice(session), typeId, { lists, random: true });
  return { tags: exchanges.length, unknown: random };
}

/**
 * Carries all tags of a type over to a new key, part by part, each sealed before the next; goes on with
 * a change that was begun. Throws `office.none`, `.unknown_type`, `.not_keeper`, `.things_unknown`,
 * `.thing_list`, `.no_key`, `.unreachable`, `.not_sent`, `.retag_refused`, `registry.full_only`.
 */
export async function retag(session: Session, typeId: string, options: RetagOptions): Promise<Retagged> {
  const { size = PART } = options;
  let parts = 0;
  let tags = 0;
  let random = 0;
  for (let refusals = 0; ;) {
    await syncOrSay(session);
    const office = requireOwnOffice(session);
    const { epoch, part, exchanges, random: unknown } = makePlan(session, office, typeId, options);
    const now = exchanges.slice(0, size);
    const all = part - 1 + Math.max(1, Math.ceil(exchanges.length / size));
    const body = { type: typeId, epoch, part, parts: all, tags: now.map((each) => ({ ...each })) };
    const last = lastOfType(office.state, typeId);
    if (!last.ok) throw new WalletError("office.unknown_type");
    const entry = signOfficeEntry(session, office, { kind: "type.retag", after: last.value, body });
    const done = await submitAndWait(session, entry);
    if (done.state === "submitted") throw new WalletError("office.not_sent");
    if (done.state === "refused") {
      if (++refusals === ROUNDS) throw new WalletError("office.retag_refused");
      continue;
    }
    refusals = 0;
    random = Math.max(random, unknown);
    parts++;
    tags += now.length;
    options.onPart?.(part, all);
    if (part === all) {
      session.activity.append({ kind: "sign", outcome: "done", party: typeId });
      return { type: typeId, epoch, parts, tags, random };
    }
  }
}
