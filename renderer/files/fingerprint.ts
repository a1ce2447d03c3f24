import { toBase64Url } from "../../src/bytes/base64.ts";

/** Largest document that is read, in bytes. */
export const MOST_DOCUMENT = 64 << 20;

export interface Fingerprint {
  readonly name: string;
  readonly size: number;
  /** SHA-256 of the bytes, base64url. */
  readonly hash: string;
}

/** What stands for a document whose bytes go nowhere; capped before it is read. */
export async function fingerprintOf(
  file: Pick<File, "name" | "size" | "arrayBuffer">,
): Promise<Fingerprint | "too_large" | "unreadable"> {
  if (file.size > MOST_DOCUMENT) return "too_large";
  try {
    const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
    return { name: file.name, size: file.size, hash: toBase64Url(new Uint8Array(digest)) };
  } catch {
    // Gone or locked since it was chosen.
    return "unreadable";
  }
}
