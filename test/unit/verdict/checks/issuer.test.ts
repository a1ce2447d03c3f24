import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { CheckCode } from "../../../../src/verdict/codes.ts";
import { judge, assertTurnsOn, checkCode, withOffice, KEY } from "../../../support/judge.ts";
import {
  issue,
  ISSUER,
  NOW,
  OFFICE,
  present,
  registryKey,
  SEALED,
  signerOf,
  TYPE,
  type World,
} from "../../../support/verdict-world.ts";

describe("issuer_signature", () => {
  it("fails when the office does not exist, has no such key, or did not sign", () => {
    assert.equal(checkCode(judge({ offices: [] }), "issuer_signature"), "issuer_signature.office_absent");
    assert.equal(judge({ offices: [] }).outcome, "not valid");
    const other = { ...KEY, key: registryKey(signerOf(9)) };
    assertTurnsOn(judge(withOffice({ keys: [other] })), "issuer_signature.key_absent", "not valid");
    const forged = issue({ signer: { publicKey: ISSUER.publicKey, sign: signerOf(9).sign } });
    const verdict = judge({}, { presentation: present({ credential: forged }) });
    assertTurnsOn(verdict, "issuer_signature.bad", "not valid");
    assert.equal(verdict.documents[0]?.claims, undefined);
  });

  it("takes no officer's or request key for it", () => {
    const request = { ...KEY, use: "request" } as const;
    assertTurnsOn(judge(withOffice({ keys: [request] })), "issuer_signature.key_absent", "not valid");
  });

  it("cannot tell without the office's record, or for another registry", () => {
    const unknown = judge({ offices: [{ id: OFFICE.id, answer: "unknown" }] });
    assertTurnsOn(unknown, "issuer_signature.office_unknown", "cannot tell");
    const credential = issue({ registryId: "B".repeat(42) + "A" });
    const foreign = judge({}, { presentation: present({ credential }) });
    assertTurnsOn(foreign, "issuer_signature.foreign_issuer", "cannot tell");
  });
});

describe("office_accredited", () => {
  const at = SEALED.time;
  const cases: readonly [CheckCode, World][] = [
    ["office_accredited.office_withdrawn", withOffice({ withdrawn: at - 1 })],
    ["office_accredited.office_not_yet", withOffice({ accredited: at + 1 })],
    ["office_accredited.key_not_active", withOffice({ keys: [{ ...KEY, to: at - 1 }] })],
    ["office_accredited.key_not_active", withOffice({ keys: [{ ...KEY, from: at + 1 }] })],
    ["office_accredited.key_distrusted", withOffice({ keys: [{ ...KEY, distrusted: at }] })],
    ["office_accredited.type_absent", { types: [] }],
    ["office_accredited.type_not_allowed", withOffice({ issues: [] })],
    ["office_accredited.type_not_allowed", withOffice({ issues: [{ type: TYPE.id, from: 0, to: at - 1 }] })],
    ["office_accredited.type_not_allowed", withOffice({ issues: [{ type: "other", from: 0, to: NOW }] })],
  ];
  for (const [code, world] of cases) {
    it(`fails: ${code}`, () => assertTurnsOn(judge(world), code, "not valid"));
  }

  it("is judged at the time of the issuing block, not today", () => {
    const since = { withdrawn: at + 1, keys: [{ ...KEY, to: at, distrusted: at + 1 }] };
    const verdict = judge(withOffice({ ...since, issues: [{ type: TYPE.id, from: at, to: at }] }));
    assert.equal(verdict.outcome, "valid");
    assert.deepEqual(
      verdict.documents[0]?.notes.map(({ code }) => code),
      ["note.office_withdrawn_since"],
    );
  });

  it("notes a later withdrawal only where it was accredited at all", () => {
    const verdict = judge(withOffice({ withdrawn: at - 1 }));
    assert.deepEqual(verdict.documents[0]?.notes, []);
  });

  it("counts a key that was given again after a gap", () => {
    const keys = [
      { ...KEY, to: at - 10 },
      { ...KEY, from: at - 1 },
    ];
    assert.equal(judge(withOffice({ keys })).outcome, "valid");
  });

  it("cannot tell without the type's record or the time of issue", () => {
    const noType = judge({ types: [], otherTypes: "unknown" });
    assertTurnsOn(noType, "office_accredited.type_unknown", "cannot tell");
    assert.equal(checkCode(noType, "data_fresh"), "data_fresh.type_unknown");
    const noTime = judge({ anchoring: { state: "unknown" } });
    assertTurnsOn(noTime, "office_accredited.time_unknown", "cannot tell");
  });
});
