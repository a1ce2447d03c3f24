import { hash, randomBytes } from "node:crypto";
import { deflateSync, inflateSync } from "node:zlib";
import { nodePrimitives } from "../../main/crypto/primitives.ts";
import type { IssuePorts } from "../../src/crypto/issue-ports.ts";
import { parseSdJwt, type SdJwt } from "../../src/credential/sd-jwt/parse.ts";
import { type ProcessedSdJwt, processSdJwt } from "../../src/credential/sd-jwt/process.ts";
import {
  checkKeyBinding,
  type KeyBindingExpectation,
  verifyIssuerJwt,
  verifyKeyBinding,
} from "../../src/credential/sd-jwt/verify.ts";
import type { P256Jwk } from "../../src/crypto/p256-jwk.ts";
import type { Es256Signer } from "../../src/crypto/ports.ts";
import type { Deflate, Inflate } from "../../src/credential/status-list.ts";
import { seedP256 } from "./test-keys.ts";

/** Keys and ports of the credential tests, and the means to write what an honest issuer never would. */

export const ISSUER: Es256Signer = seedP256("issuer").signer;
export const HOLDER: Es256Signer = seedP256("holder").signer;
export const STRANGER: Es256Signer = seedP256("stranger").signer;
export const NOW = 1_780_000_000;

export const PORTS: IssuePorts = {
  sha256: nodePrimitives.sha256,
  random: (length) => Uint8Array.from(randomBytes(length)),
};

export const inflate: Inflate = (bytes, maxOutput) => inflateSync(bytes, { maxOutputLength: maxOutput });
export const deflate: Deflate = (bytes) => deflateSync(bytes, { level: 9 });

export function encode(text: string): string {
  return Buffer.from(text, "utf8").toString("base64url");
}

export function digestOf(encoded: string): string {
  return hash("sha256", encoded, "base64url");
}

/** A disclosure of any JSON value. */
export function disclosure(...parts: readonly unknown[]): string {
  return encode(JSON.stringify(parts));
}

export const HEADER = JSON.stringify({ alg: "ES256", typ: "dc+sd-jwt", kid: "k" });

/** A JWS over whatever texts are given as header and payload. */
export function forgeJws(header: string, payload: string, signer: Es256Signer = ISSUER): string {
  const input = `${encode(header)}.${encode(payload)}`;
  return `${input}.${Buffer.from(signer.sign(Buffer.from(input))).toString("base64url")}`;
}

/** An SD-JWT with any payload and any disclosures, signed by the issuer. */
export function forge(payload: unknown, disclosures: readonly string[] = [], header = HEADER): string {
  const text = typeof payload === "string" ? payload : JSON.stringify(payload);
  return [forgeJws(header, text), ...disclosures, ""].join("~");
}

/** A Key Binding JWT put to an SD-JWT; `sd_hash` is right unless the changes say otherwise. */
export function bind(
  sdJwt: string,
  changes: {
    readonly header?: object;
    readonly payload?: object;
    readonly signer?: Es256Signer;
    readonly tamper?: (payload: string) => string;
  } = {},
): string {
  const header = { alg: "ES256", typ: "kb+jwt", ...changes.header };
  const honest = { iat: NOW, aud: "counter", nonce: "n-1", sd_hash: hash("sha256", sdJwt, "base64url") };
  const payload = JSON.stringify({ ...honest, ...changes.payload });
  const tampered = changes.tamper === undefined ? payload : changes.tamper(payload);
  return sdJwt + forgeJws(JSON.stringify(header), tampered, changes.signer ?? HOLDER);
}

export const EXPECTED: KeyBindingExpectation = {
  nonce: "n-1",
  audience: "counter",
  from: NOW - 300,
  to: NOW + 60,
};

/** Reads and processes, nothing verified. */
export function processed(text: string): ProcessedSdJwt {
  return processSdJwt(parseSdJwt(text), PORTS.sha256);
}

/** All that a verifier does with a presentation before it asks the registry. */
export function verifyPresentation(text: string, issuer: P256Jwk = ISSUER.publicKey): SdJwt {
  const sdJwt = parseSdJwt(text);
  verifyIssuerJwt(sdJwt, () => issuer, nodePrimitives);
  const { claims } = processSdJwt(sdJwt, PORTS.sha256);
  const { jwk } = claims["cnf"] as unknown as { jwk: P256Jwk };
  checkKeyBinding(verifyKeyBinding(sdJwt, jwk, nodePrimitives), EXPECTED);
  return sdJwt;
}
