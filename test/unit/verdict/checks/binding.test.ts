import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { nodePrimitives } from "../../../../main/crypto/primitives.ts";
import { STATUS } from "../../../../src/chain/state/records.ts";
import { parseQuery } from "../../../../src/presentation/query.ts";
import type { CheckCode } from "../../../../src/verdict/codes.ts";
import { verify } from "../../../../src/verdict/verify.ts";
import { judge, assertTurnsOn, checkCode } from "../../../support/judge.ts";
import {
  CREDENTIAL,
  DAY,
  EXPIRES,
  issue,
  NOW,
  present,
  QUERY,
  REQUEST,
  signerOf,
  viewOf,
} from "../../../support/verdict-world.ts";

describe("validity", () => {
  it("ends to the second, and begins with the leeway of two clocks", () => {
    const request = { ...REQUEST, expires: EXPIRES + DAY, issued: EXPIRES - DAY };
    const at = (now: number) =>
      judge({ age: { height: 40, time: now } }, { now, request, presentation: present({ issuedAt: now }) });
    assertTurnsOn(at(EXPIRES), "validity.expired", "not valid");
    assert.equal(at(EXPIRES - 1).outcome, "valid");
    const credential = issue({ issuedAt: NOW + 301 });
    const early = judge({}, { presentation: present({ credential }) });
    assertTurnsOn(early, "validity.not_yet", "not valid");
  });

  it("is judged as of when it was presented, where a check is made again", () => {
    const later = EXPIRES + 10;
    const request = { ...REQUEST, issued: EXPIRES - 60, expires: EXPIRES };
    const received = EXPIRES - 30;
    const presentation = present({ issuedAt: received });
    const world = { age: { height: 90, time: later } };
    assert.equal(judge(world, { now: later, received, request, presentation }).outcome, "valid");
    const status = { state: "known", status: STATUS.invalid } as const;
    const again = judge({ ...world, status }, { now: later, received, request, presentation });
    assertTurnsOn(again, "status.revoked", "not valid");
  });
});

describe("holder_bound", () => {
  const bare = `${present().split("~").slice(0, -1).join("~")}~`;

  it("fails without the holder's proof, or with that of another", () => {
    assertTurnsOn(judge({}, { presentation: bare }), "holder_bound.missing", "not valid");
    const stolen = present({ holder: signerOf(8) });
    assertTurnsOn(judge({}, { presentation: stolen }), "holder_bound.bad", "not valid");
  });

  it("fails when disclosures are taken away or put in after it was made", () => {
    const [jwt = "", ...rest] = present({ paths: [["age_over_18"], ["family_name"]] }).split("~");
    const fewer = [jwt, ...rest.slice(1)].join("~");
    assertTurnsOn(judge({}, { presentation: fewer }), "holder_bound.bad", "not valid");
  });

  it("cannot tell for a file that was only looked at, or where the request did without", () => {
    const { request: _, ...file } = { request: REQUEST, documents: [{ presentation: CREDENTIAL }] };
    const looked = verify(file, viewOf(), nodePrimitives, NOW);
    assertTurnsOn(looked, "holder_bound.not_presented", "cannot tell");
    assert.equal(checkCode(looked, "request_bound"), "request_bound.no_request");
    assert.equal(checkCode(looked, "answered"), "answered.no_request");
    const [credential] = QUERY.credentials;
    const query = parseQuery({
      credentials: [{ ...credential, require_cryptographic_holder_binding: false }],
    });
    const without = judge({}, { presentation: bare, request: { ...REQUEST, query } });
    assertTurnsOn(without, "holder_bound.not_presented", "cannot tell");
  });

  it("without a request is proven but never makes it valid", () => {
    const verdict = verify({ documents: [{ presentation: present() }] }, viewOf(), nodePrimitives, NOW);
    assert.equal(checkCode(verdict, "holder_bound"), "holder_bound.ok");
    assert.equal(verdict.outcome, "cannot tell");
  });
});

describe("request_bound", () => {
  const cases: readonly [CheckCode, Parameters<typeof present>[0]][] = [
    ["request_bound.nonce", { nonce: "m".repeat(22) }],
    ["request_bound.audience", { audience: "registry:somebody-else" }],
    ["request_bound.too_early", { issuedAt: REQUEST.issued - 301 }],
    ["request_bound.too_late", { issuedAt: NOW + 301 }],
  ];
  for (const [code, made] of cases) {
    it(`fails: ${code}`, () => assertTurnsOn(judge({}, { presentation: present(made) }), code, "not valid"));
  }

  it("fails after the request ended", () => {
    const now = REQUEST.expires;
    assertTurnsOn(judge({}, { now }), "request_bound.expired", "not valid");
  });
});
