import assert from "node:assert/strict";
import { nodePrimitives } from "../../main/crypto/primitives.ts";
import type { OfficeRecord } from "../../src/chain/state/records.ts";
import type { CheckCode, CheckName } from "../../src/verdict/codes.ts";
import type { Verdict } from "../../src/verdict/verdict.ts";
import { verify, type VerifyInput } from "../../src/verdict/verify.ts";
import { NOW, OFFICE, present, QUERY_ID, REQUEST, viewOf, type World } from "./verdict-world.ts";

/** Judges a presentation in a world where all is in order but for what a test changes. */

interface Asked extends Partial<VerifyInput> {
  readonly presentation?: string;
  readonly now?: number;
}

export function judge(world: World = {}, asked: Asked = {}): Verdict {
  const { presentation = present(), now = NOW, ...input } = asked;
  const documents = [{ presentation, query: QUERY_ID }];
  return verify({ documents, request: REQUEST, ...input }, viewOf(world), nodePrimitives, now);
}

export function checkCode(verdict: Verdict, name: CheckName): CheckCode | undefined {
  return verdict.checks.find((check) => check.name === name)?.code;
}

/** One check has this code, the outcome follows, and no other check failed on the way. */
export function assertTurnsOn(verdict: Verdict, code: CheckCode, outcome: Verdict["outcome"]): void {
  const name = code.split(".")[0] as CheckName;
  assert.equal(checkCode(verdict, name), code);
  assert.equal(verdict.outcome, outcome);
  const failed = verdict.checks.filter((check) => check.result === "failed" && check.name !== name);
  assert.deepEqual(failed, []);
}

export function withOffice(change: Partial<OfficeRecord>): World {
  return { offices: [{ ...OFFICE, ...change }] };
}

/** The office's one credential key. */
export const KEY = OFFICE.keys[0] as OfficeRecord["keys"][number];
