import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import bytewords from "@ngraveio/bc-ur/dist/bytewords.js";
import * as fc from "fast-check";
import { Collector, type Collected } from "../../../main/carrier/collect.ts";
import { MAX_PARTS } from "../../../main/carrier/limits.ts";
import { readPart } from "../../../main/carrier/part.ts";
import { showFrames } from "../../../main/carrier/show.ts";
import { decodeCbor } from "../../../src/cbor/decode.ts";
import { encodeCbor } from "../../../src/cbor/encode.ts";
import { isCborArray, isCborBytes } from "../../../src/cbor/value.ts";
import { throwsCode } from "../../support/throws-code.ts";

/** Numbers from 0 to 1, the same for the same seed (xorshift32). */
function chanceOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state = (state ^ (state << 5)) >>> 0;
    return state / 2 ** 32;
  };
}

/** What base64url messages look like: as good as noise. */
function noise(length: number, seed = 1): string {
  const chance = chanceOf(seed);
  return Buffer.from(Array.from({ length }, () => chance() * 256)).toString("base64url");
}

/** The same frame with other bytes of the message in it, and its own sum made right. */
function forged(frame: string): string {
  const [head, count, body = ""] = frame.toLowerCase().split("/");
  const { decode, encode, STYLES } = bytewords.default;
  const fields = decodeCbor(Buffer.from(decode(body, STYLES.MINIMAL), "hex")).value;
  assert.ok(isCborArray(fields));
  const changed = fields.map((field) => (isCborBytes(field) ? field.map((byte) => byte ^ 1) : field));
  return [head, count, encode(Buffer.from(encodeCbor(changed)).toString("hex"), STYLES.MINIMAL)].join("/");
}

function takeAll(collector: Collector, frames: readonly string[]): Collected | undefined {
  let last: Collected | undefined;
  for (const frame of frames) {
    last = collector.take(frame);
    if (last.text !== undefined) return last;
  }
  return last;
}

test("frames in order give the text back, and say how far they are", () => {
  const text = noise(3000);
  const { parts, frames } = showFrames(text, 200, 0, 40);
  assert.ok(parts > 10 && parts < 20, String(parts));
  const collector = new Collector();
  assert.deepEqual(collector.take(frames[0] as string), { have: 1, of: parts });
  assert.deepEqual(collector.take(frames[0] as string), { have: 1, of: parts });
  assert.deepEqual(takeAll(collector, frames.slice(1)), { have: parts, of: parts, text });
});

test("a short text is one frame, the same for ever", () => {
  const { parts, frames } = showFrames("hello", 200, 7, 5);
  assert.equal(parts, 1);
  assert.equal(frames.length, 1);
  assert.match(frames[0] as string, /^UR:BYTES\/[A-Z]+$/);
  assert.equal(new Collector().take(frames[0] as string).text, "hello");
});

test("frames are asked for piece by piece, and are the same", () => {
  const text = noise(2000);
  const all = showFrames(text, 100, 0, 90).frames;
  const pieces = [0, 30, 60].flatMap((from) => showFrames(text, 100, from, 30).frames);
  assert.deepEqual(pieces, all);
});

test("order, a fifth lost, repetition and mixing with another message do no harm", () => {
  const sizes = fc.record({
    length: fc.integer({ min: 1, max: 4000 }),
    fragment: fc.integer({ min: 80, max: 300 }),
    seed: fc.integer({ min: 1, max: 1e9 }),
  });
  fc.assert(
    fc.property(sizes, ({ length, fragment, seed }) => {
      const luck = chanceOf(seed);
      const text = noise(length, seed);
      const { parts, frames } = showFrames(text, fragment, 0, 200);
      const [other = ""] = showFrames(noise(length, seed + 1), fragment, 0, 1).frames;
      const collector = new Collector();
      let seen = 0;
      for (let i = 0; i < 200; i++) {
        // Now and then one of the other screen, or one from long ago, in between.
        if (parts > 1 && luck() < 0.05) collector.take(other);
        const at = luck() < 0.1 ? Math.floor(luck() * i) : i;
        if (luck() < 0.2) continue;
        seen++;
        if (collector.take(frames[at % frames.length] as string).text !== text) continue;
        assert.ok(seen <= 3 * parts + 20, `${seen} of ${parts}`);
        return;
      }
      assert.fail(`${seen} frames of ${parts} parts did not do`);
    }),
    { numRuns: 15, seed: 7 },
  );
});

