import { isBase64, toBase64Url, utf8ToBase64Url } from "../../bytes/base64.ts";
import { digestText, digestTextOf } from "../../crypto/digest-text.ts";
import type { Es256Signer, Sha256 } from "../../crypto/ports.ts";
import type { Unsigned } from "../../crypto/unsigned.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../json/value.ts";
import { CredentialError } from "../error.ts";
import { DIGESTS, ELEMENT_DIGEST, HASH_ALG, isAlwaysVisible, isReservedName } from "./names.ts";
import { SD_JWT_LIMITS } from "./parse.ts";
import { type ClaimsPointer, resolvePointer } from "./pointer.ts";
import type { ClaimsPath } from "./process.ts";
import { prepareJws } from "./sign.ts";
import { SD_JWT_VC_TYPE } from "./verify.ts";

export interface SdJwtDraft {
  readonly claims: JsonObject;
  /** Each place gets a disclosure of its own; one inside another makes recursive disclosures. */
  readonly disclosable: readonly ClaimsPointer[];
  /** Decoy digests (RFC 9901 section 4.2.5) added at the top level. */
  readonly decoys?: number;
  readonly kid: string;
  /** Certificate chain, base64 DER, for programs that know only X.509. */
  readonly x5c?: readonly string[];
}

export interface IssuePorts {
  readonly sha256: Sha256;
  /** Unpredictable bytes for salts and decoys. */
  readonly random: (length: number) => Uint8Array;
}

/** 128 bits, RFC 9901 section 9.3. */
const SALT_BYTES = 16;
/** Salts that are drawn at once: a draw costs more than what it gives. */
const DRAWN = 16;

/** Which places below a value get a disclosure. */
interface Marks {
  isDisclosable: boolean;
  readonly inside: Map<string | number, Marks>;
}

function newMarks(): Marks {
  return { isDisclosable: false, inside: new Map() };
}

/** A pointer of names is the place it selects, if there is one: what our own certificates are made with. */
function placesOf(claims: JsonObject, pointer: ClaimsPointer): readonly ClaimsPath[] {
  let value: JsonValue = claims;
  for (const name of pointer) {
    if (typeof name !== "string" || !isJsonObject(value) || !Object.hasOwn(value, name))
      return resolvePointer(claims, pointer);
    value = value[name] as JsonValue;
  }
  return pointer.length === 0 ? resolvePointer(claims, pointer) : [pointer as ClaimsPath];
}

function markDisclosable(claims: JsonObject, pointers: readonly ClaimsPointer[]): Marks {
  const root = newMarks();
  for (const pointer of pointers) {
    for (const path of placesOf(claims, pointer)) {
      if (isAlwaysVisible(String(path[0]))) throw new CredentialError("sdjwt.registered_claim");
      let marks = root;
      for (const component of path) {
        const next = marks.inside.get(component) ?? newMarks();
        marks.inside.set(component, next);
        marks = next;
      }
      marks.isDisclosable = true;
    }
  }
  return root;
}

/** What a strict reader would refuse is not signed in the first place. */
function requireReadable(value: JsonValue, depth: number): void {
  if (typeof value === "string" && !value.isWellFormed()) throw new CredentialError("sdjwt.draft");
  if (typeof value === "number" && !Number.isFinite(value)) throw new CredentialError("sdjwt.draft");
  if (typeof value !== "object" || value === null) return;
  if (depth >= SD_JWT_LIMITS.maxDepth - 1) throw new CredentialError("sdjwt.draft");
  for (const [name, inner] of Object.entries(value)) {
    if (isReservedName(name) || !name.isWellFormed()) throw new CredentialError("sdjwt.draft");
    requireReadable(inner, depth + 1);
  }
}

/** From so many characters on it pays to look at what a text is. */
const LONG_TEXT = 1024;

/** As `JSON.stringify`, which takes longer over a portrait than all else that is done with it. */
function jsonOf(value: JsonValue): string {
  const isPlain = typeof value === "string" && value.length >= LONG_TEXT && isBase64(value);
  return isPlain ? `"${value}"` : JSON.stringify(value);
}

