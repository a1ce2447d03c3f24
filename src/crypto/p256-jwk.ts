/** Public members of a P-256 JSON Web Key, RFC 7518 section 6.2.1. */
export interface P256Jwk {
  readonly kty: "EC";
  readonly crv: "P-256";
  readonly x: string;
  readonly y: string;
}
