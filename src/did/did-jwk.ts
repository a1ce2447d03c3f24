import { fromBase64Url, toBase64Url } from "../bytes/base64.ts";
import { utf8 } from "../bytes/bytes.ts";
import { BytesError } from "../bytes/error.ts";
import { CryptoError } from "../crypto/error.ts";
import { parseP256Jwk } from "../crypto/p256.ts";
import type { P256Jwk } from "../crypto/p256-jwk.ts";
import { JsonError } from "../json/error.ts";
import { parseJsonBytes } from "../json/parse.ts";
import { didKeyToP256 } from "./did-key.ts";
import { DidError } from "./error.ts";

const PREFIX = "did:jwk:";
const MAX_JWK = 2048;

/** The P-256 key of a did:jwk, or of the DID URL of its one key, `#0`. Throws `did.*`. */
export function didJwkToP256(text: string): P256Jwk {
  if (!text.startsWith(PREFIX)) throw new DidError("did.unsupported");
  const [value = "", fragment, ...more] = text.slice(PREFIX.length).split("#");
  if (more.length > 0 || (fragment !== undefined && fragment !== "0")) throw new DidError("did.syntax");
  try {
    return parseP256Jwk(parseJsonBytes(fromBase64Url(value), { maxLength: MAX_JWK, maxDepth: 4 }));
  } catch (cause) {
    if (cause instanceof CryptoError) throw new DidError("did.key", { cause });
    if (cause instanceof BytesError || cause instanceof JsonError) {
      throw new DidError("did.syntax", { cause });
    }
    throw cause;
  }
}

/** The key of a DID that needs no look-up: did:jwk and did:key. Throws `did.*`. */
export function didToP256(text: string): P256Jwk {
  return text.startsWith(PREFIX) ? didJwkToP256(text) : didKeyToP256(text);
}

export function p256ToDidJwk({ kty, crv, x, y }: P256Jwk): string {
  return `${PREFIX}${toBase64Url(utf8(JSON.stringify({ kty, crv, x, y })))}`;
}
