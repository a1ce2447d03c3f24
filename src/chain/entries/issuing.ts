import { ok, refuse, type Result } from "../../result.ts";
import { hash, id, integer, object, type ShapeOf, sortedList, time } from "./shape.ts";
import type { ApplyContext } from "./apply-context.ts";
import type { CredentialRecord, OfficeRecord, TypeRecord } from "../state/records.ts";
import { countsAt } from "../state/span.ts";
import type { State, Write } from "../state/state.ts";
import type { ViolationCode } from "./kinds/violation.ts";

/**
 * Places in an office's status list: at most 1,024 chunks of 4,096 bytes, since every node keeps all
 * chunks up to the highest place used.
 */
export const MAX_STATUS_INDEX = 2 ** 24 - 1;

const epoch = integer(1, Number.MAX_SAFE_INTEGER);

/** What an office says of a credential when it issues it, alone or in place of another. */
export const issueBody = object(
  {
    commitment: hash,
    type: id,
    index: integer(0, Number.MAX_SAFE_INTEGER),
    expires: time,
  },
  {
    tag: hash,
    epoch,
    consent: object({ need: integer(1, 16), keys: sortedList(1, 16, hash, (key) => key) }),
  },
);
export type IssueBody = ShapeOf<typeof issueBody>;

/** The type, if the office may issue it at that time. */
export function issuableType(
  state: State,
  office: OfficeRecord,
  typeId: string,
  at: number,
): Result<TypeRecord, ViolationCode> {
  const type = state.type(typeId);
  if (type === undefined) return refuse("type.unknown");
  if (type.retired !== undefined) return refuse("type.retired");
  const accredited = office.issues.some((right) => right.type === typeId && countsAt(right, at));
  return accredited ? ok(type) : refuse("office.not_accredited");
}

/** What must be looked up of a credential before it is issued. */
export type TakenAlready = Pick<State, "credential" | "atIndex" | "tagHolder">;

function checkTag(
  state: TakenAlready,
  type: TypeRecord,
  body: IssueBody,
  replaced?: string,
): ViolationCode | undefined {
  const { tag, epoch: at } = body;
  if (type.unique === undefined) {
    return tag === undefined && at === undefined ? undefined : "tag.unexpected";
  }
  if (tag === undefined || at === undefined) return "tag.missing";
  if (type.unique.retag !== undefined) return "type.retagging";
  if (at !== type.unique.epoch) return "tag.epoch";
  const holder = state.tagHolder(type.id, tag);
  return holder === undefined || holder === replaced ? undefined : "tag.held";
}

function checkConsent(type: TypeRecord, { consent }: IssueBody): ViolationCode | undefined {
  if (type.consent.mode === "none") return consent === undefined ? undefined : "consent.unexpected";
  if (consent === undefined) return "consent.missing";
  return consent.need <= consent.keys.length ? undefined : "consent.need";
}

export function checkExpiry(type: TypeRecord, expires: number, at: number): ViolationCode | undefined {
  if (expires <= at) return "expires.past";
  return expires > at + type.validity ? "expires.too_late" : undefined;
}

/** `replaced` is the commitment whose tag is given back in the same step. */
export function checkIssue(
  state: TakenAlready,
  office: Pick<OfficeRecord, "id">,
  type: TypeRecord,
  body: IssueBody,
  at: number,
  replaced?: string,
): ViolationCode | undefined {
  if (state.credential(body.commitment) !== undefined) return "commitment.known";
  if (body.index > MAX_STATUS_INDEX) return "index.range";
  if (state.atIndex(office.id, body.index) !== undefined) return "index.used";
  return (
    checkExpiry(type, body.expires, at) ?? checkTag(state, type, body, replaced) ?? checkConsent(type, body)
  );
}

/** The rows of a credential just issued. */
export function issueWrites(
  office: string,
  body: IssueBody,
  { entryHash, height, leaf, time: at }: ApplyContext,
  more?: Pick<CredentialRecord, "predecessor" | "withoutConsent">,
): readonly Write[] {
  const record: CredentialRecord = {
    ...body,
    ...more,
    office,
    status: 0,
    issued: { time: at, height, leaf, entry: entryHash },
    last: entryHash,
  };
  const { commitment, epoch: of, tag, type } = body;
  if (tag === undefined || of === undefined) return [{ table: "credential", record }];
  return [
    { table: "credential", record },
    { table: "tag", type, tag, epoch: of, holder: commitment },
  ];
}

/** Gives the tag of a credential back when its life ends. */
export function freeTag({ epoch: of, tag, type }: CredentialRecord): readonly Write[] {
  return tag === undefined || of === undefined
    ? []
    : [{ table: "tag", type, tag, epoch: of, holder: undefined }];
}
