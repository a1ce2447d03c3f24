import { toBase64Url } from "../../bytes/base64.ts";
import { plainCodec, type TextCodec } from "../../bytes/text-codec.ts";
import type { Es256Signer } from "../../crypto/ports.ts";
import type { JsonObject } from "../../json/value.ts";

/** What is signed of a JWS in compact form (RFC 7515 section 7.1), as its text begins; `header` must say ES256. */
export function jwsInput(header: JsonObject, payload: JsonObject, codec: TextCodec = plainCodec): string {
  const [head, body] = [header, payload].map((part) => codec.utf8ToBase64Url([JSON.stringify(part)]));
  return `${head}.${body}`;
}

/** The whole, signed. */
export function signJws(header: JsonObject, payload: JsonObject, signer: Es256Signer): string {
  const input = jwsInput(header, payload);
  return `${input}.${toBase64Url(signer.sign(plainCodec.asciiBytes(input)))}`;
}
