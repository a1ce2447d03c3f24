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
