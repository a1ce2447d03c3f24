import { plainCodec, type TextCodec } from "../../bytes/text-codec.ts";
import { digestText } from "../../crypto/digest-text.ts";
import type { IssuePorts } from "../../crypto/issue-ports.ts";
import type { Es256Signer } from "../../crypto/ports.ts";
import type { Unsigned } from "../../crypto/unsigned.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../json/value.ts";
import { CredentialError } from "../error.ts";
import { DIGESTS, ELEMENT_DIGEST, HASH_ALG, isAlwaysVisible, isReservedName } from "./names.ts";
import { SD_JWT_LIMITS } from "./parse.ts";
import { type ClaimsPointer, resolvePointer } from "./pointer.ts";
import type { ClaimsPath } from "./process.ts";
import { jwsInput } from "./sign.ts";
import { type SdJwtSink, SdJwtText } from "./sink.ts";
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

/** 128 bits, RFC 9901 section 9.3. */
const SALT_BYTES = 16;
/** Salts that are drawn and written at once: either costs more than what it gives. */
const DRAWN = 16;
/** Bytes that a salt takes of a draw, so that each begins a group of base64url anew, and its characters. */
const SALT_STRIDE = 18;
const SALT_CHARS = 24;
const SALT_LENGTH = 22;

/** Characters of a JWS after what is signed: a point, and base64url of 64 bytes. */
const JWS_SIGNATURE = 87;

/** Which places below a value get a disclosure. */
interface Marks {
  isDisclosable: boolean;
  /** Whether one right inside has a disclosure of its own. */
  holdsDisclosable: boolean;
  inside: Map<string | number, Marks> | undefined;
}

function newMarks(): Marks {
  return { isDisclosable: false, holdsDisclosable: false, inside: undefined };
}

function marksAt(marks: Marks, component: string | number): Marks {
  const inside = (marks.inside ??= new Map<string | number, Marks>());
  const known = inside.get(component);
  if (known !== undefined) return known;
  const next = newMarks();
  inside.set(component, next);
  return next;
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
      let around = marks;
      for (const component of path) {
        around = marks;
        marks = marksAt(marks, component);
      }
      marks.isDisclosable = true;
      around.holdsDisclosable = true;
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
  for (const name of Object.keys(value)) {
    if (isReservedName(name) || !name.isWellFormed()) throw new CredentialError("sdjwt.draft");
    requireReadable((value as JsonObject)[name] as JsonValue, depth + 1);
  }
}

/**
 * From so many characters on it pays to look at what a text is: `JSON.stringify` takes longer over a portrait
 * than all else that is done with it.
 */
const LONG_TEXT = 1024;

class Packing {
  readonly #ports: IssuePorts;
  readonly #codec: TextCodec;
  readonly #sink: SdJwtSink;
  #salts = "";
  #used = 0;

  constructor(ports: IssuePorts, sink: SdJwtSink) {
    this.#ports = ports;
    this.#sink = sink;
    this.#codec = ports.codec ?? plainCodec;
  }

  /** Base64url of as many texts of salts, one after the other. */
  #draw(): string {
    const drawn = this.#ports.random(DRAWN * SALT_STRIDE);
    // Bits beyond a salt's own are zero in its last character.
    for (let at = SALT_BYTES; at < drawn.length; at += SALT_STRIDE) drawn[at] = 0;
    return this.#codec.toBase64Url(drawn);
  }

  #salt(): string {
    if (this.#used === this.#salts.length) {
      this.#salts = this.#draw();
      this.#used = 0;
    }
    const start = this.#used;
    this.#used += SALT_CHARS;
    return this.#salts.slice(start, start + SALT_LENGTH);
  }

  /** A member's disclosure, or that of an element, which has no name: its digest. */
  #disclose(name: string | undefined, value: JsonValue): string {
    const sink = this.#sink;
    const salt = this.#salt();
    const head = name === undefined ? `["${salt}",` : `["${salt}",${JSON.stringify(name)},`;
    const isPlain = typeof value === "string" && value.length >= LONG_TEXT && this.#codec.isBase64(value);
    const before = sink.length;
    const digest = sink.disclose(isPlain ? [`${head}"`, value, `"]`] : [`${head}${JSON.stringify(value)}]`]);
    if (sink.length - before > SD_JWT_LIMITS.maxPartLength) throw new CredentialError("sdjwt.draft");
    return digest;
  }

  decoy(): string {
    const { random, sha256 } = this.#ports;
    return digestText(random(32), sha256);
  }

  #value(value: JsonValue, marks: Marks | undefined): JsonValue {
    if (marks?.inside === undefined) return value;
    if (isJsonObject(value)) return this.object(value, marks, []);
    if (!Array.isArray(value)) return value;
    return (value as readonly JsonValue[]).map((element, index) => {
      const own = marks.inside?.get(index);
      const packed = this.#value(element, own);
      return own?.isDisclosable === true ? { [ELEMENT_DIGEST]: this.#disclose(undefined, packed) } : packed;
    });
  }

  object(object: JsonObject, marks: Marks, digests: string[]): Record<string, JsonValue> {
    const isDigested = digests.length > 0 || marks.holdsDisclosable;
    const out: Record<string, JsonValue> = isDigested ? { [DIGESTS]: digests } : {};
    for (const name of Object.keys(object)) {
      const own = marks.inside?.get(name);
      const packed = this.#value(object[name] as JsonValue, own);
      if (own?.isDisclosable === true) digests.push(this.#disclose(name, packed));
      else out[name] = packed;
    }
    // Sorted, so that their order says nothing about the claims (section 4.2.4.1).
    digests.sort();
    return out;
  }
}

/**
 * Makes an SD-JWT into `sink`, but for its signature. What comes of that is SHA-256 of its JWT, base64url. Throws
 * `sdjwt.draft`, `.path` or `.registered_claim`.
 */
export function prepareSdJwt(draft: SdJwtDraft, ports: IssuePorts, sink: SdJwtSink): Unsigned<string> {
  const { claims, disclosable, decoys = 0, kid, x5c } = draft;
  requireReadable(claims, 0);
  const packing = new Packing(ports, sink);
  const decoyDigests: string[] = [];
  for (let i = 0; i < decoys; i++) decoyDigests.push(packing.decoy());
  const payload = packing.object(claims, markDisclosable(claims, disclosable), decoyDigests);
  const header = { alg: "ES256", typ: SD_JWT_VC_TYPE, kid, ...(x5c === undefined ? {} : { x5c }) };
  payload[HASH_ALG] = "sha-256";
  const input = jwsInput(header, payload, ports.codec);
  const jwtLength = input.length + JWS_SIGNATURE;
  const { maxDisclosures, maxLength, maxPartLength } = SD_JWT_LIMITS;
  const isFit = sink.count <= maxDisclosures && jwtLength <= maxPartLength;
  if (!isFit || jwtLength + 1 + sink.length + sink.count > maxLength)
    throw new CredentialError("sdjwt.draft");
  return { message: sink.put(input), signed: (signature) => sink.sign(signature) };
}

/** An SD-JWT's text. Throws as `prepareSdJwt`. */
export function issueSdJwt(draft: SdJwtDraft, signer: Es256Signer, ports: IssuePorts): string {
  const sink = new SdJwtText(ports.sha256, ports.codec);
  const { message, signed } = prepareSdJwt(draft, ports, sink);
  signed(signer.sign(message()));
  return sink.text;
}
