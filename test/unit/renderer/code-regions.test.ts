import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import { codeRegions } from "../../../renderer/codes/code-regions.ts";
import { qrPath } from "../../../src/text/qr-path.ts";
import { cutOut, drawCodes, type DrawnPicture } from "../../support/code-pictures.ts";

type Read = (pixels: Uint8ClampedArray, width: number, height: number) => { readonly data: string } | null;
// The module of the library has no types that fit how Node loads it.
const jsQr = (createRequire(import.meta.url)("jsqr") as { readonly default: Read }).default;

const TEXTS = [0, 1, 2, 3].map((i) => `UR:BYTES/${i + 1}-4/${"LPADAACFAOCY".repeat(8 + i)}`);
const SIZE = { width: 560, height: 600 };
const codes = TEXTS.map((text, i) => {
  const drawn = qrPath(text, "medium");
  assert.ok(drawn !== undefined);
  const code = { path: drawn.path, modules: drawn.size };
  return { code, x: 20 + (i % 2) * 264, y: 30 + Math.floor(i / 2) * 276, size: 256 };
});

function readIn(picture: DrawnPicture): readonly string[] {
  return codeRegions(picture).flatMap((region) => {
    const { data, width, height } = cutOut(picture, region);
    return jsQr(data, width, height)?.data ?? [];
  });
}

test("of several codes in one picture each is cut out so that it is read, in bad light too", () => {
  const picture = drawCodes(codes, { ...SIZE, shade: 150 });
  assert.deepEqual(readIn(picture).toSorted(), TEXTS);
});

test("where nothing stands beside anything else there is no more than one", () => {
  assert.deepEqual(codeRegions(drawCodes([], { ...SIZE, shade: 150 })), []);
  assert.deepEqual(codeRegions(drawCodes([], { width: 1, height: 1 })), []);
  const [first] = codes;
  assert.ok(first !== undefined);
  assert.equal(codeRegions(drawCodes([first], SIZE)).length, 1);
});

test("a picture that is all noise costs little and is no code", () => {
  const data = new Uint8ClampedArray(4 * 400 * 400);
  let seed = 1;
  for (let i = 0; i < data.length; i++) data[i] = (seed = (seed * 1103515245 + 12345) % 2 ** 31) >> 16;
  assert.ok(codeRegions({ data, width: 400, height: 400 }).length <= 32);
});
