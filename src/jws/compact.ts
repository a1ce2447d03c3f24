import { fromBase64Url, toBase64Url } from "../bytes/base64.ts";
import { utf8 } from "../bytes/bytes.ts";
import { BytesError } from "../bytes/error.ts";
import type { P256Jwk } from "../crypto/p256-jwk.ts";
import type { Es256Signer, Primitives } from "../crypto/ports.ts";
import { JsonError } from "../json/error.ts";
import { parseJsonBytes } from "../json/parse.ts";
import { isJsonObject, type JsonObject } from "../json/value.ts";
import { JwsError } from "./error.ts";

/** One ES256 compact JWS (RFC 7515 section 7.1), read but not yet verified. */
export interface CompactJws {
  readonly header: JsonObject;
  readonly payload: JsonObject;
  /** ASCII of `header.payload`, what the signature covers. */
  readonly signingInput: Uint8Array;
  /** r || s, 64 bytes. */
  readonly signature: Uint8Array;
}

export interface CompactJwsLimits {
  /** Exact `typ` of the header. */
  readonly typ: string;
  /** Most characters of the whole text. */
  readonly maxLength: number;
}

const MAX_HEADER = 4096;
const MAX_DEPTH = 16;

function readPart(part: string, maxLength: number): JsonObject {
  const value = parseJsonBytes(fromBase64Url(part), { maxLength, maxDepth: MAX_DEPTH });
  if (!isJsonObject(value)) throw new JwsError("jws.syntax");
  return value;
}

/**
 * Reads a compact JWS with header `alg` exactly ES256 and the expected `typ` (RFC 8725 section 3.11);
 * `crit` is refused, since we understand no extension. Throws JwsError only.
 */
export function parseCompactJws(text: unknown, limits: CompactJwsLimits): CompactJws {
  if (typeof text !== "string") throw new JwsError("jws.syntax");
  if (text.length > limits.maxLength) throw new JwsError("jws.too_large");
  const [head, body, mac, ...more] = text.split(".", 4);
  if (head === undefined || body === undefined || mac === undefined || more.length > 0) {
    throw new JwsError("jws.syntax");
  }
  try {
    const header = readPart(head, MAX_HEADER);
    if (header["alg"] !== "ES256") throw new JwsError("jws.algorithm");
    if (header["typ"] !== limits.typ) throw new JwsError("jws.type");
    if ("crit" in header || "b64" in header) throw new JwsError("jws.critical");
    const signature = fromBase64Url(mac);
    if (signature.length !== 64) throw new JwsError("jws.signature");
    return {
      header,
      payload: readPart(body, limits.maxLength),
      signingInput: utf8(`${head}.${body}`),
      signature,
    };
  } catch (error) {
    if (error instanceof BytesError || error instanceof JsonError) throw new JwsError("jws.syntax");
    throw error;
  }
}

/** Throws `jws.signature` unless `key` made the signature. */
export function verifyCompactJws(
  jws: CompactJws,
  key: P256Jwk,
  primitives: Pick<Primitives, "verifyEs256">,
): void {
  if (!primitives.verifyEs256(key, jws.signingInput, jws.signature)) throw new JwsError("jws.signature");
}

/** Signs an ES256 compact JWS; `alg` is added to the header. */
export function signCompactJws(
  header: JsonObject & { readonly typ: string },
  payload: JsonObject,
  signer: Es256Signer,
): string {
  const head = toBase64Url(utf8(JSON.stringify({ ...header, alg: "ES256" })));
  const input = `${head}.${toBase64Url(utf8(JSON.stringify(payload)))}`;
  return `${input}.${toBase64Url(signer.sign(utf8(input)))}`;
}
