import { MAX_IMAGE_BYTES } from "../../../src/bytes/image.ts";
import { fromBase64, toBase64 } from "../../../src/bytes/base64.ts";

/** Widest and highest that a portrait is kept, in pixels. */
const WIDTH = 240;
const HEIGHT = 300;
const QUALITIES = [0.85, 0.7, 0.55, 0.4, 0.25] as const;

function toUrl(type: string, bytes: Uint8Array): string {
  return `data:${type};base64,${toBase64(bytes)}`;
}

async function encode(picture: ImageBitmap, scale: number, quality: number): Promise<Uint8Array | undefined> {
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  const canvas = new OffscreenCanvas(width, height);
  const drawing = canvas.getContext("2d");
  if (drawing === null) return undefined;
  // JPEG knows no transparency: what is clear becomes paper.
  drawing.fillStyle = "#ffffff";
  drawing.fillRect(0, 0, width, height);
  drawing.drawImage(picture, 0, 0, width, height);
  const blob = await canvas.convertToBlob({ type: "image/jpeg", quality });
  return new Uint8Array(await blob.arrayBuffer());
}

/**
 * A picture as a certificate may carry it, as a data URL: as it is where it is small enough, else made
 * smaller. Undefined for what is no picture, or cannot be made small enough.
 */
export async function fitImage(file: {
  readonly image: string;
  readonly type: string;
}): Promise<{ readonly url: string; readonly isSmaller: boolean } | undefined> {
  let picture: ImageBitmap | undefined;
  try {
    const bytes = new Uint8Array(fromBase64(file.image));
    picture = await createImageBitmap(new Blob([bytes], { type: file.type }));
    if (bytes.length <= MAX_IMAGE_BYTES) return { url: toUrl(file.type, bytes), isSmaller: false };
    const fit = Math.min(1, WIDTH / picture.width, HEIGHT / picture.height);
    for (const scale of [fit, fit / 1.5, fit / 2]) {
      for (const quality of QUALITIES) {
        const made = await encode(picture, scale, quality);
        if (made !== undefined && made.length <= MAX_IMAGE_BYTES)
          return { url: toUrl("image/jpeg", made), isSmaller: true };
      }
    }
    return undefined;
  } catch {
    // The browser's own decoder says no, in errors of its own.
    return undefined;
  } finally {
    picture?.close();
  }
}
