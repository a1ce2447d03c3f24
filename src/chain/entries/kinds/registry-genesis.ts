import { toBase64Url } from "../../../bytes/base64.ts";
import { ok, refuse } from "../../../result.ts";
import { admitKeys } from "../admit-key.ts";
import { keysOfAuthority, runsNode } from "../authority-keys.ts";
import { authorityExtras, authorityFields, engine, quorum } from "../fields.ts";
import { ZERO_HASH } from "../../ids.ts";
import { langMap } from "../lang-map.ts";
import { ed25519Key, matching, object, oneOf, sortedList } from "../shape.ts";
import type { Write } from "../../state/state.ts";
import { defineRule, LARGE_BYTES, type Rule } from "./rule.ts";

// A host, perhaps a port and a path: no scheme, space or plus (C2SP tlog-checkpoint, signed-note).
const ORIGIN = /^(?=.{1,128}$)[a-z0-9][a-z0-9.-]*(?::[0-9]{1,5})?(?:\/[A-Za-z0-9._~-]+)*$/;

const shape = object(
  {
    name: langMap,
    origin: matching(ORIGIN),
    authorities: sortedList(1, 15, object(authorityFields, authorityExtras), ({ id }) => id),
    quorum,
    rules: oneOf(1),
    engine,
  },
  { log: ed25519Key },
);

/** Founds the registry: leaf 0, signed by the entry key of every authority it names. */
export const registryGenesis: Rule = defineRule({
  by: "founders",
  maxBytes: LARGE_BYTES,
  body: shape,
  after: (state) => (state.registry() === undefined ? ok(ZERO_HASH) : refuse("registry.exists")),

  authorize: (_state, entry, { authorities }) => {
    const founders = new Set(authorities.map((authority) => authority.entry));
    if (!entry.sigs.every(({ key }) => founders.has(key))) return "sig.unknown";
    return entry.sigs.length < founders.size ? "sig.too_few" : undefined;
  },

  apply: (state, _entry, { name, origin, log, authorities, quorum: asked, rules, engine: runs }, context) => {
    const { entryHash, height, leaf, registryId, time } = context;
    if (leaf !== 0 || height !== 0) return refuse("registry.exists");
    if (toBase64Url(registryId) !== entryHash) return refuse("registry.id");
    if (asked > authorities.length) return refuse("quorum.range");
    // In a network each authority signs as the log by a key of its own.
    if (runs === "solo" && log === undefined) return refuse("registry.no_log");
    if (runs === "cometbft" && !authorities.every(runsNode)) return refuse("authority.no_node");
    const keys = authorities.flatMap(keysOfAuthority);
    const logs = log === undefined ? [] : [log];
    const refusal = admitKeys(state, [...logs, ...keys]);
    if (refusal !== undefined) return refuse(refusal);
    const writes: Write[] = [
      {
        table: "registry",
        record: { name, origin, log: logs, quorum: asked, rules, engine: runs, last: entryHash },
      },
    ];
    for (const authority of authorities) {
      writes.push({
        table: "authority",
        record: { ...authority, admitted: time, past: [], last: entryHash },
      });
    }
    return ok(writes);
  },
});
