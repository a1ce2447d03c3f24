import { ok, refuse, type Result } from "../../../result.ts";
import type { JsonValue } from "../../../json/value.ts";
import { BodyError } from "../error.ts";
import { issuerSigned } from "../own-credential.ts";
import { reinstatingReason, renewingReason, revokingReason, suspendingReason } from "../reasons.ts";
import { type CopyRecord, type CredentialRecord, type Status, STATUS } from "../../state/records.ts";
import { ascending, hash, integer, object, oneOf, type Shape, type ShapeOf } from "../shape.ts";
import type { State, Write } from "../../state/state.ts";
import type { ViolationCode } from "./violation.ts";
import { defineRule, type Rule } from "./rule.ts";
import type { ApplyContext } from "../apply-context.ts";

/** Copies named in one entry; more are changed by several. */
export const MAX_CHANGED_COPIES = 1024;

const REASONS = {
  suspend: suspendingReason,
  reinstate: reinstatingReason,
  revoke: revokingReason,
  replace: renewingReason,
} as const satisfies { readonly [act: string]: Shape<string> };
type Act = keyof typeof REASONS;

const AFTER: { readonly [act in Act]: Status } = {
  suspend: STATUS.suspended,
  reinstate: STATUS.valid,
  revoke: STATUS.invalid,
  replace: STATUS.replaced,
};

const anyReason: Shape<string> = (value: JsonValue) => {
  if (typeof value !== "string") throw new BodyError("body.choice");
  return value;
};
const members = object(
  {
    batch: hash,
    places: ascending(1, MAX_CHANGED_COPIES, integer(0, Number.MAX_SAFE_INTEGER)),
    act: oneOf("suspend", "reinstate", "revoke", "replace"),
    reason: anyReason,
  },
  { tag: hash },
);
type Body = ShapeOf<typeof members>;

/** A reason that fits the act; a tag is given back by `revoke` alone. Throws BodyError. */
function copiesBody(value: JsonValue): Body {
  const body = members(value);
  REASONS[body.act](body.reason);
  if (body.tag !== undefined && body.act !== "revoke") throw new BodyError("body.member");
  return body;
}

interface Moved {
  readonly last: string;
  readonly status: Status;
}

/** What the copies named have in common: copies of a batch that have been changed by the same entries. */
function movedTogether(state: State, { batch, places }: Body): Result<Moved, ViolationCode> {
  const of = state.credential(batch);
  if (of?.batch === undefined) return refuse("credential.unknown");
  const end = of.index + of.batch.count;
  let common: Moved | undefined;
  for (const place of places) {
    if (place < of.index || place >= end) return refuse("batch.places");
    const { last, status } = state.copy(of.office, place) ?? of;
    common ??= { last, status };
    if (last !== common.last) return refuse("batch.mixed");
  }
  return ok(common as Moved);
}

function checkStep(act: Act, { status }: Moved): ViolationCode | undefined {
  if (status === STATUS.invalid || status === STATUS.replaced) return "credential.final";
  if (act === "suspend" && status !== STATUS.valid) return "status.transition";
  return act === "reinstate" && status !== STATUS.suspended ? "status.transition" : undefined;
}

function change(
  state: State,
  body: Body,
  { entryHash, height, time }: ApplyContext,
): Result<readonly Write[], ViolationCode> {
  const moved = movedTogether(state, body);
  if (!moved.ok) return moved;
  const refusal = checkStep(body.act, moved.value);
  if (refusal !== undefined) return refuse(refusal);
  const { batch, places, act, reason, tag } = body;
  const { office, type } = state.credential(batch) as CredentialRecord;
  const writes: Write[] = places.map((index) => {
    const changed = { time, height, reason };
    const record: CopyRecord = { office, index, status: AFTER[act], changed, last: entryHash };
    return { table: "copy", record };
  });
  if (tag === undefined) return ok(writes);
  const epoch = state.tagEpoch(type, tag);
  if (epoch === undefined || state.tagHolder(type, tag) !== batch) return refuse("tag.unknown");
  return ok([...writes, { table: "tag", type, tag, epoch, holder: undefined }]);
}

/**
 * Suspends, reinstates, revokes or replaces copies of a batch, as a rule all of one holder's, who is
 * thereby shown to have had them. Which tag was that holder's only the office knows; it says so where
 * it gives the tag back.
 */
export const credentialCopies: Rule = defineRule({
  by: "id",
  body: copiesBody,
  after: (state, body) => {
    const moved = movedTogether(state, body);
    return moved.ok ? ok(moved.value.last) : moved;
  },
  authorize: (state, entry, { batch }, { time }) => issuerSigned(state, entry, batch, 1, time),
  apply: (state, _entry, body, context) => change(state, body, context),
});
