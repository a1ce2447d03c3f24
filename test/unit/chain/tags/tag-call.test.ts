import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { nodePrimitives } from "../../../../main/crypto/primitives.ts";
import { fromUtf8, utf8 } from "../../../../src/bytes/bytes.ts";
import {
  buildTagAnswer,
  buildTagCall,
  readTagAnswer,
  readTagCall,
  type TagCall,
} from "../../../../src/chain/tags/tag-call.ts";
import { canonicalBytes } from "../../../../src/json/canonical.ts";
import { parseJson } from "../../../../src/json/parse.ts";
import type { JsonObject } from "../../../../src/json/value.ts";
import { hashOf, keyText, seedSigner } from "../../../support/test-keys.ts";

const REGISTRY = new Uint8Array(32).fill(7);
const officer = seedSigner("officer");
const keeper = seedSigner("keeper");
const CALL: TagCall = {
  by: "land",
  type: "title",
  epoch: 1,
  inputs: [["12/3"], ["4"]],
  time: 1_750_000_000,
  nonce: hashOf("nonce"),
};
const TAGS = [hashOf("a"), hashOf("b")];

const bytes = buildTagCall(REGISTRY, CALL, officer);
const changed = (change: JsonObject): Uint8Array =>
  canonicalBytes({ ...(parseJson(fromUtf8(bytes)) as JsonObject), ...change });

describe("a call for tags", () => {
  it("is read back with the key that signed it", () => {
    const { by, type, epoch, inputs, time, nonce, key } = readTagCall(REGISTRY, bytes, nodePrimitives);
    assert.deepEqual({ by, type, epoch, inputs, time, nonce }, CALL);
    assert.equal(key, keyText(officer));
  });

  it("does not survive a change, nor another registry", () => {
    const changes: readonly JsonObject[] = [
      { by: "bank" },
      { epoch: 2 },
      { inputs: [["12/4"], ["4"]] },
      { time: 1 },
      { nonce: hashOf("other") },
      { type: "lease" },
      { key: keyText(keeper) },
    ];
    for (const change of changes) {
      assert.throws(() => readTagCall(REGISTRY, changed(change), nodePrimitives), { code: "tags.signature" });
    }
    assert.throws(() => readTagCall(new Uint8Array(32), bytes, nodePrimitives), { code: "tags.signature" });
  });

  it("leaves room for another scheme, which this keeper refuses by name", () => {
    const blind = changed({ scheme: "voprf-p256-sha256" });
    assert.throws(() => readTagCall(REGISTRY, blind, nodePrimitives), { code: "tags.scheme" });
  });

  it("has one form of bytes, and limits", () => {
    const syntax = (hostile: Uint8Array): void =>
      assert.throws(() => readTagCall(REGISTRY, hostile, nodePrimitives), { code: "tags.syntax" });
    syntax(utf8(`${fromUtf8(bytes)} `));
    syntax(utf8(fromUtf8(bytes).replace('"by"', '"more":1,"by"')));
    syntax(changed({ inputs: [] }));
    syntax(changed({ inputs: Array.from({ length: 65 }, () => ["1"]) }));
    syntax(changed({ inputs: [["x".repeat(257)]] }));
    syntax(changed({ inputs: [[7]] }));
    syntax(changed({ epoch: 0 }));
    syntax(changed({ more: 1 }));
    syntax(new Uint8Array(65_537));
    syntax(utf8("null"));
    syntax(new Uint8Array([0xff]));
  });
});

describe("an answer with tags", () => {
  const answer = buildTagAnswer(REGISTRY, bytes, TAGS, keeper, nodePrimitives);
  const to = { bytes, inputs: 2 };

  it("gives the tags and who signed them", () => {
    assert.deepEqual(readTagAnswer(REGISTRY, to, answer, nodePrimitives), {
      tags: TAGS,
      key: keyText(keeper),
    });
  });

  it("is for that call alone, whole", () => {
    const other = { bytes: buildTagCall(REGISTRY, { ...CALL, nonce: hashOf("2") }, officer), inputs: 2 };
    const code = { code: "tags.other_request" };
    assert.throws(() => readTagAnswer(REGISTRY, other, answer, nodePrimitives), code);
    const short = buildTagAnswer(REGISTRY, bytes, TAGS.slice(1), keeper, nodePrimitives);
    assert.throws(() => readTagAnswer(REGISTRY, to, short, nodePrimitives), code);
    const swapped = { ...(parseJson(fromUtf8(answer)) as JsonObject), tags: TAGS.toReversed() };
    assert.throws(() => readTagAnswer(REGISTRY, to, canonicalBytes(swapped), nodePrimitives), {
      code: "tags.signature",
    });
    assert.throws(() => readTagAnswer(REGISTRY, to, bytes, nodePrimitives), { code: "tags.syntax" });
  });
});
