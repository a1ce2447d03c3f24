const INTEGER = 0x02;
const SEQUENCE = 0x30;
const SIZE = 32;

/**
 * An ES256 signature r || s (RFC 7518 section 3.4, 64 bytes) in the DER of RFC 3279 section 2.2.3.
 * node:crypto would do it when asked, by way of an options object and OpenSSL's old key type, for a
 * third more than the verification costs.
 */
export function toDerSignature(signature: Uint8Array): Uint8Array {
  const out = new Uint8Array(2 + 2 * (3 + SIZE));
  let at = 2;
  for (let start = 0; start < 2 * SIZE; start += SIZE) {
    const end = start + SIZE;
    let from = start;
    while (from < end - 1 && signature[from] === 0) from++;
    // The number is positive, so a first bit that is set needs a zero byte before it.
    const pad = (signature[from] as number) >= 0x80 ? 1 : 0;
    out[at++] = INTEGER;
    out[at++] = pad + end - from;
    at += pad;
    while (from < end) out[at++] = signature[from++] as number;
  }
  out[0] = SEQUENCE;
  out[1] = at - 2;
  return out.subarray(0, at);
}

/**
 * The same back: r || s of a signature that node:crypto has just made (DER, RFC 3279 section 2.2.3).
 * Asked for r || s itself, it takes twice as long for the whole signature. Throws RangeError for
 * anything else.
 */
export function fromDerSignature(der: Uint8Array): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(2 * SIZE);
  let at = 2;
  for (const end of [SIZE, 2 * SIZE]) {
    let length = der[at + 1] as number;
    const isInteger = der[at] === INTEGER && length > 0 && length <= SIZE + 1;
    at += 2;
    if (length === SIZE + 1 && der[at] === 0) {
      at++;
      length--;
    }
    if (!isInteger || length > SIZE || at + length > der.length)
      throw new RangeError("not a P-256 signature in DER");
    out.set(der.subarray(at, at + length), end - length);
    at += length;
  }
  if (der[0] !== SEQUENCE || der[1] !== der.length - 2 || at !== der.length)
    throw new RangeError("not a P-256 signature in DER");
  return out;
}
