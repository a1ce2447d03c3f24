/** Most pixels that a picture is unpacked to: a file of some kilobytes can claim thousands of millions. */
export const MOST_PIXELS = 64_000_000;

/** Width and height of a PNG, as its first chunk says (PNG, third edition, section 11.2.1). */
function pngSize(view: DataView): number | undefined {
  if (view.byteLength < 24 || view.getUint32(0) !== 0x89504e47 || view.getUint32(12) !== 0x49484452)
    return undefined;
  return view.getUint32(16) * view.getUint32(20);
}

/** Of the frame header of a JPEG: SOF0 to SOF15 but DHT, JPG and DAC (ITU T.81, tables B.1 and B.2). */
function jpegSize(view: DataView): number | undefined {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return undefined;
  for (let at = 2; at + 9 <= view.byteLength;) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    // Fill bytes may stand before a marker.
    if (marker === 0xff) {
      at++;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return view.getUint16(at + 5) * view.getUint16(at + 7);
    const hasLength = marker !== 0x01 && !(marker >= 0xd0 && marker <= 0xd8);
    at += hasLength ? 2 + view.getUint16(at + 2) : 2;
  }
  return undefined;
}

/** Pixels that a PNG or JPEG unpacks to; undefined for what says nothing of the kind. */
export function pixelsIn(bytes: Uint8Array): number | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return pngSize(view) ?? jpegSize(view);
}
