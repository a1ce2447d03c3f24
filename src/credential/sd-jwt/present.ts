import { toBase64Url } from "../../bytes/base64.ts";
import { concat, fromUtf8, utf8 } from "../../bytes/bytes.ts";
import type { Es256Signer, Sha256 } from "../../crypto/ports.ts";
import type { JsonObject } from "../../json/value.ts";
import { CredentialError } from "../error.ts";
import type { Disclosure, SdJwt } from "./parse.ts";
import { type ClaimsPointer, isWithin, resolvePointer } from "./pointer.ts";
import { type Disclosed, processSdJwt } from "./process.ts";
import { signJws } from "./sign.ts";
import { KEY_BINDING_TYPE } from "./verify.ts";

/** What will leave when presented: made before the person is asked, used as it is afterwards. */
export interface Selection {
  /** The SD-JWT with exactly the disclosures that leave, and no key binding yet. */
  readonly sdJwt: SdJwt;
  readonly disclosed: readonly Disclosed[];
  /** All that the verifier will read, the always visible claims included. */
  readonly claims: JsonObject;
}

const SEPARATOR = utf8("~");

function withDisclosures(sdJwt: SdJwt, disclosures: readonly Disclosure[]): SdJwt {
  const parts = [sdJwt.jwt.bytes, ...disclosures.map((disclosure) => disclosure.bytes)];
  const bound = concat(...parts.flatMap((part) => [part, SEPARATOR]));
  return { jwt: sdJwt.jwt, disclosures, keyBinding: undefined, bound };
}

/**
 * Chooses the disclosures that open the given places: each place itself, what stands inside it, and
 * the parents without which it cannot be read. Throws `sdjwt.path` for a place that is not there, and
 * `sdjwt.syntax` for what is a presentation already.
 */
export function selectDisclosures(
  sdJwt: SdJwt,
  pointers: readonly ClaimsPointer[],
  sha256: Sha256,
): Selection {
  if (sdJwt.keyBinding !== undefined) throw new CredentialError("sdjwt.syntax");
  const whole = processSdJwt(sdJwt, sha256);
  const places = pointers.flatMap((pointer) => resolvePointer(whole.claims, pointer));
  const leaving = new Set<Disclosure>();
  for (const { path, disclosure } of whole.disclosed) {
    if (places.some((place) => isWithin(path, place) || isWithin(place, path))) leaving.add(disclosure);
  }
  const selected = withDisclosures(
    sdJwt,
    sdJwt.disclosures.filter((disclosure) => leaving.has(disclosure)),
  );
  return { sdJwt: selected, ...processSdJwt(selected, sha256) };
}

export interface KeyBindingRequest {
  readonly nonce: string;
  readonly audience: string;
  /** POSIX seconds. */
  readonly issuedAt: number;
}

/** SD-JWT+KB of a selection, the Key Binding JWT signed by the holder (RFC 9901 section 4.3). */
export function presentSdJwt(
  selection: Pick<Selection, "sdJwt">,
  request: KeyBindingRequest,
  holder: Es256Signer,
  sha256: Sha256,
): string {
  const { bound } = selection.sdJwt;
  const payload = {
    iat: request.issuedAt,
    aud: request.audience,
    nonce: request.nonce,
    sd_hash: toBase64Url(sha256(bound)),
  };
  return fromUtf8(bound) + signJws({ alg: "ES256", typ: KEY_BINDING_TYPE }, payload, holder);
}
