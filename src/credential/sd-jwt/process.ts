import { digestText } from "../../crypto/digest-text.ts";
import type { Sha256 } from "../../crypto/ports.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../json/value.ts";
import { CredentialError } from "../error.ts";
import { DIGESTS, ELEMENT_DIGEST, HASH_ALG, isAlwaysVisible, isReservedName } from "./names.ts";
import { type Disclosure, SD_JWT_LIMITS, type SdJwt } from "./parse.ts";

/** Where a claim stands: names of members and indexes of elements. */
export type ClaimsPath = readonly (string | number)[];

/** One disclosure with its place in the processed claims. */
export interface Disclosed {
  readonly path: ClaimsPath;
  readonly disclosure: Disclosure;
}

export interface ProcessedSdJwt {
  /** The processed payload (RFC 9901 section 7.1): what is disclosed put in, all else dropped. */
  readonly claims: JsonObject;
  /** Parents before what stands inside them. */
  readonly disclosed: readonly Disclosed[];
}

/** Base64url of a SHA-256. */
const DIGEST_LENGTH = 43;

function isScalar(value: JsonValue): value is string | number | boolean | null {
  return typeof value !== "object" || value === null;
}

class Processing {
  readonly #byDigest = new Map<string, Disclosure>();
  /** Digests so far, and from the first on that does not come after all before it, as a set too. */
  readonly #taken: string[] = [];
  #seen: Set<string> | undefined;
  readonly disclosed: Disclosed[] = [];

  constructor(disclosures: readonly Disclosure[], sha256: Sha256) {
    for (const disclosure of disclosures) {
      const digest = digestText(disclosure.bytes, sha256);
      if (this.#byDigest.has(digest)) throw new CredentialError("sdjwt.disclosure_duplicate");
      this.#byDigest.set(digest, disclosure);
    }
  }

  /** Section 7.1 step 4: a digest counts once in all that is signed and disclosed. */
  #take(digest: JsonValue | undefined): Disclosure | undefined {
    if (typeof digest !== "string" || digest.length !== DIGEST_LENGTH) {
      throw new CredentialError("sdjwt.digest");
    }
    if (!this.#isNew(digest)) throw new CredentialError("sdjwt.digest_duplicate");
    return this.#byDigest.get(digest);
  }

  /** Most issuers sort their digests (section 4.2.4.1), and then nothing has to be looked up. */
  #isNew(digest: string): boolean {
    const taken = this.#taken;
    if (this.#seen === undefined) {
      if (taken.length === 0 || digest > (taken[taken.length - 1] as string)) return taken.push(digest) > 0;
      this.#seen = new Set(taken);
    }
    const before = this.#seen.size;
    return this.#seen.add(digest).size > before;
  }

  /** Step 3 for one value: digests below it replaced by what is disclosed. */
  value(value: JsonValue, path: ClaimsPath): JsonValue {
    if (isScalar(value)) return value;
    // Recursive disclosures can stack what each stayed within the parser's limit alone.
    if (path.length >= SD_JWT_LIMITS.maxDepth) throw new CredentialError("sdjwt.too_deep");
    return isJsonObject(value) ? this.object(value, path) : this.#array(value, path);
  }

  object(object: JsonObject, path: ClaimsPath): JsonObject {
    const isTop = path.length === 0;
    const out: Record<string, JsonValue> = {};
    for (const name of Object.keys(object)) {
      if (name === DIGESTS || (isTop && name === HASH_ALG)) continue;
      if (isReservedName(name)) throw new CredentialError("sdjwt.reserved_name");
      const value = object[name] as JsonValue;
      if (isScalar(value)) {
        out[name] = value;
      } else if (isTop && isAlwaysVisible(name)) {
        requireNoDigests(value);
        out[name] = value;
      } else {
        out[name] = this.value(value, [...path, name]);
      }
    }
    if (Object.hasOwn(object, DIGESTS)) this.#insertMembers(object[DIGESTS] as JsonValue, out, path);
    return out;
  }

  #insertMembers(digests: JsonValue, out: Record<string, JsonValue>, path: ClaimsPath): void {
    if (!Array.isArray(digests)) throw new CredentialError("sdjwt.digest");
    for (const digest of digests as readonly JsonValue[]) {
      const disclosure = this.#take(digest);
      if (disclosure === undefined) continue;
      const { name, value } = disclosure;
      if (name === undefined) throw new CredentialError("sdjwt.disclosure_misplaced");
      if (path.length === 0 && isAlwaysVisible(name)) throw new CredentialError("sdjwt.registered_claim");
      if (Object.hasOwn(out, name)) throw new CredentialError("sdjwt.name_clash");
      const place = [...path, name];
      this.disclosed.push({ path: place, disclosure });
      out[name] = this.value(value, place);
    }
  }

  #array(array: readonly JsonValue[], path: ClaimsPath): readonly JsonValue[] {
    const out: JsonValue[] = [];
    for (const element of array) {
      const place = [...path, out.length];
      if (!isJsonObject(element) || !Object.hasOwn(element, ELEMENT_DIGEST)) {
        out.push(this.value(element, place));
        continue;
      }
      if (Object.keys(element).length !== 1) throw new CredentialError("sdjwt.reserved_name");
      const disclosure = this.#take(element[ELEMENT_DIGEST]);
      if (disclosure === undefined) continue;
      if (disclosure.name !== undefined) throw new CredentialError("sdjwt.disclosure_misplaced");
      this.disclosed.push({ path: place, disclosure });
      out.push(this.value(disclosure.value, place));
    }
    return out;
  }
}

function requireNoDigests(value: JsonValue): void {
  if (isScalar(value)) return;
  if (!isJsonObject(value)) return value.forEach(requireNoDigests);
  for (const name of Object.keys(value)) {
    if (isReservedName(name)) throw new CredentialError("sdjwt.registered_claim");
    requireNoDigests(value[name] as JsonValue);
  }
}

/**
 * RFC 9901 section 7.1 steps 3 to 5: every disclosure referenced exactly once, no digest twice,
 * nothing overwritten. SHA-256 only. Throws CredentialError `sdjwt.*`.
 */
export function processSdJwt(sdJwt: Pick<SdJwt, "jwt" | "disclosures">, sha256: Sha256): ProcessedSdJwt {
  const { payload } = sdJwt.jwt;
  if (Object.hasOwn(payload, HASH_ALG) && payload[HASH_ALG] !== "sha-256") {
    throw new CredentialError("sdjwt.hash_alg");
  }
  const processing = new Processing(sdJwt.disclosures, sha256);
  const claims = processing.object(payload, []);
  if (processing.disclosed.length !== sdJwt.disclosures.length) {
    throw new CredentialError("sdjwt.disclosure_unreferenced");
  }
  return { claims, disclosed: processing.disclosed };
}
