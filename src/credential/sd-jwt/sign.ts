import { toBase64Url, utf8ToBase64Url } from "../../bytes/base64.ts";
import { utf8 } from "../../bytes/bytes.ts";
import type { Es256Signer } from "../../crypto/ports.ts";
import type { Unsigned } from "../../crypto/unsigned.ts";
import type { JsonObject } from "../../json/value.ts";

/** A JWS in compact form (RFC 7515 section 7.1) that waits for its signature; `header` must say ES256. */
export function prepareJws(header: JsonObject, payload: JsonObject): Unsigned<string> {
  const input = `${utf8ToBase64Url(JSON.stringify(header))}.${utf8ToBase64Url(JSON.stringify(payload))}`;
  return { message: utf8(input), signed: (signature) => `${input}.${toBase64Url(signature)}` };
}

/** The same, signed. */
export function signJws(header: JsonObject, payload: JsonObject, signer: Es256Signer): string {
  const { message, signed } = prepareJws(header, payload);
  return signed(signer.sign(message));
}
