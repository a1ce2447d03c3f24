import { fromBase64Url } from "../../src/bytes/base64.ts";
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
  const { entries } = verified;
  try {
    const { entry: parsed, entryHash } = entries.read(entry);
    if (entries.isVerified(entryHash)) return;
    const message = parsedSigningBytes(registryId, parsed);
    const known = await Promise.all(
      parsed.sigs.map(({ key, sig }) => verified.ahead(fromBase64Url(key), message, fromBase64Url(sig))),
    );
    if (known.every(Boolean)) entries.noteVerified(entryHash);
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
  }
}
