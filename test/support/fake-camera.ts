import { writeFileSync } from "node:fs";
import { join } from "node:path";
import encodeQr from "qr";

const WIDTH = 1280;
const HEIGHT = 720;
const PAPER = 235;
const INK = 16;
const QUIET = 4;

/** Brightness of a picture with the code in its middle, as large as it goes; without one grey alone. */
function picture(text: string | undefined): Uint8Array {
  const luma = new Uint8Array(WIDTH * HEIGHT).fill(text === undefined ? 128 : PAPER);
  if (text === undefined) return luma;
  const matrix = encodeQr(text, "raw", { ecc: "low", border: QUIET });
  const dot = Math.floor(HEIGHT / matrix.length);
  const left = Math.floor((WIDTH - matrix.length * dot) / 2);
  for (const [row, line] of matrix.entries()) {
    for (const [column, isInk] of line.entries()) {
      if (!isInk) continue;
      for (let y = row * dot; y < (row + 1) * dot; y++) {
        luma.fill(INK, y * WIDTH + left + column * dot, y * WIDTH + left + (column + 1) * dot);
      }
    }
  }
  return luma;
}

/**
 * A film (YUV4MPEG2, 4:2:0) that Chromium's fake camera plays over and over: nothing to be seen, then,
 * if there is a text, its code. Gives the flags that make the browser use it.
 */
export function fakeCamera(folder: string, text: string | undefined): readonly string[] {
  const path = join(folder, "camera.y4m");
  const grey = new Uint8Array((WIDTH * HEIGHT) / 2).fill(128);
  const parts: Uint8Array[] = [Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`)];
  for (const shown of [undefined, text, text, text]) {
    parts.push(Buffer.from("FRAME\n"), picture(shown), grey);
  }
  writeFileSync(path, Buffer.concat(parts));
  return ["--use-fake-device-for-media-stream", `--use-file-for-fake-video-capture=${path}`];
}
