/** A part of a picture, in its pixels. */
export interface Region {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Picture {
  /** Red, green, blue and opacity of each pixel, line by line. */
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/** Side of a cell, as a part of the picture's longest: small and large codes side by side. */
const CELLS = [200, 110] as const;
/** Side of the neighbourhood that a pixel is dark against, as a part of the picture's longest. */
const AROUND = 8;
/** A pixel is dark if it is so much darker than what is around it. */
const DARKER = 0.8;
/** Least side of a code, as a part of the picture's longest, and how far from square it may look. */
const LEAST = 1 / 14;
const MOST_ASPECT = 1.5;
/** Least part of its cells that has ink. */
const LEAST_FULL = 0.6;
/** Light around a code that is cut out, as a part of its side. */
const MARGIN = 0.06;
const MOST_REGIONS = 32;

const clamp = (value: number, most: number): number => Math.max(0, Math.min(most, value));

/** Sums of brightness of all above and to the left, one line and one column more than the picture has. */
function sumsOf({ data, width, height }: Picture): Float64Array {
  const sums = new Float64Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y++) {
    let line = 0;
    for (let x = 0; x < width; x++) {
      line += brightness(data, y * width + x);
      sums[(y + 1) * (width + 1) + x + 1] = line + (sums[y * (width + 1) + x + 1] as number);
    }
  }
  return sums;
}

function brightness(data: Uint8ClampedArray, at: number): number {
  return (2 * (data[4 * at] as number) + 5 * (data[4 * at + 1] as number) + (data[4 * at + 2] as number)) / 8;
}

/** For each cell whether some pixel in it is dark. */
function inkOf(
  picture: Picture,
  sums: Float64Array,
  cell: number,
  columns: number,
  rows: number,
): Uint8Array {
  const { data, width, height } = picture;
  const around = Math.ceil(Math.max(width, height) / AROUND / 2);
  const ink = new Uint8Array(columns * rows);
  const sum = (x: number, y: number): number => sums[y * (width + 1) + x] as number;
  for (let y = 0; y < height; y++) {
    const [top, bottom] = [clamp(y - around, height), clamp(y + around, height)];
    for (let x = 0; x < width; x++) {
      const [left, right] = [clamp(x - around, width), clamp(x + around, width)];
      const mean =
        (sum(right, bottom) - sum(left, bottom) - sum(right, top) + sum(left, top)) /
        ((right - left) * (bottom - top));
      if (brightness(data, y * width + x) < DARKER * mean) {
        ink[Math.floor(y / cell) * columns + Math.floor(x / cell)] = 1;
      }
    }
  }
  return ink;
}

/** Boxes around what hangs together, in cells, with how many of these have ink. */
function blobsOf(
  ink: Uint8Array,
  columns: number,
  rows: number,
): readonly (Region & { readonly count: number })[] {
  const seen = new Uint8Array(ink.length);
  const found: (Region & { readonly count: number })[] = [];
  for (let start = 0; start < ink.length; start++) {
    if (ink[start] === 0 || seen[start] === 1) continue;
    const waiting = [start];
    seen[start] = 1;
    let [left, right, top, bottom, count] = [columns, 0, rows, 0, 0];
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      const [x, y] = [at % columns, Math.floor(at / columns)];
      count++;
      [left, right] = [Math.min(left, x), Math.max(right, x)];
      [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
      for (let down = -1; down <= 1; down++) {
        for (let along = -1; along <= 1; along++) {
          const [nx, ny] = [x + along, y + down];
          const next = ny * columns + nx;
          if (nx < 0 || ny < 0 || nx >= columns || ny >= rows) continue;
          if (ink[next] === 0 || seen[next] === 1) continue;
          seen[next] = 1;
          waiting.push(next);
        }
      }
    }
    found.push({ x: left, y: top, width: right - left + 1, height: bottom - top + 1, count });
  }
  return found;
}

function looksLikeCode(
  { width, height, count }: Region & { readonly count: number },
  least: number,
): boolean {
  const aspect = Math.max(width, height) / Math.min(width, height);
  return Math.min(width, height) >= least && aspect <= MOST_ASPECT && count >= LEAST_FULL * width * height;
}

const isSame = (a: Region, b: Region): boolean =>
  Math.abs(a.x + a.width / 2 - b.x - b.width / 2) < a.width / 4 &&
  Math.abs(a.y + a.height / 2 - b.y - b.height / 2) < a.height / 4;

/**
 * Where in a picture codes may be that stand beside one another: square, and full of dark and light. A
 * reader of codes takes one picture for one code, so each is cut out; whether it is one it says itself.
 */
export function codeRegions(picture: Picture): readonly Region[] {
  const { width, height } = picture;
  const longest = Math.max(width, height);
  const sums = sumsOf(picture);
  const found: Region[] = [];
  for (const cells of CELLS) {
    const cell = Math.max(1, Math.round(longest / cells));
    const [columns, rows] = [Math.ceil(width / cell), Math.ceil(height / cell)];
    const ink = inkOf(picture, sums, cell, columns, rows);
    for (const blob of blobsOf(ink, columns, rows)) {
      if (!looksLikeCode(blob, (LEAST * longest) / cell)) continue;
      const margin = Math.ceil(MARGIN * cell * Math.max(blob.width, blob.height)) + cell;
      const [x, y] = [clamp(blob.x * cell - margin, width), clamp(blob.y * cell - margin, height)];
      const right = clamp((blob.x + blob.width) * cell + margin, width);
      const bottom = clamp((blob.y + blob.height) * cell + margin, height);
      const region = { x, y, width: right - x, height: bottom - y };
      if (!found.some((one) => isSame(one, region))) found.push(region);
    }
  }
  return found.slice(0, MOST_REGIONS);
}
