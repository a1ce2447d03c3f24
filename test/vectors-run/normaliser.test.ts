import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { normalise } from "../../src/chain/tags/normalise.ts";

interface Vectors {
  readonly normaliser: string;
  readonly same: readonly { readonly normal: string; readonly values: readonly string[] }[];
  readonly different: readonly string[];
  readonly refused: readonly { readonly code: string; readonly value: string }[];
}

const file = new URL("../vectors/normaliser/parcel-1.json", import.meta.url);
const vectors = JSON.parse(readFileSync(file, "utf8")) as Vectors;
const { normaliser } = vectors;

for (const { normal, values } of vectors.same) {
  test(`${normaliser}: ${values.length} ways to write ${normal}`, () => {
    for (const value of [...values, normal]) assert.equal(normalise(normaliser, value), normal, value);
  });
}

test(`${normaliser}: different parcels stay different`, () => {
  const forms = new Set(vectors.different.map((value) => normalise(normaliser, value)));
  assert.equal(forms.size, vectors.different.length);
});

for (const { code, value } of vectors.refused) {
  test(`${normaliser}: ${JSON.stringify(value)} is refused`, () => {
    assert.throws(() => normalise(normaliser, value), { name: "TagError", code });
  });
}
