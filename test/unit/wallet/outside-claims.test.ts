import assert from "node:assert/strict";
import { test } from "node:test";
import { viewOutsideClaims } from "../../../main/wallet/receive/outside.ts";
import { shownClaims } from "../../../main/wallet/receive/view.ts";

test("a value from outside shows what it says: marks of direction and controls stand there as such", () => {
  const claims = {
    given_name: "\u202enhoJ",
    address: { street: "Am Hof 1\r\nBonn\u200f" },
    nicknames: ["\u2066Joe\u2069", "Jo"],
    note: "\u001b[2J",
    deep: [{ "a b": "\u202d1" }],
    degree: "Physics, \u05e9\u05dc\u05d5\u05dd",
  };
  const shown = {
    given_name: "\ufffdnhoJ",
    "address/street": "Am Hof 1 Bonn",
    nicknames: ["\ufffdJoe\ufffd", "Jo"],
    note: "\ufffd[2J",
    deep: [{ "a b": "\ufffd1" }],
    degree: claims.degree,
  };
  const seen = shownClaims(claims, []).map(({ path, value }) => [path.join("/"), value]);
  assert.deepEqual(Object.fromEntries(seen), shown);
  const viewed = viewOutsideClaims(claims, []).map(({ path, value }) => [path.join("/"), value]);
  assert.deepEqual(Object.fromEntries(viewed), { ...shown, deep: JSON.stringify(shown.deep) });
});
