import assert from "node:assert/strict";
import { createRequire } from "node:module";
import type { Sheet } from "../../src/paper/sheet.ts";

type Read = (pixels: Uint8ClampedArray, width: number, height: number) => { readonly data: string } | null;

// The module of the library has no types that fit how Node loads it.
const jsQr = (createRequire(import.meta.url)("jsqr") as { readonly default: Read }).default;

/** Pixels of a module: a coarse camera first, held nearer where that read nothing. */
const FINE = [3, 4, 5] as const;

function pixelsOf(path: string, modules: number, fine: number): Uint8ClampedArray {
  const side = modules * fine;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let row = Number(y) * fine; row < (Number(y) + 1) * fine; row++) {
      for (let column = Number(x) * fine; column < (Number(x) + Number(width)) * fine; column++) {
        pixels.fill(0, (row * side + column) * 4, (row * side + column) * 4 + 3);
      }
    }
  }
  return pixels;
}

/** What a camera reads from a code as it is drawn. */
export function scanCode(path: string, modules: number): string {
  let found: ReturnType<Read> = null;
  for (const fine of FINE) found ??= jsQr(pixelsOf(path, modules, fine), modules * fine, modules * fine);
  assert.ok(found, `a code of ${modules} modules is read`);
  return found.data;
}

/** What a camera reads from the codes of printed sheets, in their order. */
export function scanSheets(sheets: readonly Sheet[]): readonly string[] {
  return sheets.flatMap(({ items }) =>
    items.flatMap((item) => (item.kind === "code" ? [scanCode(item.path, item.modules)] : [])),
  );
}
