import { randomBytes as nodeRandomBytes } from "node:crypto";

/** Bytes from the operating system's generator. */
export type RandomBytes = (length: number) => Uint8Array<ArrayBuffer>;

export const systemRandom: RandomBytes = (length) => Uint8Array.from(nodeRandomBytes(length));
