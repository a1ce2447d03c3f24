import { ok, refuse } from "../../../result.ts";
import { admitKeys } from "../admit-key.ts";
import { authorityChange } from "../fields.ts";
import type { AuthorityRecord } from "../../state/records.ts";
import { quorumSigned } from "../signers.ts";
import { lastOfAuthority } from "../subjects.ts";
import { defineRule, LARGE_BYTES, type Rule } from "./rule.ts";

/** What it had, when any of its keys changes. */
function withPast(authority: AuthorityRecord, changed: boolean, until: number): AuthorityRecord["past"] {
  if (!changed) return authority.past;
  const { entry, cosign, log, consensus } = authority;
  const extras = { ...(log === undefined ? {} : { log }), ...(consensus === undefined ? {} : { consensus }) };
  return [...authority.past, { entry, cosign, ...extras, until }];
}

export const authorityAmend: Rule = defineRule({
  by: "quorum",
  maxBytes: LARGE_BYTES,
  changesAuthorities: true,
  body: authorityChange,
  after: (state, { id }) => lastOfAuthority(state, id),
  authorize: (state, entry) => quorumSigned(state, entry),
  apply: (state, _entry, change, { entryHash, time }) => {
    const authority = state.authority(change.id) as AuthorityRecord;
    const keys = [change.entry, change.cosign, change.log, change.consensus].filter(
      (key) => key !== undefined,
    );
    const refusal = admitKeys(state, keys);
    if (refusal !== undefined) return refuse(refusal);
    const past = withPast(authority, keys.length > 0, time);
    return ok([{ table: "authority", record: { ...authority, ...change, past, last: entryHash } }]);
  },
});
