import { ok, refuse } from "../../../result.ts";
import { admitKeys } from "../admit-key.ts";
import { askRights, issueRights, officeKeys, span } from "../fields.ts";
import { ZERO_HASH } from "../../ids.ts";
import { langMap } from "../lang-map.ts";
import { addSpans } from "../rights.ts";
import { id, object } from "../shape.ts";
import { authoritySigned } from "../signers.ts";
import { defineRule, type Rule } from "./rule.ts";

const shape = object(
  { id, name: langMap, keys: officeKeys, issues: issueRights, asks: askRights },
  { deposits: span },
);

/** Lets an office in. A right may name a type that is yet to be defined. */
export const officeAccredit: Rule = defineRule({
  by: "id",
  isCostly: true,
  body: shape,
  after: (state, body) => (state.office(body.id) === undefined ? ok(ZERO_HASH) : refuse("office.known")),
  authorize: (state, entry) => authoritySigned(state, entry),
  apply: (state, { by }, body, { entryHash, time }) => {
    const refusal = admitKeys(
      state,
      body.keys.map(({ key }) => key),
    );
    if (refusal !== undefined) return refuse(refusal);
    const issues = addSpans([], body.issues, ({ type }) => type);
    if (!issues.ok) return issues;
    const asks = addSpans([], body.asks, ({ purpose }) => purpose);
    if (!asks.ok) return asks;
    const deposits = body.deposits === undefined ? [] : [body.deposits];
    const record = { ...body, deposits, by, accredited: time, last: entryHash };
    return ok([{ table: "office", record }]);
  },
});
