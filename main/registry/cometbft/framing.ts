import { CometError } from "./error.ts";

/** Longest message taken, bytes: a block of the largest size, and its commit. */
export const MAX_MESSAGE = 16 << 20;
/** A length takes at most so many bytes; more are refused before the message is waited for. */
const MAX_PREFIX = 4;

/**
 * Messages of ABCI's socket protocol: each behind its length as an unsigned varint (CometBFT
 * specification v0.38, "ABCI: Client and Server", "Socket"). Keeps what has come of the next one.
 */
export class FrameReader {
  readonly #parts: Uint8Array[] = [];
  #length = 0;

  /** Whole messages, in order. Throws `comet.frame` or `comet.too_large`; the connection is then of no use. */
  *push(bytes: Uint8Array): Generator<Uint8Array> {
    this.#parts.push(bytes);
    this.#length += bytes.length;
    for (let message = this.#next(); message !== undefined; message = this.#next()) yield message;
  }

  #next(): Uint8Array | undefined {
    const prefix = this.#peek();
    if (prefix === undefined || this.#length < prefix.size + prefix.length) return undefined;
    this.#take(prefix.size);
    return this.#take(prefix.length);
  }

  #peek(): { readonly size: number; readonly length: number } | undefined {
    let length = 0;
    let size = 0;
    for (const part of this.#parts) {
      for (const byte of part) {
        length += (byte & 0x7f) * 2 ** (7 * size);
        size++;
        if (byte < 0x80) {
          if (length > MAX_MESSAGE) throw new CometError("comet.too_large");
          return { size, length };
        }
        if (size === MAX_PREFIX) throw new CometError("comet.frame");
      }
    }
    return undefined;
  }

  #take(count: number): Uint8Array {
    const out = new Uint8Array(count);
    let at = 0;
    while (at < count) {
      const part = this.#parts[0] as Uint8Array;
      const piece = part.subarray(0, count - at);
      out.set(piece, at);
      at += piece.length;
      if (piece.length === part.length) this.#parts.shift();
      else this.#parts[0] = part.subarray(piece.length);
    }
    this.#length -= count;
    return out;
  }
}

/** A message behind its length. */
export function frame(message: Uint8Array): Uint8Array {
  const prefix: number[] = [];
  for (let left = message.length; ; left = Math.floor(left / 128)) {
    if (left < 128) {
      prefix.push(left);
      break;
    }
    prefix.push((left % 128) | 0x80);
  }
  const out = new Uint8Array(prefix.length + message.length);
  out.set(prefix);
  out.set(message, prefix.length);
  return out;
}
