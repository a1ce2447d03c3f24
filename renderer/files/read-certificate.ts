/** Most bytes of a file of certificates that are looked at. */
const MOST = 256 << 10;

/**
 * A file of certificates as `trust.look` takes it: PEM as it is, anything else in base64. Undefined for one
 * that cannot be read or is far too large for one.
 */
export async function readCertificate(file: Pick<File, "size" | "arrayBuffer">): Promise<string | undefined> {
  if (file.size > MOST) return undefined;
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    return undefined;
  }
  const text = new TextDecoder("latin1").decode(bytes);
  if (text.includes("-----BEGIN")) return text;
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}
