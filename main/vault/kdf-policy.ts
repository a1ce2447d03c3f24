export interface KdfCost {
  /** KiB. */
  readonly memory: number;
  readonly passes: number;
}

/**
 * What a vault file may ask of this machine, and what a new one gets. It comes from the program's
 * composition, never from a file: parameters below the floor would let a planted file weaken the key,
 * above the ceiling hang the program.
 */
export interface KdfPolicy {
  readonly floor: KdfCost;
  readonly ceiling: KdfCost;
  readonly choice: KdfCost & { readonly lanes: number };
  /** Milliseconds that a new key is to take on this machine; `choice` as it is where left out. */
  readonly target?: number;
}

/** The second recommended option of RFC 9106 section 4, as a fixed choice. */
export const FLOOR_KDF: KdfPolicy = {
  floor: { memory: 65_536, passes: 3 },
  ceiling: { memory: 1_048_576, passes: 16 },
  choice: { memory: 65_536, passes: 3, lanes: 4 },
};

/** That option at least, and as much more as the machine does in about a second. */
export const STRICT_KDF: KdfPolicy = { ...FLOOR_KDF, target: 1_000 };
