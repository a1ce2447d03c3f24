import type { P256Jwk } from "../../crypto/p256.ts";
import type { Primitives } from "../../crypto/ports.ts";
import type { JsonObject } from "../../json/value.ts";
import type { SdJwt } from "./parse.ts";

/** Finds the key that must have signed; undefined when there is none to be trusted. */
export type IssuerKeyResolver = (jwt: {
  readonly header: JsonObject;
  readonly payload: JsonObject;
}) => P256Jwk | undefined;

export interface IssuerJwtOptions {
  /** Also takes `vc+sd-jwt`, the media type of drafts before November 2024. */
  readonly allowOlderType?: boolean;
}

/**
 * RFC 9901 section 7.1 step 2: `alg` exactly ES256, `typ` dc+sd-jwt, no `jwk`, `jku`, `x5u` or `crit`,
 * signature by the key the resolver finds. Throws `sdjwt.alg`, `.typ`, `.header`, `.key_unknown`,
 * `.signature`. Returns the key.
 */
export function verifyIssuerJwt(
  _sdJwt: SdJwt,
  _resolve: IssuerKeyResolver,
  _primitives: Pick<Primitives, "verifyEs256">,
  _options: IssuerJwtOptions = {},
): P256Jwk {
  throw new Error("not built yet");
}

/**
 * `nbf`, `iat` and `exp` against `at` (POSIX seconds) with `leeway` seconds of grace. Throws
 * `sdjwt.expired`, `.not_yet_valid`, `.issued_in_future`, or `.time` when one is no number.
 */
export function checkValidity(_claims: JsonObject, _at: number, _leeway: number): void {
  throw new Error("not built yet");
}

/** What a Key Binding JWT says (RFC 9901 section 4.3). */
export interface KeyBinding {
  readonly nonce: string;
  readonly audience: string;
  /** POSIX seconds. */
  readonly issuedAt: number;
}

/**
 * RFC 9901 section 7.3 step 5, the part that binds: `typ` kb+jwt, ES256, the holder's key from `cnf`,
 * `sd_hash` over this very presentation. Throws `kb.missing`, `.alg`, `.typ`, `.header`, `.claims`,
 * `.signature`, `.sd_hash`.
 *
 * A presentation is identified by its nonce, never by its signature bytes: ECDSA has two valid forms
 * (r, s) and (r, n - s) of each signature, and both verify.
 */
export function verifyKeyBinding(
  _sdJwt: SdJwt,
  _holder: P256Jwk,
  _primitives: Pick<Primitives, "verifyEs256" | "sha256">,
): KeyBinding {
  throw new Error("not built yet");
}

export interface KeyBindingExpectation {
  readonly nonce: string;
  readonly audience: string;
  /** Earliest and latest `iat` taken, POSIX seconds; the caller adds its leeway. */
  readonly from: number;
  readonly to: number;
}

/** The other part: nonce, audience and time. Throws `kb.nonce`, `kb.audience`, `kb.time`. */
export function checkKeyBinding(_binding: KeyBinding, _expected: KeyBindingExpectation): void {
  throw new Error("not built yet");
}
