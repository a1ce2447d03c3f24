import type { OpenedFile } from "../../src/contract/calls/host.ts";
import { MOST_PIXELS, pixelsIn } from "./image-size.ts";

type Picture = Extract<OpenedFile, { readonly image: string }>;

async function bitmapOf({ image, type }: Picture): Promise<ImageBitmap | undefined> {
  const bytes = Uint8Array.from(atob(image), (character) => character.charCodeAt(0));
  const pixels = pixelsIn(bytes);
  if (pixels === undefined || pixels > MOST_PIXELS) return undefined;
  return createImageBitmap(new Blob([bytes], { type }));
}

/** Texts of the QR codes in a picture; none where there is none that can be read. */
export async function readCodes(picture: Picture): Promise<readonly string[]> {
  try {
    const bitmap = await bitmapOf(picture);
    if (bitmap === undefined) return [];
    const { Decoder } = await import("./decoder.ts");
    const decoder = new Decoder();
    try {
      return await decoder.read(bitmap, { isStill: true });
    } finally {
      decoder.close();
    }
  } catch {
    // The browser's own decoder says no, in errors of its own.
    return [];
  }
}
