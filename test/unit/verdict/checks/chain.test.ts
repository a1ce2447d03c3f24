import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { nodePrimitives } from "../../../../main/crypto/primitives.ts";
import { STATUS } from "../../../../src/chain/state/records.ts";
import { verify } from "../../../../src/verdict/verify.ts";
import { judge, assertTurnsOn, checkCode } from "../../../support/judge.ts";
import {
  DAY,
  EXPIRES,
  NOW,
  present,
  QUERY_ID,
  REQUEST,
  SEALED,
  viewOf,
  type World,
} from "../../../support/verdict-world.ts";

describe("anchored", () => {
  it("fails when absent, with a bad receipt, or recorded otherwise", () => {
    assertTurnsOn(judge({ anchoring: { state: "absent" } }), "anchored.absent", "not valid");
    const invalid = judge({ anchoring: { state: "invalid", code: "receipt.syntax" } });
    assertTurnsOn(invalid, "anchored.receipt_invalid", "not valid");
    for (const other of [{ office: "bank" }, { type: "other" }, { index: 1 }, { expires: EXPIRES + 1 }]) {
      const verdict = judge({ anchoring: { ...SEALED, ...other } });
      assert.equal(checkCode(verdict, "anchored"), "anchored.mismatch");
      assert.equal(verdict.outcome, "not valid");
    }
  });

  it("cannot tell when this copy does not reach so far", () => {
    assertTurnsOn(judge({ anchoring: { state: "unknown" } }), "anchored.unknown", "cannot tell");
  });

  it("passes the receipt on and notes a replacement without consent", () => {
    let seen: string | undefined;
    const anchoring = { ...SEALED, withoutConsent: "court" } as const;
    const view = { ...viewOf(), anchored: (_: string, receipt?: string) => ((seen = receipt), anchoring) };
    const documents = [{ presentation: present(), query: QUERY_ID, receipt: "a receipt" }];
    const verdict = verify({ documents, request: REQUEST }, view, nodePrimitives, NOW);
    assert.equal(seen, "a receipt");
    assert.deepEqual(verdict.documents[0]?.notes, [
      { code: "note.without_consent", facts: { reason: "court" } },
    ]);
  });
});

describe("status", () => {
  const changed = { height: 30, time: NOW - DAY };

  it("fails when revoked, suspended or replaced, with date, reason and successor", () => {
    const revoked = judge({ status: { state: "known", status: STATUS.invalid, reason: "lost", changed } });
    assertTurnsOn(revoked, "status.revoked", "not valid");
    assert.deepEqual(revoked.checks.find(({ name }) => name === "status")?.facts, {
      ...changed,
      reason: "lost",
    });
    const suspended = judge({ status: { state: "known", status: STATUS.suspended } });
    assertTurnsOn(suspended, "status.suspended", "not valid");
    const successor = "s".repeat(43);
    const replaced = judge({ status: { state: "known", status: STATUS.replaced, successor } });
    assertTurnsOn(replaced, "status.replaced", "not valid");
    assert.equal(replaced.documents[0]?.successor, successor);
  });

  it("cannot tell without the office's list", () => {
    assertTurnsOn(judge({ status: { state: "unknown" } }), "status.unknown", "cannot tell");
  });
});

describe("data_fresh", () => {
  const aged = (seconds: number): World => ({ age: { height: 40, time: NOW - seconds } });

  it("cannot tell once the data is older than the type allows, sooner on a network", () => {
    assert.equal(judge(aged(7 * DAY)).outcome, "valid");
    assertTurnsOn(judge(aged(7 * DAY + 1)), "data_fresh.stale", "cannot tell");
    assert.equal(judge(aged(3600), { online: true }).outcome, "valid");
    assertTurnsOn(judge(aged(3601), { online: true }), "data_fresh.stale", "cannot tell");
  });

  it("cannot tell before the first sync, or with a clock behind the data", () => {
    assertTurnsOn(judge({ age: undefined }), "data_fresh.none", "cannot tell");
    assertTurnsOn(judge(aged(-301)), "data_fresh.clock", "cannot tell");
    assert.equal(judge(aged(-300)).outcome, "valid");
  });

  it("goes by the status list where that is older than the rest", () => {
    const asOf = { height: 2, time: NOW - 8 * DAY };
    const verdict = judge({ status: { state: "known", status: STATUS.valid, asOf } });
    assertTurnsOn(verdict, "data_fresh.stale", "cannot tell");
    const age = { ...asOf, seconds: 8 * DAY };
    assert.deepEqual(verdict.checks.find(({ name }) => name === "status")?.age, age);
    assert.deepEqual(verdict.checks.find(({ name }) => name === "data_fresh")?.age, age);
  });
});
