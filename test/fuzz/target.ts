/** A reader of bytes from outside. */
export interface Target {
  readonly name: string;
  /** Ends in a value or in one of our errors, whatever the bytes are. */
  readonly read: (bytes: Uint8Array) => unknown;
}

/** As the doors do it: what is no UTF-8 never reaches a reader of texts, so it is read loosely here. */
export function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
