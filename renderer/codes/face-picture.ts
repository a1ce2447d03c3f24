import { toBase64 } from "../../src/bytes/base64.ts";
import { FACE_BYTES, FACE_HEIGHT, FACE_WIDTH } from "../../src/verdict/face-matcher.ts";

/**
 * One picture as a face matcher gets it (src/verdict/face-matcher.ts), base64: its middle, as large as it
 * goes. Of the points nothing stays but this text. Undefined where there is no picture yet.
 */
export function facePicture(source: HTMLVideoElement | HTMLImageElement): string | undefined {
  const isVideo = source instanceof HTMLVideoElement;
  const width = isVideo ? source.videoWidth : source.naturalWidth;
  const height = isVideo ? source.videoHeight : source.naturalHeight;
  if (width === 0 || height === 0) return undefined;
  const canvas = new OffscreenCanvas(FACE_WIDTH, FACE_HEIGHT);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) return undefined;
  const scale = Math.min(width / FACE_WIDTH, height / FACE_HEIGHT);
  const [cutWidth, cutHeight] = [FACE_WIDTH * scale, FACE_HEIGHT * scale];
  const [left, top] = [(width - cutWidth) / 2, (height - cutHeight) / 2];
  context.drawImage(source, left, top, cutWidth, cutHeight, 0, 0, FACE_WIDTH, FACE_HEIGHT);
  const { data } = context.getImageData(0, 0, FACE_WIDTH, FACE_HEIGHT);
  const points = new Uint8Array(FACE_BYTES);
  for (let i = 0; i < FACE_WIDTH * FACE_HEIGHT; i++) points.set(data.subarray(4 * i, 4 * i + 3), 3 * i);
  const text = toBase64(points);
  for (const each of [data, points]) each.fill(0);
  context.clearRect(0, 0, FACE_WIDTH, FACE_HEIGHT);
  return text;
}
