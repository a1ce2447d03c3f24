import assert from "node:assert/strict";
import { test } from "node:test";
import { comparePerson } from "../../../main/wallet/counter/past.ts";
import type { CheckRow } from "../../../main/wallet/rows.ts";
import type { Session } from "../../../main/wallet/session.ts";
import { viewOf } from "../../support/verdict-world.ts";

/** A counter with one check, of which all passed but that somebody still has to look at the person. */
function counterWith(alarm?: string): Session {
  const rows = new Map<string, CheckRow>([
    [
      "check",
      {
        at: 1,
        outcome: "cannot tell",
        checks: [
          { name: "issuer_signature", code: "issuer_signature.by_anchor" },
          { name: "person_compared", code: "person_compared.waiting" },
        ],
      },
    ],
  ]);
  const checks = { get: (id: string) => rows.get(id), put: (id: string, row: CheckRow) => rows.set(id, row) };
  return {
    store: { checks },
    vault: { transaction: (work: () => unknown) => work() },
    activity: { append: () => undefined },
    registry: { view: viewOf(alarm === undefined ? {} : { alarm }) },
  } as unknown as Session;
}

test("who is found to be the one in the portrait makes a check valid, but none that an alarm keeps open", () => {
  assert.equal(comparePerson(counterWith(), "check", "same").outcome, "valid");
  assert.equal(comparePerson(counterWith("follow.fork"), "check", "same").outcome, "cannot tell");
  assert.equal(comparePerson(counterWith("follow.fork"), "check", "different").outcome, "not valid");
});
