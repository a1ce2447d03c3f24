import { isBase64 } from "../bytes/base64.ts";
import type { ClaimDefinition, ClaimKind } from "../chain/state/records.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json/value.ts";
import { isPlainText } from "../text/plain-text.ts";
import { isCalendarDate } from "../text/calendar-date.ts";
import { CredentialError } from "./error.ts";
import { imageTypeOf } from "../bytes/image.ts";

export const MAX_TEXT_LENGTH = 1000;
/** Most values of a claim that may have several. */
export const MAX_VALUES = 64;

function requireText(value: JsonValue): void {
  if (typeof value !== "string") throw new CredentialError("vc.claim_kind");
  if (!isPlainText(value, MAX_TEXT_LENGTH)) throw new CredentialError("vc.claim_text");
}

function requireKind(isOfKind: boolean): void {
  if (!isOfKind) throw new CredentialError("vc.claim_kind");
}

/** Tells whether a text is base64 (RFC 4648 section 4). */
type IsBase64 = (text: string) => boolean;

/** A `place` is a text; a place in parts is several claims with paths of their own. */
const CHECK: { readonly [kind in ClaimKind]: (value: JsonValue, isKnown: IsBase64) => void } = {
  text: requireText,
  place: requireText,
  date: (value) => requireKind(isCalendarDate(value)),
  boolean: (value) => requireKind(typeof value === "boolean"),
  integer: (value) => requireKind(Number.isSafeInteger(value)),
  image: (value, isKnown) => {
    if (imageTypeOf(value, isKnown) === undefined) throw new CredentialError("vc.claim_image");
  },
};

function checkValue(definition: ClaimDefinition, value: JsonValue, isKnown: IsBase64): void {
  const check = CHECK[definition.kind];
  if (definition.multiple !== true) return check(value, isKnown);
  if (!Array.isArray(value)) throw new CredentialError("vc.claim_kind");
  const values = value as readonly JsonValue[];
  if (values.length === 0 || values.length > MAX_VALUES) throw new CredentialError("vc.claim_kind");
  for (const one of values) check(one, isKnown);
}

/** A type's definitions as the tree that its claims have. */
interface Expected {
  definition: ClaimDefinition | undefined;
  readonly inside: Map<string, Expected>;
}

function expectedClaims(definitions: readonly ClaimDefinition[]): Expected {
  const root: Expected = { definition: undefined, inside: new Map() };
  for (const definition of definitions) {
    let node = root;
    for (const name of definition.path) {
      const next: Expected = node.inside.get(name) ?? { definition: undefined, inside: new Map() };
      node.inside.set(name, next);
      node = next;
    }
    node.definition = definition;
  }
  return root;
}

// Keyed by the list's identity: a counter checks thousands of credentials against one record.
const known = new WeakMap<readonly ClaimDefinition[], Expected>();

function expected(definitions: readonly ClaimDefinition[]): Expected {
  const cached = known.get(definitions);
  if (cached !== undefined) return cached;
  const made = expectedClaims(definitions);
  known.set(definitions, made);
  return made;
}

function checkInside(node: Expected, claims: JsonObject, isKnown: IsBase64): void {
  for (const name of Object.keys(claims)) {
    const inner = node.inside.get(name);
    if (inner === undefined) throw new CredentialError("vc.claim_unknown");
    const value = claims[name] as JsonValue;
    if (inner.definition !== undefined) checkValue(inner.definition, value, isKnown);
    else if (isJsonObject(value)) checkInside(inner, value, isKnown);
    else throw new CredentialError("vc.claim_kind");
  }
}

/** The value a path of names leads to, or undefined. */
export function claimAt(claims: JsonObject, path: readonly string[]): JsonValue | undefined {
  let value: JsonValue | undefined = claims;
  for (const name of path) {
    if (!isJsonObject(value) || !Object.hasOwn(value, name)) return undefined;
    value = value[name];
  }
  return value;
}

/**
 * Values against a type's definitions: their kinds, and no claim that the type does not know. What a
 * presentation discloses passes as well. Throws `vc.claim_unknown`, `.claim_kind`, `.claim_text` or
 * `.claim_image`. Who has read the texts before may tell by `isKnown` which of them are base64.
 */
export function checkClaims(
  definitions: readonly ClaimDefinition[],
  claims: JsonObject,
  isKnown: IsBase64 = isBase64,
): void {
  checkInside(expected(definitions), claims, isKnown);
}

/** As `checkClaims`, and nothing that the type requires is missing, else `vc.claim_missing`. */
export function checkWholeClaims(
  definitions: readonly ClaimDefinition[],
  claims: JsonObject,
  isKnown: IsBase64 = isBase64,
): void {
  checkClaims(definitions, claims, isKnown);
  for (const { path, required } of definitions) {
    if (required && claimAt(claims, path) === undefined) throw new CredentialError("vc.claim_missing");
  }
}
