const KEY = 32;
const SIGNATURE = 64;
const HEAD = 4 + KEY + SIGNATURE;

/**
 * Ed25519 signatures to verify, in one buffer that goes to another thread without being copied. Each
 * is the length of its message (uint32, little-endian), key, signature, message.
 */
export class SignatureBatch {
  #bytes: Uint8Array<ArrayBuffer>;
  #view: DataView;
  #at = 0;
  #count = 0;

  constructor(capacity = 1 << 16) {
    this.#bytes = new Uint8Array(capacity);
    this.#view = new DataView(this.#bytes.buffer);
  }

  get count(): number {
    return this.#count;
  }

  /** Copies a key (32 bytes), signature (64 bytes) and message. */
  add(key: Uint8Array, message: Uint8Array, signature: Uint8Array): void {
    const end = this.#at + HEAD + message.length;
    if (end > this.#bytes.length) this.#grow(end);
    this.#view.setUint32(this.#at, message.length, true);
    this.#bytes.set(key, this.#at + 4);
    this.#bytes.set(signature, this.#at + 4 + KEY);
    this.#bytes.set(message, this.#at + HEAD);
    this.#at = end;
    this.#count++;
  }

  /** All of them, to be handed over; nothing may be added afterwards. */
  bytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(0, this.#at);
  }

  #grow(least: number): void {
    const grown = new Uint8Array(Math.max(least, 2 * this.#bytes.length));
    grown.set(this.#bytes);
    this.#bytes = grown;
    this.#view = new DataView(grown.buffer);
  }
}

/** Places in a batch, as `SignatureBatch.bytes` gives it, at which `holds` says no. */
export function failuresIn(
  bytes: Uint8Array,
  holds: (key: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean,
): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const failures: number[] = [];
  for (let at = 0, place = 0; at < bytes.length; place++) {
    const message = at + HEAD;
    const end = message + view.getUint32(at, true);
    const key = bytes.subarray(at + 4, at + 4 + KEY);
    if (!holds(key, bytes.subarray(message, end), bytes.subarray(at + 4 + KEY, message)))
      failures.push(place);
    at = end;
  }
  return failures;
}
