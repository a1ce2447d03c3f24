import { ok } from "../../../result.ts";
import { leavingReason } from "../reasons.ts";
import type { OfficeRecord } from "../../state/records.ts";
import { id, object } from "../shape.ts";
import { authoritySigned } from "../signers.ts";
import { lastOfOffice } from "../subjects.ts";
import { defineRule, type Rule } from "./rule.ts";

const shape = object({ id, reason: leavingReason });

/** For good: the record stays, the id is never given again. */
export const officeWithdraw: Rule = defineRule({
  by: "id",
  body: shape,
  after: (state, body) => lastOfOffice(state, body.id),
  authorize: (state, entry) => authoritySigned(state, entry),
  apply: (state, _entry, body, { entryHash, time }) => {
    const office = state.office(body.id) as OfficeRecord;
    const record = { ...office, withdrawn: time, reason: body.reason, last: entryHash };
    return ok([{ table: "office", record }]);
  },
});
