import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { STATUS } from "../../../src/chain/state/records.ts";
import { buildQuery } from "../../../src/presentation/ask.ts";
import { CHECK_NAMES } from "../../../src/verdict/codes.ts";
import { judge, assertTurnsOn } from "../../support/judge.ts";
import {
  AGE,
  CREDENTIAL,
  commitmentTo,
  EXPIRES,
  issue,
  OFFICE,
  present,
  REQUEST,
  SEALED,
  signerOf,
  TYPE,
  VCT,
} from "../../support/verdict-world.ts";

describe("a verdict in order", () => {
  const verdict = judge();

  it("is valid, every check passed", () => {
    assert.equal(verdict.outcome, "valid");
    assert.deepEqual(
      verdict.checks.map(({ name, result }) => [name, result]),
      CHECK_NAMES.filter((name) => name !== "person_compared").map((name) => [name, "passed"]),
    );
  });

  it("says what was shown, by whom it was issued and when", () => {
    const [document] = verdict.documents;
    assert.deepEqual(document?.claims, { age_over_18: true });
    assert.equal(document?.commitment, commitmentTo(CREDENTIAL));
    assert.deepEqual(document?.office, { id: OFFICE.id, name: OFFICE.name });
    assert.deepEqual(document?.issued, { height: SEALED.height, time: SEALED.time, entry: SEALED.entry });
    assert.equal(document?.presentedBy, "holder");
    assert.equal(document?.expires, EXPIRES);
    assert.deepEqual(document?.notes, []);
  });

  it("carries the age of the data behind it", () => {
    const age = { height: AGE.height, time: AGE.time, seconds: 600 };
    assert.deepEqual(verdict.age, age);
    for (const name of ["issuer_signature", "office_accredited", "anchored", "status", "data_fresh"]) {
      assert.deepEqual(verdict.checks.find((check) => check.name === name)?.age, age, name);
    }
    assert.equal(verdict.checks.find(({ name }) => name === "holder_bound")?.age, undefined);
  });
});

describe("verdicts one after the other", () => {
  it("leave each other alone", () => {
    const first = judge();
    const before = JSON.stringify(first);
    judge({}, { presentation: "~".repeat(1000) });
    assert.deepEqual(judge(), first);
    assert.equal(JSON.stringify(first), before);
  });
});

describe("parses", () => {
  it("fails on text that is no presentation", () => {
    for (const presentation of ["", "x", "~", `${CREDENTIAL.slice(0, 40)}~`, "a".repeat(300_000)]) {
      assertTurnsOn(judge({}, { presentation }), "parses.malformed", "not valid");
    }
  });

  it("fails on a claim that the type does not know, though the office signed it", () => {
    const claims = TYPE.claims.filter(({ path }) => path[0] !== "age_over_18");
    const verdict = judge({ types: [{ ...TYPE, claims }] });
    assertTurnsOn(verdict, "parses.malformed", "not valid");
    assert.equal(verdict.checks.find(({ name }) => name === "parses")?.facts?.cause, "vc.claim_unknown");
  });
});

describe("disclosures", () => {
  it("fails on one that is repeated or belongs elsewhere", () => {
    const [jwt = "", disclosure = ""] = CREDENTIAL.split("~");
    const foreign = issue().split("~")[1] ?? "";
    for (const text of [`${jwt}~${disclosure}~${disclosure}~`, `${jwt}~${foreign}~`]) {
      assertTurnsOn(judge({}, { presentation: text }), "disclosures.unfit", "not valid");
    }
  });
});

describe("person_compared", () => {
  it("is a check only where it was asked for, and valid needs it then", () => {
    assert.equal(judge({}, { person: "same" }).outcome, "valid");
    assertTurnsOn(judge({}, { person: "different" }), "person_compared.different", "not valid");
    assertTurnsOn(judge({}, { person: "unsure" }), "person_compared.unsure", "cannot tell");
    assertTurnsOn(judge({}, { person: "waiting" }), "person_compared.waiting", "cannot tell");
  });
});

describe("an open alarm", () => {
  it("makes every verdict cannot tell, and nothing read from the registry count", () => {
    const verdict = judge({ alarm: "follow.fork" });
    assert.equal(verdict.outcome, "cannot tell");
    const alarmed = verdict.checks.filter(({ code }) => code.endsWith(".alarm"));
    assert.deepEqual(
      alarmed.map(({ name }) => name),
      ["issuer_signature", "office_accredited", "anchored", "status", "data_fresh"],
    );
    assert.ok(alarmed.every(({ facts }) => facts?.cause === "follow.fork"));
    const revoked = judge({ alarm: "follow.fork", status: { state: "known", status: STATUS.invalid } });
    assert.equal(revoked.outcome, "cannot tell");
    const damaged = judge({ alarm: "follow.fork" }, { presentation: "x" });
    assert.equal(damaged.outcome, "cannot tell");
  });
});

describe("several documents", () => {
  const claims = [{ path: ["age_over_18"], optional: false }];
  const query = buildQuery([
    { vct: VCT, claims },
    { vct: VCT, claims },
  ]);
  const request = { ...REQUEST, query };

  it("are valid only together, and each keeps its own verdict", () => {
    const good = { presentation: present(), query: "document0" };
    const bad = { presentation: present({ holder: signerOf(8) }), query: "document1" };
    const verdict = judge({}, { documents: [good, bad], request });
    assertTurnsOn(verdict, "holder_bound.bad", "not valid");
    assert.deepEqual(
      verdict.documents.map(({ outcome }) => outcome),
      ["valid", "not valid"],
    );
    const second = { presentation: present(), query: "document1" };
    assert.equal(judge({}, { documents: [good, second], request }).outcome, "valid");
  });
});
