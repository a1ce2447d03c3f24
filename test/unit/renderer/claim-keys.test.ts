import assert from "node:assert/strict";
import { test } from "node:test";
import { anyOneOf, askedOf, keyOf, PLAIN } from "../../../renderer/screens/counter/claim-keys.ts";
import { buildQuery } from "../../../src/presentation/ask.ts";
import { isSatisfiedBy } from "../../../src/presentation/query.ts";

const claim = { path: ["name"], label: { en: "Name" }, kind: "text", required: true } as const;
const document = (id: string) => ({ vct: `urn:x:${id}`, type: id, name: { en: id }, claims: [claim] });
const purpose = { id: "p", label: { en: "P" }, documents: [document("card"), document("birth")] };
const [card, birth] = purpose.documents.map((each) => keyOf(each, claim)) as [string, string];
const chosen = new Map([card, birth].map((key) => [key, "needed"] as const));

test("one of several is enough only where that was said", () => {
  const credentials = askedOf(purpose, chosen);
  const all = buildQuery(credentials);
  const one = buildQuery(credentials, anyOneOf(credentials.length).sets);
  assert.equal(isSatisfiedBy(all, new Set(["document0"])), false);
  assert.equal(isSatisfiedBy(one, new Set(["document0"])), true);
  assert.equal(isSatisfiedBy(one, new Set(["document1"])), true);
  assert.equal(isSatisfiedBy(one, new Set()), false);
  assert.deepEqual(anyOneOf(1), {});
});

test("a value and all of a kind are asked for as they were said, and nothing of them otherwise", () => {
  const fine = { ...PLAIN, multiple: true, values: new Map([[birth, " Ada "]]) };
  assert.deepEqual(askedOf(purpose, new Map([[birth, "needed"]]), fine), [
    {
      vct: "urn:x:birth",
      claims: [{ path: ["name"], optional: false, values: ["Ada"] }],
      multiple: true,
    },
  ]);
  assert.deepEqual(askedOf(purpose, new Map([[card, "optional"]])), [
    { vct: "urn:x:card", claims: [{ path: ["name"], optional: true }] },
  ]);
});
