import { fromBase64Url } from "../bytes/base64.ts";
import { BytesError } from "../bytes/error.ts";
import type { OfficeKey, OfficeRecord, Span } from "../chain/state/records.ts";
import { CryptoError } from "../crypto/error.ts";
import { p256Thumbprint, p256ToJwk } from "../crypto/p256.ts";
import type { P256Jwk } from "../crypto/p256-jwk.ts";
import type { Sha256 } from "../crypto/ports.ts";

/** A P-256 key of an office, as credentials and requests name it. */
export interface NamedKey {
  readonly jwk: P256Jwk;
  /** Every span the office's record gives it; a key may be given back after a gap. */
  readonly spans: readonly Span[];
}

type Use = "credential" | "request";
type Keys = ReadonlyMap<string, NamedKey>;

// Decompressing a point costs more than all other checks of a verdict, and records are immutable.
const known = new WeakMap<OfficeRecord, { readonly [use in Use]: Keys }>();

function nameKeys(keys: readonly OfficeKey[], use: Use, sha256: Sha256): Keys {
  const named = new Map<string, { readonly jwk: P256Jwk; readonly spans: Span[] }>();
  for (const key of keys) {
    if (key.use !== use) continue;
    try {
      const jwk = p256ToJwk(fromBase64Url(key.key));
      const thumbprint = p256Thumbprint(jwk, sha256);
      const before = named.get(thumbprint);
      if (before === undefined) named.set(thumbprint, { jwk, spans: [key] });
      else before.spans.push(key);
    } catch (error) {
      // A registry admits no such key; a view that offers one all the same has none to offer.
      if (!(error instanceof CryptoError || error instanceof BytesError)) throw error;
    }
  }
  return named;
}

/** The key of that use whose thumbprint (RFC 7638) is `kid`; whether it counts is another question. */
export function findOfficeKey(
  office: OfficeRecord,
  use: Use,
  kid: string,
  sha256: Sha256,
): NamedKey | undefined {
  let keys = known.get(office);
  if (keys === undefined) {
    keys = {
      credential: nameKeys(office.keys, "credential", sha256),
      request: nameKeys(office.keys, "request", sha256),
    };
    known.set(office, keys);
  }
  return keys[use].get(kid);
}
