import { digestText } from "../../crypto/digest-text.ts";
import type { P256Jwk } from "../../crypto/p256-jwk.ts";
import type { Primitives } from "../../crypto/ports.ts";
import type { JsonObject } from "../../json/value.ts";
import { CredentialError } from "../error.ts";
import type { SdJwt } from "./parse.ts";

/** Finds the key that must have signed; undefined when there is none to be trusted. */
export type IssuerKeyResolver = (jwt: {
  readonly header: JsonObject;
  readonly payload: JsonObject;
}) => P256Jwk | undefined;

/** Media type of an SD-JWT VC, as `typ` says it. */
export const SD_JWT_VC_TYPE = "dc+sd-jwt";
/** The same in drafts before November 2024; taken only where a caller names it. */
export const OLDER_SD_JWT_VC_TYPE = "vc+sd-jwt";
export const KEY_BINDING_TYPE = "kb+jwt";

export interface IssuerJwtOptions {
  /** Values of `typ` that are taken. */
  readonly types?: readonly string[];
}

/**
 * Header parameters that would let the sender choose the key or change what is signed (RFC 7515
 * sections 4.1.2 to 4.1.5 and 4.1.11, RFC 7797): keys come from the registry or from `cnf` alone.
 */
export function hasForbiddenParameter(header: JsonObject): boolean {
  return Object.keys(header).some(isForbiddenParameter);
}

function isForbiddenParameter(name: string): boolean {
  switch (name) {
    case "jwk":
    case "jku":
    case "x5u":
    case "crit":
    case "b64":
      return true;
    default:
      return false;
  }
}

/**
 * RFC 9901 section 7.1 step 2: `alg` exactly ES256, `typ`, no parameter that points at a key or
 * changes the rules, signature by the key the resolver finds. Throws `sdjwt.alg`, `.typ`, `.header`,
 * `.key_unknown` or `.signature`; returns the key.
 */
export function verifyIssuerJwt(
  sdJwt: Pick<SdJwt, "jwt">,
  resolve: IssuerKeyResolver,
  primitives: Pick<Primitives, "verifyEs256">,
  options: IssuerJwtOptions = {},
): P256Jwk {
  const { header, payload, signingInput, signature } = sdJwt.jwt;
  const { types = [SD_JWT_VC_TYPE] } = options;
  if (header["alg"] !== "ES256") throw new CredentialError("sdjwt.alg");
  if (typeof header["typ"] !== "string" || !types.includes(header["typ"])) {
    throw new CredentialError("sdjwt.typ");
  }
  if (hasForbiddenParameter(header)) throw new CredentialError("sdjwt.header");
  const key = resolve({ header, payload });
  if (key === undefined) throw new CredentialError("sdjwt.key_unknown");
  if (!primitives.verifyEs256(key, signingInput, signature)) throw new CredentialError("sdjwt.signature");
  return key;
}

/** A NumericDate (RFC 7519 section 2), or undefined where the claim is absent. */
function timeOf(claims: JsonObject, name: string): number | undefined {
  if (!Object.hasOwn(claims, name)) return undefined;
  const value = claims[name];
  if (typeof value !== "number" || !Number.isFinite(value)) throw new CredentialError("sdjwt.time");
  return value;
}

/**
 * `exp`, `nbf` and `iat`, where present, against `at` (POSIX seconds) with `leeway` seconds of grace
 * (RFC 7519 sections 4.1.4 to 4.1.6). Throws `sdjwt.time`, `.expired`, `.not_yet_valid` or
 * `.issued_in_future`.
 */
export function checkValidity(claims: JsonObject, at: number, leeway: number): void {
  const exp = timeOf(claims, "exp");
  const nbf = timeOf(claims, "nbf");
  const iat = timeOf(claims, "iat");
  if (exp !== undefined && at - leeway >= exp) throw new CredentialError("sdjwt.expired");
  if (nbf !== undefined && at + leeway < nbf) throw new CredentialError("sdjwt.not_yet_valid");
  if (iat !== undefined && at + leeway < iat) throw new CredentialError("sdjwt.issued_in_future");
}

/** What a Key Binding JWT says (RFC 9901 section 4.3). */
export interface KeyBinding {
  readonly nonce: string;
  readonly audience: string;
  /** POSIX seconds. */
  readonly issuedAt: number;
}

function readKeyBinding(payload: JsonObject): { readonly binding: KeyBinding; readonly sdHash: string } {
  const { nonce, aud, iat, sd_hash: sdHash } = payload;
  if (typeof nonce !== "string" || typeof aud !== "string" || typeof sdHash !== "string") {
    throw new CredentialError("kb.claims");
  }
  if (typeof iat !== "number" || !Number.isFinite(iat)) throw new CredentialError("kb.claims");
  // How long a proof counts is the verifier's to say; a second opinion inside it is not weighed.
  if (Object.hasOwn(payload, "exp") || Object.hasOwn(payload, "nbf")) throw new CredentialError("kb.claims");
  return { binding: { nonce, audience: aud, issuedAt: iat }, sdHash };
}

/**
 * RFC 9901 section 7.3 step 5, the part that binds: `typ` kb+jwt, ES256, the holder's key from `cnf`,
 * `sd_hash` over this very presentation. Throws `kb.missing`, `.alg`, `.typ`, `.header`, `.claims`,
 * `.signature` or `.sd_hash`.
 *
 * A presentation is identified by its nonce, never by its signature bytes: ECDSA has two valid forms
 * (r, s) and (r, n - s) of each signature, and both verify.
 */
export function verifyKeyBinding(
  sdJwt: Pick<SdJwt, "keyBinding" | "bound">,
  holder: P256Jwk,
  primitives: Pick<Primitives, "verifyEs256" | "sha256">,
): KeyBinding {
  if (sdJwt.keyBinding === undefined) throw new CredentialError("kb.missing");
  const { header, payload, signingInput, signature } = sdJwt.keyBinding;
  if (header["alg"] !== "ES256") throw new CredentialError("kb.alg");
  if (header["typ"] !== KEY_BINDING_TYPE) throw new CredentialError("kb.typ");
  if (hasForbiddenParameter(header)) throw new CredentialError("kb.header");
  const { sdHash, binding } = readKeyBinding(payload);
  // Hashed before: a verdict's two signatures are checked sooner with nothing between them.
  const digest = digestText(sdJwt.bound, primitives.sha256);
  if (!primitives.verifyEs256(holder, signingInput, signature)) throw new CredentialError("kb.signature");
  if (sdHash !== digest) throw new CredentialError("kb.sd_hash");
  return binding;
}

export interface KeyBindingExpectation {
  readonly nonce: string;
  readonly audience: string;
  /** Earliest and latest `iat` taken, POSIX seconds; the caller adds its leeway. */
  readonly from: number;
  readonly to: number;
}

/** The other part: nonce, audience and time. Throws `kb.nonce`, `kb.audience` or `kb.time`. */
export function checkKeyBinding(binding: KeyBinding, expected: KeyBindingExpectation): void {
  if (binding.nonce !== expected.nonce) throw new CredentialError("kb.nonce");
  if (binding.audience !== expected.audience) throw new CredentialError("kb.audience");
  if (binding.issuedAt < expected.from || binding.issuedAt > expected.to) {
    throw new CredentialError("kb.time");
  }
}
