import { ok } from "../../../result.ts";
import { retiringReason } from "../reasons.ts";
import type { TypeRecord } from "../../state/records.ts";
import { id, object } from "../shape.ts";
import { authoritySigned } from "../signers.ts";
import { lastOfType } from "../subjects.ts";
import { defineRule, type Rule } from "./rule.ts";

const shape = object({ id, reason: retiringReason });

/** No credential of the type is issued any more; those there are stay what they are. */
export const typeRetire: Rule = defineRule({
  by: "id",
  body: shape,
  after: (state, body) => lastOfType(state, body.id),
  authorize: (state, entry) => authoritySigned(state, entry),
  apply: (state, _entry, body, { entryHash, time }) => {
    const type = state.type(body.id) as TypeRecord;
    return ok([{ table: "type", record: { ...type, retired: time, reason: body.reason, last: entryHash } }]);
  },
});
