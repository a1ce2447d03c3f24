import { toBase64Url } from "../../../src/bytes/base64.ts";
import { utf8 } from "../../../src/bytes/bytes.ts";
import { CryptoError } from "../../../src/crypto/error.ts";
import { p256Thumbprint, parseP256Jwk } from "../../../src/crypto/p256.ts";
import type { P256Jwk } from "../../../src/crypto/p256-jwk.ts";
import type { Primitives } from "../../../src/crypto/ports.ts";
import { didKeyToP256 } from "../../../src/did/did-key.ts";
import { DidError } from "../../../src/did/error.ts";
import { type CompactJws, parseCompactJws, verifyCompactJws } from "../../../src/jws/compact.ts";
import { JwsError } from "../../../src/jws/error.ts";
import { Refused } from "./refused.ts";

/** Seconds that the clocks of two machines may differ. */
const LEEWAY = 300;
const MAX_LENGTH = 8192;

function isNear(iat: unknown, now: number): boolean {
  return typeof iat === "number" && Math.abs(now - iat) <= LEEWAY;
}

/** The key in a proof's header: `jwk`, or the `did:key` that its `kid` names. */
function keyOf({ header }: CompactJws): P256Jwk {
  const { jwk, kid } = header;
  if (jwk === undefined && typeof kid === "string") return didKeyToP256(kid);
  return parseP256Jwk(jwk);
}

function isHostile(error: unknown): boolean {
  return error instanceof JwsError || error instanceof CryptoError || error instanceof DidError;
}

export interface ProofExpectation {
  readonly now: number;
  readonly primitives: Primitives;
}

/**
 * The key that a `jwt` proof (OpenID4VCI 1.0 appendix F.1) shows possession of. Each proof must carry a
 * nonce of ours. Throws `invalid_proof` or `invalid_nonce`.
 */
export function verifyKeyProof(
  proof: unknown,
  expected: ProofExpectation & { readonly issuer: string; readonly isOurNonce: (nonce: string) => boolean },
): P256Jwk {
  try {
    const jws = parseCompactJws(proof, { typ: "openid4vci-proof+jwt", maxLength: MAX_LENGTH });
    const key = keyOf(jws);
    verifyCompactJws(jws, key, expected.primitives);
    const { aud, iat, nonce } = jws.payload;
    if (aud !== expected.issuer || !isNear(iat, expected.now)) throw new Refused("invalid_proof");
    if (typeof nonce !== "string" || !expected.isOurNonce(nonce)) throw new Refused("invalid_nonce");
    return key;
  } catch (error) {
    if (isHostile(error)) throw new Refused("invalid_proof");
    throw error;
  }
}

/** Ids of proofs seen lately: each is taken once (RFC 9449 section 11.1). */
export class SeenProofs {
  readonly #seen = new Map<string, number>();

  /** Whether it is new. */
  add(id: string, now: number): boolean {
    for (const [old, at] of this.#seen) {
      if (now - at <= 2 * LEEWAY && this.#seen.size < 100_000) break;
      this.#seen.delete(old);
    }
    if (this.#seen.has(id)) return false;
    this.#seen.set(id, now);
    return true;
  }
}

/**
 * The thumbprint of the key that a DPoP proof (RFC 9449 section 4.3) was made with, for this method, this
 * address and, where one is used, this token. Throws `invalid_dpop_proof`.
 */
export function verifyDpop(
  proof: string,
  expected: ProofExpectation & {
    readonly method: string;
    readonly url: string;
    readonly token?: string;
    readonly seen: SeenProofs;
  },
): string {
  const { primitives, now } = expected;
  try {
    const jws = parseCompactJws(proof, { typ: "dpop+jwt", maxLength: MAX_LENGTH });
    const key = parseP256Jwk(jws.header["jwk"]);
    verifyCompactJws(jws, key, primitives);
    const { htm, htu, iat, jti, ath } = jws.payload;
    const hash =
      expected.token === undefined ? undefined : toBase64Url(primitives.sha256(utf8(expected.token)));
    const isForThis = htm === expected.method && htu === expected.url && isNear(iat, now) && ath === hash;
    if (!isForThis || typeof jti !== "string" || jti.length > 256) throw new Refused("invalid_dpop_proof");
    const thumbprint = p256Thumbprint(key, primitives.sha256);
    if (!expected.seen.add(`${thumbprint} ${jti}`, now)) throw new Refused("invalid_dpop_proof");
    return thumbprint;
  } catch (error) {
    if (isHostile(error)) throw new Refused("invalid_dpop_proof");
    throw error;
  }
}
