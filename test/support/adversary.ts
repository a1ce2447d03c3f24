import { es256Signer, newP256Secret } from "../../main/crypto/keys.ts";
import { nodePrimitives } from "../../main/crypto/primitives.ts";
import { systemRandom } from "../../main/doors/random.ts";
import { decryptResponse, encryptResponse } from "../../main/presentation/jwe.ts";
import { privateKeyObject } from "../../main/vault/key-object.ts";
import { fromBase64Url } from "../../src/bytes/base64.ts";
import { p256Thumbprint, parseP256Jwk } from "../../src/crypto/p256.ts";
import type { P256Jwk } from "../../src/crypto/p256-jwk.ts";
import { parseJsonBytes } from "../../src/json/parse.ts";
import { isJsonObject, type JsonObject } from "../../src/json/value.ts";
import { signCompactJws } from "../../src/jws/compact.ts";
import { type Delivery, parseDelivery } from "../../src/exchange/delivery.ts";
import { parseRequest } from "../../src/presentation/request.ts";
import type { TestWallet } from "./test-wallet.ts";

/** Somebody with keys of their own, who can write any message and encrypt it to anyone. */
export const ADVERSARY = es256Signer(newP256Secret(systemRandom));

/** Header and payload of a compact JWS, as they stand there. */
export function readJws(text: string): { readonly header: JsonObject; readonly payload: JsonObject } {
  const [header, payload] = text
    .split(".")
    .slice(0, 2)
    .map((part) => parseJsonBytes(fromBase64Url(part)));
  if (!isJsonObject(header) || !isJsonObject(payload)) throw new Error("no JWS");
  return { header, payload };
}

/** The message with other members, signed by the adversary; `undefined` takes a member away. */
export function forge(
  text: string,
  change: { readonly header?: object; readonly payload?: object } = {},
  signer = ADVERSARY,
): string {
  const { header, payload } = readJws(text);
  const merged = { ...header, ...change.header } as JsonObject & { typ: string };
  return signCompactJws(merged, { ...payload, ...change.payload } as JsonObject, signer);
}

/** Encrypts any text as the delivery to who made a key request. */
export async function deliverTo(keyRequest: string, text: string): Promise<string> {
  const jwk: P256Jwk = parseP256Jwk(readJws(keyRequest).payload["encryption"]);
  return await encryptResponse(text, { kid: p256Thumbprint(jwk, nodePrimitives.sha256), jwk });
}

/** Encrypts any text as the answer to a request. */
export async function respondTo(request: string, text: string): Promise<string> {
  return await encryptResponse(text, parseRequest(request).responseKey);
}

/** What is in a delivery, by the keys of the wallet that asked for it. */
export async function lookInto(
  wallet: TestWallet,
  keyRequest: string,
  delivery: string,
): Promise<Delivery["credentials"][number]> {
  const jwk = parseP256Jwk(readJws(keyRequest).payload["encryption"]);
  const secret = wallet.secrets.drawn.find((each) => isSecretOf(each, jwk));
  if (secret === undefined) throw new Error("not this wallet's request");
  const kid = p256Thumbprint(jwk, nodePrimitives.sha256);
  const text = await decryptResponse(delivery, { kid, key: privateKeyObject("ES256", secret) });
  const [first] = parseDelivery(text).credentials;
  if (first === undefined) throw new Error("an empty delivery");
  return first;
}

function isSecretOf(secret: Uint8Array, jwk: P256Jwk): boolean {
  try {
    return es256Signer(secret).publicKey.x === jwk.x;
  } catch {
    return false;
  }
}
