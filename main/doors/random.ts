import { randomBytes as nodeRandomBytes } from "node:crypto";

/** Bytes from the operating system's generator. */
export type RandomBytes = (length: number) => Uint8Array<ArrayBuffer>;

export const systemRandom: RandomBytes = (length) => Uint8Array.from(nodeRandomBytes(length));

/**
 * The same in draws of at least `size` bytes, of which each byte is given out once: for who needs a few many
 * times in a row, since a draw costs more than what it gives.
 */
export function drawnAhead(random: RandomBytes, size: number): RandomBytes {
  let drawn = new Uint8Array();
  let used = 0;
  return (length) => {
    if (drawn.length - used < length) {
      drawn = random(Math.max(size, length));
      used = 0;
    }
    return drawn.subarray(used, (used += length));
  };
}
