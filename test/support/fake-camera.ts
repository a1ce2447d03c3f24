import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import encodeQr from "qr";

const WIDTH = 960;
const HEIGHT = 540;
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

export interface Film {
  readonly path: string;
  /** What the browser is started with. */
  readonly flags: readonly string[];
  /** What it shows from the next time that the camera is opened, ten pictures a second, over and over. */
  readonly show: (texts: readonly (string | undefined)[]) => void;
  /** Brightness of the first picture's middle row, from a quarter of its width to three quarters. */
  readonly row: () => Uint8Array;
}

/**
 * A film (YUV4MPEG2, 4:2:0) that Chromium's fake camera plays: of each text its code, of none grey. The
 * browser calls the camera by the film's path, so that `camera` stands in its name.
 */
export function fakeFilm(folder: string, camera = "camera"): Film {
  const path = join(folder, `${camera}.y4m`);
  const grey = new Uint8Array((WIDTH * HEIGHT) / 2).fill(128);
  const show = (texts: readonly (string | undefined)[]): void => {
    writeFileSync(path, `YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`);
    for (const text of texts)
      appendFileSync(path, Buffer.concat([Buffer.from("FRAME\n"), picture(text), grey]));
  };
  show([undefined]);
  return {
    path,
    flags: ["--use-fake-device-for-media-stream", `--use-file-for-fake-video-capture=${path}`],
    show,
    row: () => {
      const film = readFileSync(path);
      const start = film.indexOf("FRAME\n") + 6 + (HEIGHT / 2) * WIDTH;
      return film.subarray(start + WIDTH / 4, start + (3 * WIDTH) / 4);
    },
  };
}

/** The same with nothing to be seen, then, if there is a text, its code. Gives the browser's flags. */
export function fakeCamera(folder: string, text: string | undefined): readonly string[] {
  const film = fakeFilm(folder);
  film.show([undefined, text, text, text]);
  return film.flags;
}
