import { ok, refuse } from "../../../result.ts";
import { admitKeys } from "../admit-key.ts";
import { runsNode } from "../authority-keys.ts";
import { liveAuthorities } from "../../state/authority-set.ts";
import { engine, quorum, rulesVersion } from "../fields.ts";
import type { PendingAmendment, RegistryRecord } from "../../state/records.ts";
import { amendment, ed25519Key, integer } from "../shape.ts";
import { quorumSigned } from "../signers.ts";
import { defineRule, type Rule } from "./rule.ts";

const shape = amendment(
  { from: integer(1, Number.MAX_SAFE_INTEGER) },
  { quorum, rules: rulesVersion, engine, log: ed25519Key },
);

/** By height, and those of one height in the order they came. */
function insert(pending: readonly PendingAmendment[], added: PendingAmendment): readonly PendingAmendment[] {
  const before = pending.filter(({ from }) => from <= added.from);
  return [...before, added, ...pending.filter(({ from }) => from > added.from)];
}

/** Changes quorum, rules version, engine or log key from a height on. */
export const registryAmend: Rule = defineRule({
  by: "quorum",
  body: shape,
  after: (state) => {
    const registry = state.registry();
    return registry === undefined ? refuse("registry.missing") : ok(registry.last);
  },
  authorize: (state, entry) => quorumSigned(state, entry),
  apply: (state, _entry, change, { entryHash, height, leaf }) => {
    if (change.from <= height) return refuse("registry.from");
    const registry = state.registry() as RegistryRecord;
    if (change.quorum !== undefined && change.quorum > liveAuthorities(state).length) {
      return refuse("quorum.range");
    }
    if (change.engine === "cometbft" && !liveAuthorities(state).every(runsNode)) {
      return refuse("authority.no_node");
    }
    const refusal = change.log === undefined ? undefined : admitKeys(state, [change.log]);
    if (refusal !== undefined) return refuse(refusal);
    const pending = insert(registry.pending ?? [], { ...change, leaf });
    return ok([{ table: "registry", record: { ...registry, pending, last: entryHash } }]);
  },
});
