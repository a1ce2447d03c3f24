import { utf8, utf8In } from "../bytes/bytes.ts";
import { verifyEd25519 } from "../crypto/ed25519.ts";
import type { Ed25519Signer, Primitives, Sha256 } from "../crypto/ports.ts";
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

/** A key of a log, and the id its signature lines bear. */
export interface LogKey {
  /** Ed25519, 32 bytes. */
  readonly publicKey: Uint8Array;
  readonly keyId: number;
}

export function logKeysOf(origin: string, publicKeys: readonly Uint8Array[], sha256: Sha256): LogKey[] {
  return publicKeys.map((publicKey) => {
    return { publicKey, keyId: keyId(origin, SIGNATURE_TYPE.log, publicKey, sha256) };
  });
}

// For what is verified: the primitive keeps nothing of it.
const room = new Uint8Array(1024);

/**
 * The log key that a signature line claims and that made it, or undefined if the line is by no key of
 * the log. Throws `seal.bad_signature` if it claims a key of the log and does not verify.
 */
export function checkLogSignature(
  body: string,
  line: NoteSignature,
  origin: string,
  logKeys: readonly LogKey[],
  primitives: Pick<Primitives, "verifyEd25519">,
): LogKey | undefined {
  if (line.name !== origin) return undefined;
  // Key ids are short: two keys of one log can share one, and the line may be by either.
  const claimed = logKeys.filter((key) => key.keyId === line.keyId);
  if (claimed.length === 0) return undefined;
  const message = utf8In(body, room);
  const signer = claimed.find(({ publicKey }) =>
    verifyEd25519(primitives, publicKey, message, line.signature),
  );
  if (signer === undefined) throw new NoteError("seal.bad_signature");
  return signer;
}
