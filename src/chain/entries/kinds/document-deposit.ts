import { ok, refuse } from "../../../result.ts";
import { ZERO_HASH } from "../../ids.ts";
import { hash, object } from "../shape.ts";
import { officersSigned } from "../signers.ts";
import { countsAt } from "../../state/span.ts";
import { defineRule, type Rule } from "./rule.ts";

const shape = object({ digest: hash });

/** Gives a document the date of its block. The digest says nothing of the file, author or salt. */
export const documentDeposit: Rule = defineRule({
  by: "id",
  body: shape,
  after: (state, { digest }) =>
    state.deposit(digest) === undefined ? ok(ZERO_HASH) : refuse("deposit.known"),

  authorize: (state, entry, _body, { time }) => {
    const office = state.office(entry.by);
    if (office === undefined) return "office.unknown";
    if (office.withdrawn !== undefined) return "office.withdrawn";
    if (!office.deposits.some((span) => countsAt(span, time))) return "office.not_accredited";
    return officersSigned(office, entry, 1, time);
  },

  apply: (_state, { by: office }, { digest }, { leaf, time }) =>
    ok([{ table: "deposit", record: { digest, office, time, leaf } }]),
});
