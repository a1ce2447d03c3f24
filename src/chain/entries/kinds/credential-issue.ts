import { ok, refuse } from "../../../result.ts";
import { ZERO_HASH } from "../ids.ts";
import { checkIssue, issuableType, issueBody, issueWrites } from "../issuing.ts";
import type { OfficeRecord, TypeRecord } from "../../state/records.ts";
import { officersSigned } from "../signers.ts";
import { defineRule, type Rule } from "./rule.ts";

export const credentialIssue: Rule = defineRule({
  by: "id",
  body: issueBody,
  after: (state, { commitment }) =>
    state.credential(commitment) === undefined ? ok(ZERO_HASH) : refuse("commitment.known"),

  authorize: (state, entry, body, { time }) => {
    const office = state.office(entry.by);
    if (office === undefined) return "office.unknown";
    if (office.withdrawn !== undefined) return "office.withdrawn";
    const type = issuableType(state, office, body.type, time);
    if (!type.ok) return type.code;
    return officersSigned(office, entry, type.value.approvals, time);
  },

  apply: (state, entry, body, context) => {
    const office = state.office(entry.by) as OfficeRecord;
    const type = state.type(body.type) as TypeRecord;
    const refusal = checkIssue(state, office, type, body, context.time);
    return refusal === undefined ? ok(issueWrites(office.id, body, context)) : refuse(refusal);
  },
});