class Packing {
  readonly disclosures: string[] = [];
  readonly #ports: IssuePorts;
  #salts: Uint8Array = new Uint8Array();
  #used = 0;

  constructor(ports: IssuePorts) {
    this.#ports = ports;
  }

  #salt(): string {
    if (this.#used === this.#salts.length) {
      this.#salts = this.#ports.random(DRAWN * SALT_BYTES);
      this.#used = 0;
    }
    return toBase64Url(this.#salts.subarray(this.#used, (this.#used += SALT_BYTES)));
  }

  #disclose(parts: readonly JsonValue[]): string {
    const salt = this.#salt();
    const encoded = utf8ToBase64Url(`["${salt}",${parts.map(jsonOf).join(",")}]`);
    if (encoded.length > SD_JWT_LIMITS.maxPartLength) throw new CredentialError("sdjwt.draft");
    this.disclosures.push(encoded);
    return digestTextOf(encoded, this.#ports.sha256);
  }

  decoy(): string {
    const { random, sha256 } = this.#ports;
    return digestText(random(32), sha256);
  }

  #value(value: JsonValue, marks: Marks | undefined): JsonValue {
    if (marks === undefined || marks.inside.size === 0) return value;
    if (isJsonObject(value)) return this.object(value, marks, []);
    if (!Array.isArray(value)) return value;
    return (value as readonly JsonValue[]).map((element, index) => {
      const own = marks.inside.get(index);
      const packed = this.#value(element, own);
      return own?.isDisclosable === true ? { [ELEMENT_DIGEST]: this.#disclose([packed]) } : packed;
    });
  }

  object(object: JsonObject, marks: Marks, digests: string[]): JsonObject {
    const out: Record<string, JsonValue> = {};
    for (const [name, value] of Object.entries(object)) {
      const own = marks.inside.get(name);
      const packed = this.#value(value, own);
      if (own?.isDisclosable === true) digests.push(this.#disclose([name, packed]));
      else out[name] = packed;
    }
    // Sorted, so that their order says nothing about the claims (section 4.2.4.1).
    return digests.length === 0 ? out : { [DIGESTS]: digests.sort(), ...out };
  }
}

/**
 * An SD-JWT (`<jwt>~<disclosure>~...~`) that waits for its signature. Throws `sdjwt.draft`, `.path` or
 * `.registered_claim`, now or when it is signed.
 */
export function prepareSdJwt(draft: SdJwtDraft, ports: IssuePorts): Unsigned<string> {
  const { claims, disclosable, decoys = 0, kid, x5c } = draft;
  requireReadable(claims, 0);
  const packing = new Packing(ports);
  const decoyDigests = Array.from({ length: decoys }, () => packing.decoy());
  const payload = packing.object(claims, markDisclosable(claims, disclosable), decoyDigests);
  const header = { alg: "ES256", typ: SD_JWT_VC_TYPE, kid, ...(x5c === undefined ? {} : { x5c }) };
  if (packing.disclosures.length > SD_JWT_LIMITS.maxDisclosures) throw new CredentialError("sdjwt.draft");
  const jws = prepareJws(header, { ...payload, [HASH_ALG]: "sha-256" });
  return {
    message: jws.message,
    signed: (signature) => {
      const jwt = jws.signed(signature);
      const text = `${[jwt, ...packing.disclosures].join("~")}~`;
      if (jwt.length > SD_JWT_LIMITS.maxPartLength || text.length > SD_JWT_LIMITS.maxLength) {
        throw new CredentialError("sdjwt.draft");
      }
      return text;
    },
  };
}

/** The same, signed. */
export function issueSdJwt(draft: SdJwtDraft, signer: Es256Signer, ports: IssuePorts): string {
  const { message, signed } = prepareSdJwt(draft, ports);
  return signed(signer.sign(message));
}
