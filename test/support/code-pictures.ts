import { crc32, deflateSync } from "node:zlib";
import type { Sheet } from "../../src/paper/sheet.ts";
import type { PrintedCode } from "../../src/paper/codes.ts";

export interface DrawnPicture {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

interface Drawn {
  readonly code: PrintedCode;
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

/** A sheet as a camera sees it: these codes on paper that gets darker from left to right. */
export function drawCodes(
  codes: readonly Drawn[],
  { width, height, shade = 0 }: { readonly width: number; readonly height: number; readonly shade?: number },
): DrawnPicture {
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  const light = (x: number): number => 255 - shade * (x / width);
  for (let at = 0; at < width * height; at++) data.fill(light(at % width), 4 * at, 4 * at + 3);
  for (const { code, x: left, y: top, size } of codes) {
    const scale = size / code.modules;
    for (const [, x, y, run] of code.path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
      const [from, to] = [left + Number(x) * scale, left + (Number(x) + Number(run)) * scale].map(Math.round);
      for (
        let row = Math.round(top + Number(y) * scale);
        row < Math.round(top + (Number(y) + 1) * scale);
        row++
      ) {
        for (let column = from as number; column < (to as number); column++) {
          const at = 4 * (row * width + column);
          data.fill(light(column) / 10, at, at + 3);
        }
      }
    }
  }
  return { data, width, height };
}

/** The part of a picture that a box is around. */
export function cutOut(
  { data, width }: DrawnPicture,
  box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): DrawnPicture {
  const part = new Uint8ClampedArray(box.width * box.height * 4);
  for (let row = 0; row < box.height; row++) {
    const from = 4 * ((box.y + row) * width + box.x);
    part.set(data.subarray(from, from + 4 * box.width), 4 * row * box.width);
  }
  return { data: part, width: box.width, height: box.height };
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** The same as a file (PNG, third edition): eight bits of red, green, blue and opacity, no filter. */
export function toPng({ data, width, height }: DrawnPicture): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width);
  head.writeUInt32BE(height, 4);
  head.set([8, 6, 0, 0, 0], 8);
  const lines = Array.from({ length: height }, (_, y) =>
    Buffer.concat([Buffer.alloc(1), Uint8Array.from(data.subarray(4 * y * width, 4 * (y + 1) * width))]),
  );
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", head),
    chunk("IDAT", deflateSync(Buffer.concat(lines), { level: 1 })),
    chunk("IEND", new Uint8Array(0)),
  ]);
}

/** A printed sheet as a scanner or a camera held over all of it sees it: its codes, `fine` points of it to a point. */
export function photographSheet({ width, height, items }: Sheet, fine: number): Buffer {
  const codes = items.flatMap((item) => {
    if (item.kind !== "code") return [];
    const { x, y, size } = item;
    return [{ code: item, x: x * fine, y: y * fine, size: size * fine }];
  });
  return toPng(drawCodes(codes, { width: Math.round(width * fine), height: Math.round(height * fine) }));
}
