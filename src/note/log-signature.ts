import { utf8 } from "../bytes/bytes.ts";
import { verifyEd25519 } from "../crypto/ed25519.ts";
import type { Ed25519Signer, Primitives } from "../crypto/ports.ts";
import { parseCheckpoint } from "./checkpoint.ts";
import { NoteError } from "./error.ts";
import { keyId, SIGNATURE_TYPE } from "./keys.ts";
import { formatSignature, type NoteSignature } from "./note.ts";

/**
 * The log's own signature on a checkpoint (C2SP signed-note "Ed25519 signatures"), as one line with its
 * newline. The text must be a checkpoint of that origin, since this kind of signature has no header of
 * its own to keep it apart from other uses of a key. Throws `checkpoint.*`.
 */
export function signAsLog(body: string, origin: string, signer: Ed25519Signer): string {
  if (parseCheckpoint(body).origin !== origin) throw new NoteError("checkpoint.origin");
  return formatSignature({
    name: origin,
    keyId: keyId(origin, SIGNATURE_TYPE.log, signer.publicKey),
    signature: signer.sign(utf8(body)),
  });
}

/**
 * The log key that a signature line claims and that made it, or undefined if the line is by no key of
 * the log. Throws `seal.bad_signature` if it claims a key of the log and does not verify.
 */
export function checkLogSignature(
  body: string,
  line: NoteSignature,
  origin: string,
  logKeys: readonly Uint8Array[],
  primitives: Pick<Primitives, "sha256" | "verifyEd25519">,
): Uint8Array | undefined {
  if (line.name !== origin) return undefined;
  // Key ids are short: two keys of one log can share one, and the line may be by either.
  const claimed = logKeys.filter(
    (key) => keyId(origin, SIGNATURE_TYPE.log, key, primitives.sha256) === line.keyId,
  );
  if (claimed.length === 0) return undefined;
  const message = utf8(body);
  const signer = claimed.find((key) => verifyEd25519(primitives, key, message, line.signature));
  if (signer === undefined) throw new NoteError("seal.bad_signature");
  return signer;
}
