import jsQr from "jsqr";

/** A picture to look for a code in. The bitmap is the worker's own from here on. */
export interface DecodeOrder {
  readonly id: number;
  readonly bitmap: ImageBitmap;
  /** A picture that does not come again: also looked at smaller, and with light and dark exchanged. */
  readonly isStill: boolean;
}

export interface DecodeReport {
  readonly id: number;
  /** Undefined where there is no code that can be read. */
  readonly text?: string;
}

/** Longest side in pixels that is looked at; larger pictures are drawn smaller. */
const MOST_SIDE = 2000;

function pixelsOf(bitmap: ImageBitmap, shrink: number): ImageData | undefined {
  const scale = Math.min(1, MOST_SIDE / Math.max(bitmap.width, bitmap.height)) * shrink;
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  const context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  if (context === null) return undefined;
  // What is clear is paper.
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, 0, 0, width, height);
  return context.getImageData(0, 0, width, height);
}

function read({ bitmap, isStill }: DecodeOrder): string | undefined {
  for (const shrink of isStill ? [1, 0.5] : [1]) {
    const pixels = pixelsOf(bitmap, shrink);
    if (pixels === undefined) return undefined;
    const inversionAttempts = isStill ? "attemptBoth" : "dontInvert";
    const found = jsQr(pixels.data, pixels.width, pixels.height, { inversionAttempts });
    if (found !== null && found.data !== "") return found.data;
  }
  return undefined;
}

self.addEventListener("message", ({ data }: MessageEvent<DecodeOrder>) => {
  let text: string | undefined;
  try {
    text = read(data);
  } catch {
    // A picture that the reader chokes on holds nothing for us.
  } finally {
    data.bitmap.close();
  }
  const report: DecodeReport = { id: data.id, ...(text === undefined ? {} : { text }) };
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker's, which has no such argument
  self.postMessage(report);
});
