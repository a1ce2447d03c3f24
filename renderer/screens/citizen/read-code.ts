import type { OpenedFile } from "../../../src/contract/calls/host.ts";

type Picture = Extract<OpenedFile, { readonly image: string }>;

/** Longest side in pixels that is looked at; larger pictures are drawn smaller. */
const MOST_SIDE = 2000;

async function pixelsOf({ image, type }: Picture): Promise<ImageData | undefined> {
  const bytes = Uint8Array.from(atob(image), (character) => character.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type }));
  const scale = Math.min(1, MOST_SIDE / Math.max(bitmap.width, bitmap.height));
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  const context = new OffscreenCanvas(width, height).getContext("2d");
  context?.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  return context?.getImageData(0, 0, width, height);
}

/** Text of the QR code in a picture; undefined where there is none that can be read. */
export async function readCode(picture: Picture): Promise<string | undefined> {
  try {
    const [pixels, { default: jsQr }] = await Promise.all([pixelsOf(picture), import("jsqr")]);
    const found = pixels && jsQr(pixels.data, pixels.width, pixels.height);
    return found === null || found?.data === "" ? undefined : found?.data;
  } catch {
    return undefined;
  }
}
