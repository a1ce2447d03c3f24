import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { nodePrimitives } from "../../main/crypto/primitives.ts";
import { formatCheckpoint, parseCheckpoint } from "../../src/note/checkpoint.ts";
import { formatNote, isKeyName, parseNote, parseNoteBytes } from "../../src/note/note.ts";
import { verifySeal } from "../../src/note/seal.ts";
import { formatTlogProof, parseTlogProof } from "../../src/note/tlog-proof.ts";
import { testBody, testPolicy, testSeal } from "../support/seals.ts";
import { codeThrownBy } from "../support/throws-code.ts";

const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });
const name = fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }).filter(isKeyName);
const signature = fc.record({
  name,
  keyId: fc.nat({ max: 0xffffffff }),
  signature: fc.uint8Array({ minLength: 1, maxLength: 80 }),
});
const printable = fc
  .string({ unit: "binary", maxLength: 60 })
  .filter((text) => text.isWellFormed() && ![...text].some((c) => c < " " && c !== "\n"));
const note = fc.record({
  text: printable.map((text) => `${text}\n`),
  signatures: fc.array(signature, { minLength: 1, maxLength: 16 }),
});

test("a note reads back as what was written", () => {
  fc.assert(
    fc.property(note, (written) => {
      const text = formatNote(written);
      const read = parseNote(text);
      assert.equal(read.text, written.text);
      assert.equal(read.signatures.length, written.signatures.length);
      read.signatures.forEach((line, i) => {
        const expected = written.signatures[i]!;
        assert.equal(line.name, expected.name);
        assert.equal(line.keyId, expected.keyId);
        assert.deepEqual([...line.signature], [...expected.signature]);
      });
      assert.equal(formatNote(read), text);
    }),
  );
});

/** Texts near to a good one: a few characters taken out, put in or exchanged. */
function nearTo(good: string): fc.Arbitrary<string> {
  const place = fc.nat({ max: good.length });
  const put = fc.constantFrom(
    "",
    "\n",
    "\n\n",
    " ",
    "=",
    "A",
    "+",
    "\u2014",
    "\u2014 ",
    "\r",
    "\u00a0",
    "0",
    "\u0000",
  );
  return fc.array(fc.tuple(place, fc.nat({ max: 2 }), put), { minLength: 1, maxLength: 3 }).map((edits) => {
    let text = good;
    for (const [at, drop, insert] of edits) text = text.slice(0, at) + insert + text.slice(at + drop);
    return text;
  });
}

const body = testBody();
const seal = testSeal(body, [10, 20, 30]);

test("any text is refused with our code, or is exactly what would be written for what it says", () => {
  const texts = fc.oneof(nearTo(seal), fc.string({ unit: "binary", maxLength: 200 }));
  fc.assert(
    fc.property(texts, (text) => {
      const code = codeThrownBy(() => assert.equal(formatNote(parseNote(text)), text));
      if (code !== undefined) assert.match(code, /^note\./);
    }),
    { numRuns: 2000 },
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      assert.match(codeThrownBy(() => parseNoteBytes(bytes)) ?? "note.", /^note\./);
    }),
  );
});

test("a seal with anything changed is refused, or says the same by fewer lines", () => {
  const policy = testPolicy(4, 3);
  const good = verifySeal(seal, policy, nodePrimitives);
  fc.assert(
    fc.property(nearTo(seal), (text) => {
      if (text === seal) return;
      const code = codeThrownBy(() => {
        const { checkpoint, cosigners, time } = verifySeal(text, policy, nodePrimitives);
        assert.deepEqual(
          { checkpoint, cosigners, time },
          { checkpoint: good.checkpoint, cosigners: good.cosigners, time: 10 },
        );
      });
      if (code !== undefined) assert.match(code, /^(?:note|checkpoint|seal)\./);
    }),
    { numRuns: 1000 },
  );
});

test("a checkpoint reads back as what was written, and no text near to it says the same", () => {
  const origin = fc.string({ minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(origin, fc.maxSafeNat(), hash, (o, size, root) => {
      const text = formatCheckpoint({ origin: o, size, root });
      const read = parseCheckpoint(text);
      assert.deepEqual({ ...read, root: [...read.root] }, { origin: o, size, root: [...root] });
    }),
  );
  fc.assert(
    fc.property(nearTo(body), (text) => {
      const code = codeThrownBy(() => assert.equal(formatCheckpoint(parseCheckpoint(text)), text));
      if (code !== undefined) assert.match(code, /^checkpoint\./);
    }),
    { numRuns: 1000 },
  );
});

test("a proof reads back as what was written, and any text near to it is itself or refused", () => {
  const proof = fc.record(
    {
      extra: fc.uint8Array({ minLength: 1, maxLength: 100 }),
      index: fc.maxSafeNat(),
      proof: fc.array(hash, { maxLength: 53 }),
      checkpoint: fc.string({ minLength: 1 }),
    },
    { requiredKeys: ["index", "proof", "checkpoint"] },
  );
  fc.assert(
    fc.property(proof, (written) => {
      const text = formatTlogProof(written);
      assert.equal(formatTlogProof(parseTlogProof(text)), text);
      assert.equal(parseTlogProof(text).index, written.index);
    }),
  );
  const good = formatTlogProof({
    extra: new Uint8Array(5),
    index: 3,
    proof: [new Uint8Array(32)],
    checkpoint: "c",
  });
  fc.assert(
    fc.property(nearTo(good), (text) => {
      const code = codeThrownBy(() => assert.equal(formatTlogProof(parseTlogProof(text)), text));
      if (code !== undefined) assert.match(code, /^proof\./);
    }),
    { numRuns: 1000 },
  );
});
