import { fromBase64Url, toBase64Url } from "../../bytes/base64.ts";
import { concat, utf8 } from "../../bytes/bytes.ts";
import { admitEd25519Key, verifyEd25519 } from "../../crypto/ed25519.ts";
import { CryptoError } from "../../crypto/error.ts";
import type { Ed25519Signer, Primitives, Sha256 } from "../../crypto/ports.ts";
import type { Entry } from "../entries/entry.ts";
import { StatementError } from "./error.ts";
import type { DepositOpening } from "./statement.ts";

const DOMAIN = utf8("sealfolio/deposit/v1\n");

/** What an author's key signs: that it is the author of what has this digest, in this registry. */
function authorBytes(registryId: Uint8Array, digest: string): Uint8Array<ArrayBuffer> {
  return concat(DOMAIN, registryId, fromBase64Url(digest));
}

/** SHA-256(salt, SHA-256 of the file, author's key), base64url; says nothing of any of them. */
export function depositDigest(opening: Omit<DepositOpening, "sig">, sha256: Sha256): string {
  const { salt, file, author } = opening;
  return toBase64Url(sha256(concat(fromBase64Url(salt), fromBase64Url(file), fromBase64Url(author))));
}

/** Opens a digest with 32 random bytes of salt. */
export function openDeposit(
  registryId: Uint8Array,
  parts: { readonly salt: Uint8Array; readonly file: string },
  author: Ed25519Signer,
  sha256: Sha256,
): { readonly digest: string; readonly opening: DepositOpening } {
  const unsigned = {
    salt: toBase64Url(parts.salt),
    file: parts.file,
    author: toBase64Url(author.publicKey),
  };
  const digest = depositDigest(unsigned, sha256);
  const sig = toBase64Url(author.sign(authorBytes(registryId, digest)));
  return { digest, opening: { ...unsigned, sig } };
}

function isAuthor({ author, sig }: DepositOpening, message: Uint8Array, primitives: Primitives): boolean {
  const key = fromBase64Url(author);
  try {
    // A key of small order would be everybody's.
    admitEd25519Key(key);
  } catch (error) {
    if (error instanceof CryptoError) return false;
    throw error;
  }
  return verifyEd25519(primitives, key, message, fromBase64Url(sig));
}

/** Whether the opening is that of the deposit in the entry. Throws `statement.deposit`. */
export function checkDeposit(
  opening: DepositOpening | undefined,
  entry: Entry | undefined,
  registryId: Uint8Array,
  primitives: Primitives,
): { readonly file: string; readonly author: string } | undefined {
  if (opening === undefined) return undefined;
  const digest = depositDigest(opening, primitives.sha256);
  const isOpened = entry?.kind === "document.deposit" && entry.body["digest"] === digest;
  if (!isOpened || !isAuthor(opening, authorBytes(registryId, digest), primitives)) {
    throw new StatementError("statement.deposit");
  }
  return { file: opening.file, author: opening.author };
}
