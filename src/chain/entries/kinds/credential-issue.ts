import { ok, refuse } from "../../../result.ts";
import type { EntryMembers } from "../entry-members.ts";
import { ZERO_HASH } from "../../ids.ts";
import { checkIssue, issuableType, issueBody, issueWrites } from "../issuing.ts";
import type { OfficeRecord, TypeRecord } from "../../state/records.ts";
import { officersSigned } from "../signers.ts";
import { defineRule, type Rule } from "./rule.ts";
import type { State } from "../../state/state.ts";
import type { ViolationCode } from "./violation.ts";

/** Why the office may not issue the type at that time, or not with these signers. */
export function refusalToIssue(
  state: State,
  entry: Pick<EntryMembers, "by" | "sigs">,
  typeId: string,
  time: number,
): ViolationCode | undefined {
  const office = state.office(entry.by);
  if (office === undefined) return "office.unknown";
  if (office.withdrawn !== undefined) return "office.withdrawn";
  const type = issuableType(state, office, typeId, time);
  if (!type.ok) return type.code;
  return officersSigned(office, entry, type.value.approvals, time);
}

export const credentialIssue: Rule = defineRule({
  by: "id",
  body: issueBody,
  after: (state, { commitment }) =>
    state.credential(commitment) === undefined ? ok(ZERO_HASH) : refuse("commitment.known"),

  authorize: (state, entry, body, { time }) => refusalToIssue(state, entry, body.type, time),

  apply: (state, entry, body, context) => {
    const office = state.office(entry.by) as OfficeRecord;
    const type = state.type(body.type) as TypeRecord;
    const refusal = checkIssue(state, office, type, body, context.time);
    return refusal === undefined ? ok(issueWrites(office.id, body, context)) : refuse(refusal);
  },
});
