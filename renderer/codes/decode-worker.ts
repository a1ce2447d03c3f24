import jsQr from "jsqr";
import { codeRegions, type Region } from "./code-regions.ts";

/** A picture to look for codes in. The bitmap is the worker's own from here on. */
export interface DecodeOrder {
  readonly id: number;
  readonly bitmap: ImageBitmap;
  /** A picture that does not come again: also looked at smaller, and with light and dark exchanged. */
  readonly isStill: boolean;
}

export interface DecodeReport {
  readonly id: number;
  /** Of each code that can be read, once. */
  readonly texts: readonly string[];
}

/** Longest side in pixels that is looked at; larger pictures are drawn smaller. */
const MOST_SIDE = 2000;

/** Codes beside one another are looked for in a picture no larger than this. */
const COARSE_SIDE = 1000;
/** Of what the camera sees while it goes on, no more are tried at a time. */
const MOST_LIVE = 4;

/** Pixels of a part of a picture, no larger than `most` on their longest side. */
function pixelsOf(bitmap: ImageBitmap, of: Region, most: number): ImageData | undefined {
  const scale = Math.min(1, most / Math.max(of.width, of.height));
  const width = Math.max(1, Math.round(of.width * scale));
  const height = Math.max(1, Math.round(of.height * scale));
  const context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  if (context === null) return undefined;
  // What is clear is paper.
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, of.x, of.y, of.width, of.height, 0, 0, width, height);
  return context.getImageData(0, 0, width, height);
}

function readPart(
  bitmap: ImageBitmap,
  of: Region,
  most: number,
  inversionAttempts: "attemptBoth" | "dontInvert",
): string | undefined {
  const pixels = pixelsOf(bitmap, of, most);
  if (pixels === undefined) return undefined;
  const text = jsQr(pixels.data, pixels.width, pixels.height, { inversionAttempts })?.data;
  return text === "" ? undefined : text;
}

const wholeOf = ({ width, height }: ImageBitmap): Region => ({ x: 0, y: 0, width, height });

function readWhole({ bitmap, isStill }: DecodeOrder): readonly string[] {
  const whole = wholeOf(bitmap);
  const side = Math.min(MOST_SIDE, Math.max(whole.width, whole.height));
  const inversionAttempts = isStill ? "attemptBoth" : "dontInvert";
  for (const shrink of isStill ? [1, 0.5] : [1]) {
    const text = readPart(bitmap, whole, side * shrink, inversionAttempts);
    if (text !== undefined) return [text];
  }
  return [];
}

/** A reader takes what it sees for one code, so of several none is read unless each is cut out. */
function readEach({ bitmap, isStill }: DecodeOrder): readonly string[] {
  const whole = wholeOf(bitmap);
  const coarse = pixelsOf(bitmap, whole, COARSE_SIDE);
  if (coarse === undefined) return [];
  const scale = Math.max(whole.width, whole.height) / Math.max(coarse.width, coarse.height);
  const regions = codeRegions(coarse);
  // Live, one alone was looked at already.
  if (regions.length < (isStill ? 1 : 2)) return [];
  const texts = regions.slice(0, isStill ? regions.length : MOST_LIVE).flatMap(({ x, y, width, height }) => {
    const region = { x: x * scale, y: y * scale, width: width * scale, height: height * scale };
    return readPart(bitmap, region, MOST_SIDE, "dontInvert") ?? [];
  });
  return [...new Set(texts)];
}

function read(order: DecodeOrder): readonly string[] {
  const [first, second] = order.isStill ? [readEach, readWhole] : [readWhole, readEach];
  const texts = first(order);
  return texts.length > 0 ? texts : second(order);
}

self.addEventListener("message", ({ data }: MessageEvent<DecodeOrder>) => {
  let texts: readonly string[] = [];
  try {
    texts = read(data);
  } catch {
    // A picture that the reader chokes on holds nothing for us.
  } finally {
    data.bitmap.close();
  }
  const report: DecodeReport = { id: data.id, texts };
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker's, which has no such argument
  self.postMessage(report);
});
