import { ok, refuse } from "../../../result.ts";
import { liveAuthorities } from "../../state/authority-set.ts";
import { leavingReason } from "../reasons.ts";
import type { AuthorityRecord } from "../../state/records.ts";
import { id, object } from "../shape.ts";
import { quorumSigned } from "../signers.ts";
import type { State } from "../../state/state.ts";
import { lastOfAuthority } from "../subjects.ts";
import { defineRule, LARGE_BYTES, type Rule } from "./rule.ts";

/** The most signers the registry asks for, now or by an amendment already decided. */
function highestQuorum(state: State): number {
  const registry = state.registry();
  const coming = (registry?.pending ?? []).map((amendment) => amendment.quorum ?? 0);
  return Math.max(registry?.quorum ?? 0, ...coming);
}

const shape = object({ id, reason: leavingReason });

export const authorityRetire: Rule = defineRule({
  by: "quorum",
  maxBytes: LARGE_BYTES,
  changesAuthorities: true,
  body: shape,
  after: (state, body) => lastOfAuthority(state, body.id),
  authorize: (state, entry) => quorumSigned(state, entry),
  apply: (state, _entry, body, { entryHash, time }) => {
    const left = liveAuthorities(state).length - 1;
    if (left === 0) return refuse("authority.last");
    if (highestQuorum(state) > left) return refuse("quorum.unreachable");
    const authority = state.authority(body.id) as AuthorityRecord;
    const record = { ...authority, retired: time, reason: body.reason, last: entryHash };
    return ok([{ table: "authority", record }]);
  },
});
