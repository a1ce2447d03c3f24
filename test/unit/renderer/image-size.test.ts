import assert from "node:assert/strict";
import { test } from "node:test";
import { pixelsIn } from "../../../renderer/codes/image-size.ts";

const png = (width: number, height: number): Uint8Array => {
  const bytes = Buffer.from("89504e470d0a1a0a0000000d4948445200000000000000000802000000", "hex");
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
};

/** A comment, a table, then the frame header; `fill` bytes before it. */
const jpeg = (width: number, height: number, { frame = 0xc0, fill = 0 } = {}): Uint8Array =>
  Buffer.concat([
    Buffer.from("ffd8fffe0004ffc0ffc4000300", "hex"),
    Buffer.alloc(fill, 0xff),
    Buffer.from([0xff, frame, 0, 11, 8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0]),
  ]);

test("a picture says how many pixels it unpacks to, before it is unpacked", () => {
  assert.equal(pixelsIn(png(640, 480)), 307_200);
  assert.equal(pixelsIn(png(0xffff_ffff, 0xffff_ffff)), 0xffff_ffff ** 2);
  assert.equal(pixelsIn(jpeg(640, 480)), 307_200);
  assert.equal(pixelsIn(jpeg(65_535, 65_535, { frame: 0xc2, fill: 3 })), 65_535 ** 2);
});

test("what says nothing of the kind is no picture, wherever it is cut off", () => {
  assert.equal(pixelsIn(new Uint8Array(0)), undefined);
  assert.equal(pixelsIn(Buffer.from("GIF89a")), undefined);
  const whole = jpeg(640, 480, { frame: 0xc2 });
  for (let length = 0; length < 18; length++) assert.equal(pixelsIn(whole.subarray(0, length)), undefined);
  for (let length = 0; length < 24; length++)
    assert.equal(pixelsIn(png(1, 1).subarray(0, length)), undefined);
  // Its length leads nowhere.
  assert.equal(
    pixelsIn(Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0xff, 0xff, 0, 0, 0, 0, 0, 0, 0])),
    undefined,
  );
});
