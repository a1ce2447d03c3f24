import { digestText, digestTextOf } from "../crypto/digest-text.ts";
import type { Sha256 } from "../crypto/ports.ts";
import type { SdJwt } from "./sd-jwt/parse.ts";

/** What stands for a credential on the chain: SHA-256 of its issuer-signed JWT's bytes, base64url. */
export function commitmentOf(sdJwt: Pick<SdJwt, "jwt">, sha256: Sha256): string {
  return digestText(sdJwt.jwt.bytes, sha256);
}

/** The same for one that was just issued and need not be read again. */
export function commitmentOfIssued(text: string, sha256: Sha256): string {
  return digestTextOf(text.slice(0, text.indexOf("~")), sha256);
}
