import { ok, refuse } from "../../../result.ts";
import { admitKeys } from "../admit-key.ts";
import { keysOfAuthority, runsNode, willRunNetwork } from "../authority-keys.ts";
import { liveAuthorities } from "../../state/authority-set.ts";
import { authorityExtras, authorityFields } from "../fields.ts";
import { ZERO_HASH } from "../../ids.ts";
import { object } from "../shape.ts";
import { quorumSigned } from "../signers.ts";
import { defineRule, LARGE_BYTES, type Rule } from "./rule.ts";

/** With the log signature they fill the sixteen lines of a note. */
const MAX_AUTHORITIES = 15;

const shape = object(authorityFields, authorityExtras);

export const authorityAdmit: Rule = defineRule({
  by: "quorum",
  maxBytes: LARGE_BYTES,
  changesAuthorities: true,
  body: shape,
  after: (state, { id }) => (state.authority(id) === undefined ? ok(ZERO_HASH) : refuse("authority.known")),
  authorize: (state, entry) => quorumSigned(state, entry),
  apply: (state, _entry, authority, { entryHash, time }) => {
    if (liveAuthorities(state).length >= MAX_AUTHORITIES) return refuse("authority.too_many");
    if (willRunNetwork(state) && !runsNode(authority)) return refuse("authority.no_node");
    const refusal = admitKeys(state, keysOfAuthority(authority));
    if (refusal !== undefined) return refuse(refusal);
    return ok([{ table: "authority", record: { ...authority, admitted: time, past: [], last: entryHash } }]);
  },
});
