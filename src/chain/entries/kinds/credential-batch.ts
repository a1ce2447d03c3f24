import { ok, refuse, type Result } from "../../../result.ts";
import { ZERO_HASH } from "../../ids.ts";
import { checkExpiry, MAX_STATUS_INDEX } from "../issuing.ts";
import type { CredentialRecord, TypeRecord } from "../../state/records.ts";
import { hash, id, integer, object, type ShapeOf, sortedList, time } from "../shape.ts";
import type { State, Write } from "../../state/state.ts";
import { refusalToIssue } from "./credential-issue.ts";
import type { ViolationCode } from "./violation.ts";
import { defineRule, type Rule } from "./rule.ts";
import type { ApplyContext } from "../apply-context.ts";

/** Copies of one batch: every node keeps a number for each of their places. */
export const MAX_COPIES = 65_536;
/** Tags of one batch, as many as an entry has room for. */
export const MAX_BATCH_TAGS = 300;

const tagList = sortedList(1, MAX_BATCH_TAGS, hash, (tag) => tag);

const shape = object(
  {
    root: hash,
    type: id,
    first: integer(0, Number.MAX_SAFE_INTEGER),
    count: integer(2, MAX_COPIES),
    expires: time,
  },
  { tags: tagList, renewed: tagList, epoch: integer(1, Number.MAX_SAFE_INTEGER) },
);
type Body = ShapeOf<typeof shape>;

/** Only an earlier batch of the same office gives a tag over: copies that follow spent ones. */
function isOwnBatch(state: State, office: string, type: string, tag: string): boolean {
  const holder = state.tagHolder(type, tag);
  const record = holder === undefined ? undefined : state.credential(holder);
  return record?.batch !== undefined && record.office === office;
}

function checkTags(state: State, office: string, type: TypeRecord, body: Body): ViolationCode | undefined {
  const { tags = [], renewed = [], epoch } = body;
  const isTagged = tags.length + renewed.length > 0;
  if (type.unique === undefined) return isTagged || epoch !== undefined ? "tag.unexpected" : undefined;
  if (!isTagged || epoch === undefined) return "tag.missing";
  if (type.unique.retag !== undefined) return "type.retagging";
  if (epoch !== type.unique.epoch) return "tag.epoch";
  if (tags.some((tag) => state.tagHolder(type.id, tag) !== undefined)) return "tag.held";
  return renewed.every((tag) => isOwnBatch(state, office, type.id, tag)) ? undefined : "tag.unknown";
}

function check(
  state: State,
  office: string,
  type: TypeRecord,
  body: Body,
  at: number,
): ViolationCode | undefined {
  const { first, count } = body;
  if (first + count - 1 > MAX_STATUS_INDEX) return "index.range";
  for (let i = 0; i < count; i++) if (state.atIndex(office, first + i) !== undefined) return "index.used";
  // Owners sign for one certificate; copies that nobody can tell apart have none.
  if (type.consent.mode === "owners") return "consent.missing";
  return checkExpiry(type, body.expires, at) ?? checkTags(state, office, type, body);
}

function batchWrites(office: string, body: Body, context: ApplyContext): readonly Write[] {
  const { root, type, first, count, expires, tags = [], renewed = [], epoch } = body;
  const { entryHash, height, leaf, time: at } = context;
  const record: CredentialRecord = {
    commitment: root,
    office,
    type,
    index: first,
    expires,
    status: 0,
    issued: { time: at, height, leaf, entry: entryHash },
    batch: { count },
    last: entryHash,
  };
  const writes: Write[] = [{ table: "credential", record }];
  if (epoch === undefined) return writes;
  for (const tag of renewed) writes.push({ table: "tag", type, tag, epoch, holder: undefined });
  for (const tag of [...tags, ...renewed]) writes.push({ table: "tag", type, tag, epoch, holder: root });
  return writes;
}

/**
 * Issues single-use copies of many holders' credentials at once: one root over all of them, their places
 * as one range, and the unique tags apart and sorted, so that nothing tells which copies are one
 * holder's.
 */
export const credentialBatch: Rule = defineRule({
  by: "id",
  isCostly: true,
  body: shape,
  after: (state, { root }) =>
    state.credential(root) === undefined ? ok(ZERO_HASH) : refuse("commitment.known"),
  authorize: (state, entry, body, { time: at }) => refusalToIssue(state, entry, body.type, at),
  apply: (state, { by }, body, context): Result<readonly Write[], ViolationCode> => {
    const refusal = check(state, by, state.type(body.type) as TypeRecord, body, context.time);
    return refusal === undefined ? ok(batchWrites(by, body, context)) : refuse(refusal);
  },
});
