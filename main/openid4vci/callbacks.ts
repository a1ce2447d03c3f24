import { hash } from "node:crypto";
import type { CallbackContext, JwtSigner } from "@openid4vc/oauth2";
import { parseP256Jwk } from "../../src/crypto/p256.ts";
import type { Es256Signer } from "../../src/crypto/ports.ts";
import type { JsonObject } from "../../src/json/value.ts";
import { signCompactJws } from "../../src/jws/compact.ts";
import type { RandomBytes } from "../doors/random.ts";
import { VciError } from "./error.ts";
import { library } from "./library.ts";

/** What this program calls itself at authorization servers. */
export const CLIENT_ID = "sealfolio";

/** Keys of one exchange: of the credentials asked for, and the one that tokens are bound to. */
export interface ExchangeKeys {
  readonly signers: readonly Es256Signer[];
  /** POSIX seconds: what is signed is dated by this wallet's clock, not by the library's. */
  readonly now?: number;
}

function findSigner(keys: ExchangeKeys, signer: JwtSigner): Es256Signer {
  const jwk = signer.method === "jwk" ? parseP256Jwk(signer.publicJwk) : undefined;
  const found = keys.signers.find(({ publicKey }) => publicKey.x === jwk?.x && publicKey.y === jwk.y);
  if (found === undefined) throw new VciError("vci.unsupported");
  return found;
}

/** Without the members that the library leaves undefined. */
function plain(members: object): JsonObject {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as JsonObject;
}

/** The library's view of our keys and randomness. Nothing that an issuer signs is believed through it. */
export function vciCallbacks(
  fetcher: typeof fetch,
  keys: ExchangeKeys,
  random: RandomBytes,
): CallbackContext {
  return {
    fetch: fetcher,
    hash: (data, algorithm) => hash(algorithm.replace("-", ""), data, "buffer"),
    generateRandom: (length) => random(length),
    clientAuthentication: async (asked) => {
      const { clientAuthenticationNone } = await library();
      await clientAuthenticationNone({ clientId: CLIENT_ID })(asked);
    },
    signJwt: (signer, { header, payload }) => {
      const key = findSigner(keys, signer);
      const { alg: _, ...rest } = header;
      const dated = keys.now === undefined ? payload : { ...payload, iat: keys.now };
      const jwt = signCompactJws({ typ: "jwt", ...plain(rest) }, plain(dated), key);
      return { jwt, signerJwk: { ...key.publicKey } };
    },
    verifyJwt: () => ({ verified: false }),
    decryptJwe: () => ({ decrypted: false }),
    encryptJwe: () => {
      throw new VciError("vci.unsupported");
    },
  };
}

export function jwkSigner(key: Es256Signer): Extract<JwtSigner, { method: "jwk" }> {
  return { method: "jwk", alg: "ES256", publicJwk: { ...key.publicKey } };
}
