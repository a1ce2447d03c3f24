/**
 * What lacks nothing but its signature. Many of these are signed one right after the other a third
 * sooner than each in the midst of other work, which takes the library's tables out of the processor's
 * caches.
 */
export interface Unsigned<Signed> {
  /** To be asked for when it is signed, no sooner: where it lies may change. */
  readonly message: () => Uint8Array;
  /** May throw what making it would have thrown. */
  readonly signed: (signature: Uint8Array) => Signed;
}
