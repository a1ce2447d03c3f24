import { toBase64Url, utf8ToBase64Url } from "../../bytes/base64.ts";
import { utf8 } from "../../bytes/bytes.ts";
import type { Es256Signer } from "../../crypto/ports.ts";
import type { JsonObject } from "../../json/value.ts";

/** A JWS in compact form (RFC 7515 section 7.1); `header` must say ES256. */
export function signJws(header: JsonObject, payload: JsonObject, signer: Es256Signer): string {
  const input = `${utf8ToBase64Url(JSON.stringify(header))}.${utf8ToBase64Url(JSON.stringify(payload))}`;
  return `${input}.${toBase64Url(signer.sign(utf8(input)))}`;
}