test("the parts that others published give their message", () => {
  const vector = JSON.parse(
    readFileSync(join(import.meta.dirname, "../../vectors/bc-ur/ur-bytes-256-multipart.json"), "utf8"),
  ) as { parts: string[]; seq_len: number };
  for (const [i, part] of vector.parts.entries()) {
    assert.equal(readPart(part).sequence, i + 1);
    assert.equal(readPart(part).parts, vector.seq_len);
  }
  const collector = new Collector();
  // 256 bytes of noise: the message is whole, and no text of ours.
  throwsCode(() => takeAll(collector, vector.parts), "carrier.not_text");
});

test("a stray frame does not take away how far one is", () => {
  const { parts, frames } = showFrames(noise(2000), 200, 0, 6);
  const collector = new Collector();
  for (const frame of frames) collector.take(frame);
  const [stray = ""] = showFrames(noise(3000, 5), 200, 0, 1).frames;
  assert.deepEqual(collector.take(stray), { have: 6, of: parts });
});

test("what is no part is refused by its code, and what was had stays", () => {
  const text = noise(1000);
  const { parts, frames } = showFrames(text, 200, 0, 30);
  const collector = new Collector();
  const [first, second, ...rest] = frames as [string, string, ...string[]];
  collector.take(first);
  const bad = [
    "",
    "hello",
    "ur:",
    "ur:bytes",
    "ur:bytes/",
    "ur:crypto-psbt/aeadao",
    "ur:bytes/1-2/3/aeadao",
    "ur:bytes/0-5/aeadao",
    `ur:bytes/1-${parts}/aeadaoaxaaah`,
    second.replace(/^UR:BYTES\/2-/, "UR:BYTES/3-"),
    second.slice(0, -2),
    second.replace(/[A-Z]{4}$/, "AEAE"),
    `ur:bytes/${"a".repeat(5000)}`,
    "ur:bytes/4294967296-5/aeadao",
  ];
  for (const frame of bad) throwsCode(() => collector.take(frame), "carrier.not_part");
  assert.deepEqual(collector.take(first), { have: 1, of: parts });
  assert.equal(takeAll(collector, [second, ...rest])?.text, text);
});

test("a message of too many parts is neither shown nor begun", () => {
  throwsCode(() => showFrames(noise(60_000), 40, 0, 1), "carrier.too_long");
  throwsCode(() => showFrames(noise(700_000), 1000, 0, 1), "carrier.too_long");
  assert.ok(showFrames(noise(19_000), 40, 0, 1).parts <= MAX_PARTS);
});

test("parts that contradict one another never become a text, and the message can be taken afterwards", () => {
  const text = noise(900);
  const { parts, frames } = showFrames(text, 100, 0, 400);
  const collector = new Collector();
  const lies = frames.slice(0, parts).map((frame, i) => (i === 2 ? forged(frame) : frame));
  throwsCode(() => takeAll(collector, lies), "carrier.not_part");
  assert.equal(takeAll(collector, frames)?.text, text);
});

test("messages begun and not ended push one another out", () => {
  const text = noise(900);
  const { parts, frames } = showFrames(text, 100, 0, 400);
  const collector = new Collector();
  collector.take(frames[0] as string);
  for (const other of [2, 3, 4, 5])
    collector.take(showFrames(noise(900, other), 100, 0, 1).frames[0] as string);
  assert.deepEqual(collector.take(frames[1] as string).have, 1);
  assert.ok(parts > 1);
  assert.equal(takeAll(collector, frames)?.text, text);
});
