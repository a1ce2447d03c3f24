import { ok, refuse, type Result } from "../../../result.ts";
import { verifyConsents } from "../consent.ts";
import type { EntryMembers } from "../entry-members.ts";
import { BodyError } from "../error.ts";
import { checkIssue, issuableType, issueBody, issueWrites } from "../issuing.ts";
import { isFinal, issuerSigned, statusWrites } from "../own-credential.ts";
import { isOrdered, replacingReason } from "../reasons.ts";
import { type CredentialRecord, type OfficeRecord, STATUS, type TypeRecord } from "../../state/records.ts";
import { ed25519Key, hash, id, object, type ShapeOf, signature, sortedList } from "../shape.ts";
import type { State, Write } from "../../state/state.ts";
import { lastOfCredential } from "../subjects.ts";
import type { ViolationCode } from "./violation.ts";
import { defineRule, type Rule } from "./rule.ts";
import type { ApplyContext } from "../apply-context.ts";

const members = object(
  { old: hash, new: issueBody, reason: replacingReason },
  {
    consents: sortedList(0, 16, object({ key: ed25519Key, sig: signature }), ({ key }) => key),
    parties: sortedList(
      1,
      8,
      object({ office: id, key: ed25519Key, sig: signature }),
      ({ office }) => office,
    ),
    order: hash,
  },
);
type Body = ShapeOf<typeof members>;

/** Either by consent or by an order, never both or neither. Throws BodyError. */
export function replaceBody(value: Parameters<typeof members>[0]): Body {
  const body = members(value);
  if ((body.order === undefined) === (body.consents === undefined)) throw new BodyError("body.member");
  if (body.order !== undefined && body.parties !== undefined) throw new BodyError("body.member");
  return body;
}

function authorize(state: State, entry: EntryMembers, body: Body, time: number): ViolationCode | undefined {
  const office = state.office(entry.by);
  if (office === undefined) return "office.unknown";
  if (office.withdrawn !== undefined) return "office.withdrawn";
  const old = state.credential(body.old);
  if (old?.office !== office.id) return "credential.not_yours";
  const type = issuableType(state, office, body.new.type, time);
  if (!type.ok) return type.code;
  const need = body.order === undefined ? type.value.approvals : 2;
  return issuerSigned(state, entry, body.old, need, time);
}

function checkConsent(
  state: State,
  entry: EntryMembers,
  body: Body,
  context: ApplyContext,
): ViolationCode | undefined {
  if (body.consents === undefined) return undefined;
  const { commitment, expires, type: typeId } = body.new;
  const terms = { expires, new: commitment, office: entry.by, old: body.old, type: typeId };
  const old = state.credential(body.old) as CredentialRecord;
  const type = state.type(typeId) as TypeRecord;
  const { consents, parties = [] } = body;
  return verifyConsents(state, { old, type, terms, consents, parties }, context);
}

/**
 * Ends one credential and issues the next of its type in one step: with the consent of its owners
 * and of the third parties the type names, or by an order and two officers, which marks the new one.
 */
function replace(
  state: State,
  entry: EntryMembers,
  body: Body,
  context: ApplyContext,
): Result<readonly Write[], ViolationCode> {
  const old = state.credential(body.old) as CredentialRecord;
  const office = state.office(entry.by) as OfficeRecord;
  const type = state.type(body.new.type) as TypeRecord;
  if (isFinal(old)) return refuse("credential.final");
  if (old.type !== type.id) return refuse("replace.type");
  const ordered = body.order !== undefined;
  if (ordered !== isOrdered(body.reason)) return refuse("replace.reason");
  const refusal =
    checkIssue(state, office, type, body.new, context.time, old.commitment) ??
    checkConsent(state, entry, body, context);
  if (refusal !== undefined) return refuse(refusal);
  const more = { predecessor: old.commitment, ...(ordered ? { withoutConsent: body.reason } : {}) };
  return ok([
    ...statusWrites(old, STATUS.replaced, body.reason, context, body.new.commitment),
    ...issueWrites(office.id, body.new, context, more),
  ]);
}

export const credentialReplace: Rule = defineRule({
  by: "id",
  body: replaceBody,
  after: (state, { old }) => lastOfCredential(state, old),
  authorize: (state, entry, body, { time }) => authorize(state, entry, body, time),
  apply: replace,
});
