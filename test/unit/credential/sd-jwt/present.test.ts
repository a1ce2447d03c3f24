import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { issueSdJwt } from "../../../../src/credential/sd-jwt/issue.ts";
import { parseIssuedSdJwt, parseSdJwt } from "../../../../src/credential/sd-jwt/parse.ts";
import type { ClaimsPointer } from "../../../../src/credential/sd-jwt/pointer.ts";
import {
  presentSdJwt,
  type Selection,
  selectDisclosures,
} from "../../../../src/credential/sd-jwt/present.ts";
import type { JsonObject } from "../../../../src/json/value.ts";
import {
  bind,
  EXPECTED,
  HOLDER,
  ISSUER,
  NOW,
  PORTS,
  processed,
  verifyPresentation,
} from "../../../support/sd-jwt.ts";
import { throwsCode } from "../../../support/throws-code.ts";

const VISIBLE = { vct: "x", cnf: { jwk: { ...HOLDER.publicKey } } };
const CLAIMS: JsonObject = {
  ...VISIBLE,
  name: "Möbius",
  age_over_18: true,
  address: { city: "Bonn", street: "Hof" },
  list: ["DE", "FR", "US"],
};
const DISCLOSABLE: readonly ClaimsPointer[] = [
  ["name"],
  ["age_over_18"],
  ["address"],
  ["address", "city"],
  ["address", "street"],
  ["list"],
  ["list", null],
];
const STORED = issueSdJwt({ claims: CLAIMS, disclosable: DISCLOSABLE, kid: "k", decoys: 3 }, ISSUER, PORTS);

function select(...pointers: readonly ClaimsPointer[]): Selection {
  return selectDisclosures(parseSdJwt(STORED), pointers, PORTS.sha256);
}

function present(selection: Selection): string {
  const { nonce, audience } = EXPECTED;
  return presentSdJwt(selection, { nonce, audience, issuedAt: NOW }, HOLDER, PORTS.sha256);
}

suite("what is chosen is what leaves", () => {
  const CASES: readonly (readonly [readonly ClaimsPointer[], JsonObject])[] = [
    [[], {}],
    [[["name"]], { name: "Möbius" }],
    [[["name"], ["name"]], { name: "Möbius" }],
    [[["vct"]], {}],
    [[["address", "city"]], { address: { city: "Bonn" } }],
    [[["address"]], { address: { city: "Bonn", street: "Hof" } }],
    [[["list", 1]], { list: ["FR"] }],
    [
      [
        ["list", 0],
        ["list", 2],
      ],
      { list: ["DE", "US"] },
    ],
    [[["list", null]], { list: ["DE", "FR", "US"] }],
    [[["list"], ["age_over_18"]], { list: ["DE", "FR", "US"], age_over_18: true }],
  ];
  for (const [pointers, claims] of CASES) {
    test(JSON.stringify(pointers), () => {
      const selection = select(...pointers);
      assert.deepEqual(selection.claims, { ...VISIBLE, ...claims });
      const text = present(selection);
      const { disclosures } = verifyPresentation(text);
      assert.deepEqual(processed(text).claims, selection.claims);
      assert.deepEqual(
        new Set(disclosures.map(({ encoded }) => encoded)),
        new Set(selection.disclosed.map(({ disclosure }) => disclosure.encoded)),
      );
      const stored = new Set(STORED.split("~"));
      for (const { encoded } of disclosures) assert.ok(stored.has(encoded));
    });
  }

  test("a place that is not there, or does not fit, lets nothing leave", () => {
    for (const pointer of [["nobody"], ["name", "x"], ["list", 3], ["list", "0"], ["address", 0], []]) {
      throwsCode(() => select(pointer), "sdjwt.path");
    }
    throwsCode(() => select(["name"], ["nobody"]), "sdjwt.path");
    throwsCode(() => select(["constructor"]), "sdjwt.path");
  });

  test("somebody else's presentation is not presented again", () => {
    const presented = parseSdJwt(bind(STORED));
    throwsCode(() => selectDisclosures(presented, [], PORTS.sha256), "sdjwt.syntax");
    throwsCode(() => parseIssuedSdJwt(bind(STORED)), "sdjwt.syntax");
    assert.deepEqual(parseIssuedSdJwt(STORED), parseSdJwt(STORED));
  });
});
