import assert from "node:assert/strict";
import { test } from "node:test";
import { array, assert as assertProperty, integer, property, uint8Array } from "fast-check";
import { frame, FrameReader, MAX_MESSAGE } from "../../../../main/registry/cometbft/framing.ts";
import { concat } from "../../../../src/bytes/bytes.ts";
import { throwsCode } from "../../../support/throws-code.ts";

test("messages come out whole and in order, however their bytes are cut", () => {
  const messages = array(uint8Array({ maxLength: 400 }), { maxLength: 12 });
  assertProperty(
    property(messages, array(integer({ min: 1, max: 90 }), { minLength: 1 }), (sent, cuts) => {
      const bytes = concat(...sent.map(frame));
      const reader = new FrameReader();
      const got: Uint8Array[] = [];
      for (let at = 0, cut = 0; at < bytes.length; cut++) {
        const end = at + (cuts[cut % cuts.length] as number);
        got.push(...reader.push(bytes.subarray(at, end)));
        at = end;
      }
      assert.deepEqual(got, sent);
    }),
  );
});

test("the length is an unsigned varint, as the engine writes it", () => {
  assert.deepEqual([...frame(new Uint8Array(3))], [3, 0, 0, 0]);
  assert.deepEqual([...frame(new Uint8Array(300)).subarray(0, 2)], [0xac, 0x02]);
});

test("a length beyond the cap, or one that never ends, is refused before its bytes are waited for", () => {
  const tooLong = frame(new Uint8Array(0));
  tooLong[0] = 0;
  assert.deepEqual([...new FrameReader().push(tooLong)].length, 1);
  throwsCode(() => [...new FrameReader().push(prefixOf(MAX_MESSAGE + 1))], "comet.too_large");
  throwsCode(() => [...new FrameReader().push(new Uint8Array([255, 255, 255, 255, 255]))], "comet.frame");
});

function prefixOf(length: number): Uint8Array {
  const bytes: number[] = [];
  for (let left = length; ; left = Math.floor(left / 128)) {
    if (left < 128) return new Uint8Array([...bytes, left]);
    bytes.push((left % 128) | 0x80);
  }
}
