import { fromBase64Url } from "../../src/bytes/base64.ts";
import { parseEntry } from "../../src/chain/entries/entry.ts";
import { parsedSigningBytes } from "../../src/chain/entries/signing.ts";
import { codeOf } from "../../src/error.ts";
import type { VerifiedSignatures } from "./verified.ts";

/**
 * Has an entry's signatures verified on other cores before it is judged, so that the judgement finds
 * them known. Says nothing about the entry, whatever it is.
 */
export async function verifyAhead(
  entry: Uint8Array,
  registryId: Uint8Array,
  verified: VerifiedSignatures,
): Promise<void> {
  try {
    const parsed = parseEntry(entry);
    const message = parsedSigningBytes(registryId, parsed);
    await Promise.all(
      parsed.sigs.map(({ key, sig }) => verified.ahead(fromBase64Url(key), message, fromBase64Url(sig))),
    );
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
  }
}
