import { ok, refuse, type Result } from "../../../result.ts";
import type { EntryMembers } from "../entry-members.ts";
import type { TypeRecord } from "../../state/records.ts";
import { hash, id, integer, object, type ShapeOf, sortedList } from "../shape.ts";
import { officersSigned } from "../signers.ts";
import type { State, Write } from "../../state/state.ts";
import { lastOfType } from "../subjects.ts";
import type { ViolationCode } from "./violation.ts";
import { defineRule, type Rule } from "./rule.ts";
import type { ApplyContext } from "../apply-context.ts";

const counting = integer(1, 1_000_000);

const shape = object({
  type: id,
  epoch: integer(2, Number.MAX_SAFE_INTEGER),
  part: counting,
  parts: counting,
  tags: sortedList(0, 160, object({ old: hash, new: hash }), ({ old }) => old),
});
type Body = ShapeOf<typeof shape>;

function authorize(state: State, entry: EntryMembers, body: Body, time: number): ViolationCode | undefined {
  const office = state.office(entry.by);
  if (office === undefined) return "office.unknown";
  if (state.type(body.type)?.unique?.keeper !== office.id) return "retag.not_keeper";
  return officersSigned(office, entry, 1, time);
}

/** One tag after another: the old one is given back before the new one is taken. */
function exchange(state: State, body: Body): Result<readonly Write[], ViolationCode> {
  const { type, epoch } = body;
  const writes: Write[] = [];
  const taken = new Set<string>();
  for (const { old, new: tag } of body.tags) {
    const holder = state.tagHolder(type, old);
    const credential = holder === undefined ? undefined : state.credential(holder);
    const under = state.tagEpoch(type, old);
    if (credential === undefined || under === undefined || under >= epoch) return refuse("tag.unknown");
    if (taken.has(tag) || state.tagHolder(type, tag) !== undefined) return refuse("tag.held");
    taken.add(tag);
    writes.push(
      { table: "tag", type, tag: old, epoch: under, holder: undefined },
      { table: "tag", type, tag, epoch, holder: credential.commitment },
    );
    // A batch has many tags, so its row names none.
    if (credential.batch === undefined)
      writes.push({ table: "credential", record: { ...credential, tag, epoch } });
  }
  return ok(writes);
}

type Unique = NonNullable<TypeRecord["unique"]>;

/**
 * The next part of the change under way, or the first of a new one. A change that was begun can be
 * begun again one epoch further: its key may be lost, with the keeper who made it.
 */
function checkPlace({ epoch, retag: under }: Unique, body: Body): ViolationCode | undefined {
  const isNext = under !== undefined && body.epoch === under.epoch;
  if (!isNext && body.epoch !== (under?.epoch ?? epoch) + 1) return "retag.epoch";
  const part = isNext ? under.part + 1 : 1;
  return body.part === part && part <= body.parts ? undefined : "retag.part";
}

/** Tags held under any earlier key. */
function tagsLeft(state: State, type: TypeRecord, from: number, to: number): number {
  let held = 0;
  for (let epoch = from; epoch < to; epoch++) held += state.tagsHeld(type.id, epoch);
  return held;
}

/**
 * Carries every held tag of a type over to a new key epoch, in as many parts as it takes. Between the
 * first part and the last nothing of the type is issued, so that no tag is held under two keys.
 */
function retag(
  state: State,
  _entry: EntryMembers,
  body: Body,
  { entryHash }: ApplyContext,
): Result<readonly Write[], ViolationCode> {
  const type = state.type(body.type) as TypeRecord;
  const { unique } = type;
  if (unique === undefined) return refuse("retag.not_keeper");
  const misplaced = checkPlace(unique, body);
  if (misplaced !== undefined) return refuse(misplaced);
  const writes = exchange(state, body);
  if (!writes.ok) return writes;
  const { retag: _under, ...settled } = unique;
  const isLast = body.part === body.parts;
  if (isLast && tagsLeft(state, type, unique.epoch, body.epoch) !== body.tags.length) {
    return refuse("retag.incomplete");
  }
  const next = isLast
    ? { ...settled, epoch: body.epoch }
    : { ...settled, retag: { epoch: body.epoch, part: body.part } };
  return ok([...writes.value, { table: "type", record: { ...type, unique: next, last: entryHash } }]);
}

export const typeRetag: Rule = defineRule({
  by: "id",
  body: shape,
  after: (state, body) => lastOfType(state, body.type),
  authorize: (state, entry, body, { time }) => authorize(state, entry, body, time),
  apply: retag,
});
