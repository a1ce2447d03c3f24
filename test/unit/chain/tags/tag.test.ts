import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { test } from "node:test";
import { computeTag, type HmacSha256 } from "../../../../src/chain/tags/tag.ts";

const key = Uint8Array.from({ length: 32 }, (_, i) => i);
const input = { type: "property-title", epoch: 1, normaliser: "parcel/1", values: ["Praha 1", "12/3"] };
const nodeHmac: HmacSha256 = (secret, message) => createHmac("sha256", secret).update(message).digest();

test("a tag is HMAC-SHA-256 over the canonical array that the format names", () => {
  const message = '["property-title",1,"parcel/1",["praha/1","12/3"]]';
  const expected = createHmac("sha256", key).update(message).digest("base64url");
  assert.equal(computeTag(key, input), expected);
  assert.equal(computeTag(key, input, nodeHmac), expected);
});

test("one parcel has one tag however it is written", () => {
  const again = { ...input, values: [" PRAHA 01", "０１２ / ３"] };
  assert.equal(computeTag(key, again), computeTag(key, input));
});

test("type, epoch, normaliser, order and number of values, and key all make another tag", () => {
  const others = [
    { ...input, type: "birth-certificate" },
    { ...input, epoch: 2 },
    { ...input, normaliser: "register-number/1" },
    { ...input, values: ["12/3", "Praha 1"] },
    { ...input, values: ["Praha 1/12/3"] },
    { ...input, values: ["Praha 1", "12/30"] },
  ];
  const tags = new Set([input, ...others].map((other) => computeTag(key, other)));
  tags.add(
    computeTag(
      key.map((byte) => byte ^ 1),
      input,
    ),
  );
  assert.equal(tags.size, others.length + 2);
});

test("what cannot be tagged is refused by code", () => {
  assert.throws(() => computeTag(key.subarray(1), input), { name: "TagError", code: "tag.key" });
  assert.throws(() => computeTag(key, { ...input, type: "Not An Id" }), { code: "tag.type" });
  for (const epoch of [0, -1, 1.5, Number.NaN]) {
    assert.throws(() => computeTag(key, { ...input, epoch }), { code: "tag.epoch" });
  }
  assert.throws(() => computeTag(key, { ...input, values: [] }), { code: "tag.value" });
  assert.throws(() => computeTag(key, { ...input, values: ["12/3", 7] }), { code: "tag.value" });
  assert.throws(() => computeTag(key, { ...input, normaliser: "parcel/9" }), { code: "tag.normaliser" });
});
