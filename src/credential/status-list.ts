export type StatusBits = 1 | 2 | 4 | 8;

/** A Token Status List (section 4), unpacked: statuses packed from the lowest bits of each byte up. */
export interface StatusList {
  readonly bits: StatusBits;
  readonly bytes: Uint8Array;
}

/** RFC 1950 inflate that never makes more than `maxOutput` bytes; throws when it would or the input is bad. */
export type Inflate = (bytes: Uint8Array, maxOutput: number) => Uint8Array;
export type Deflate = (bytes: Uint8Array) => Uint8Array;
