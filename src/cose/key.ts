import { fromBase64UrlOf, toBase64Url } from "../bytes/base64.ts";
import { concat } from "../bytes/bytes.ts";
import { type CborMap, type CborValue, isCborBytes, isCborMap } from "../cbor/value.ts";
import { CryptoError } from "../crypto/error.ts";
import { p256Compress, p256ToJwk } from "../crypto/p256.ts";
import type { P256Jwk } from "../crypto/p256-jwk.ts";
import { CoseError } from "./error.ts";

const KTY = 1;
const CRV = -1;
const X = -2;
const Y = -3;
const EC2 = 2;
const P256 = 1;

/** The EC2 key (RFC 9053 section 7.1.1) of a P-256 JWK. */
export function toCoseKey(key: P256Jwk): CborMap {
  return new Map<number, CborValue>([
    [KTY, EC2],
    [CRV, P256],
    [X, fromBase64UrlOf(key.x, 32)],
    [Y, fromBase64UrlOf(key.y, 32)],
  ]);
}

/** Reads a P-256 key that is on the curve; y may be its sign bit alone. Throws `cose.key`. */
export function parseCoseKey(value: CborValue): P256Jwk {
  if (!isCborMap(value) || value.get(KTY) !== EC2 || value.get(CRV) !== P256) throw new CoseError("cose.key");
  const x = value.get(X);
  const y = value.get(Y);
  if (!isCborBytes(x) || x.length !== 32) throw new CoseError("cose.key");
  try {
    if (typeof y === "boolean") return p256ToJwk(concat(Uint8Array.of(y ? 3 : 2), x));
    if (!isCborBytes(y) || y.length !== 32) throw new CoseError("cose.key");
    const jwk: P256Jwk = { kty: "EC", crv: "P-256", x: toBase64Url(x), y: toBase64Url(y) };
    p256Compress(jwk);
    return jwk;
  } catch (cause) {
    if (cause instanceof CryptoError) throw new CoseError("cose.key", { cause });
    throw cause;
  }
}
