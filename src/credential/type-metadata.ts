import { JsonError } from "../json/error.ts";
import { parseJsonBytes } from "../json/parse.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json/value.ts";
import { isLanguageTag } from "../text/language-tag.ts";
import { isPlainText } from "../text/plain-text.ts";
import { CredentialError } from "./error.ts";
import type { ClaimsPointer } from "./sd-jwt/pointer.ts";

/** Whether an issuer must, may or must not let a claim be withheld ("Claim Selective Disclosure Metadata"). */
export type Disclosability = "always" | "allowed" | "never";

/** A text by language tag, in the order of the document. */
export type LocalText = { readonly [locale: string]: string };

export interface ClaimMetadata {
  readonly path: ClaimsPointer;
  readonly label: LocalText;
  readonly mandatory: boolean;
  readonly sd: Disclosability;
}

/** What a type says of itself (SD-JWT VC, "SD-JWT VC Type Metadata"); pictures and templates are not taken over. */
export interface TypeMetadata {
  readonly vct: string;
  readonly name: string | undefined;
  /** Names by language; empty where there are none. */
  readonly display: LocalText;
  readonly claims: readonly ClaimMetadata[];
  readonly extends: string | undefined;
  readonly extendsIntegrity: string | undefined;
}

const LIMITS = { maxLength: 512 * 1024, maxDepth: 16 };
const MAX_TEXT = 500;
const MAX_CLAIMS = 512;
const MAX_LOCALES = 64;

function syntax(): CredentialError {
  return new CredentialError("type_metadata.syntax");
}

function textOf(value: JsonValue | undefined, most = MAX_TEXT): string {
  if (!isPlainText(value, most)) throw syntax();
  return value;
}

function optional<T>(value: JsonValue | undefined, read: (value: JsonValue) => T): T | undefined {
  return value === undefined ? undefined : read(value);
}

/** `display`: an array with an object for each language. */
function readLocal(value: JsonValue | undefined, name: "name" | "label"): LocalText {
  if (value === undefined) return {};
  if (!Array.isArray(value) || value.length > MAX_LOCALES) throw syntax();
  const found = (value as readonly JsonValue[]).map((one): readonly [string, string] => {
    if (!isJsonObject(one)) throw syntax();
    const { locale } = one;
    if (!isLanguageTag(locale)) throw syntax();
    return [locale, textOf(one[name])];
  });
  return Object.fromEntries(found);
}

function readPath(value: JsonValue | undefined): ClaimsPointer {
  if (!Array.isArray(value) || value.length === 0 || value.length > LIMITS.maxDepth) throw syntax();
  return (value as readonly JsonValue[]).map((part) => {
    const isIndex = Number.isSafeInteger(part) && (part as number) >= 0;
    if (part !== null && typeof part !== "string" && !isIndex) throw syntax();
    return part as string | number | null;
  });
}

function readClaim(value: JsonValue): ClaimMetadata {
  if (!isJsonObject(value)) throw syntax();
  const { mandatory = false, sd = "allowed" } = value;
  if (typeof mandatory !== "boolean") throw syntax();
  if (sd !== "always" && sd !== "allowed" && sd !== "never") throw syntax();
  return { path: readPath(value["path"]), label: readLocal(value["display"], "label"), mandatory, sd };
}

function readClaims(value: JsonValue): readonly ClaimMetadata[] {
  if (!Array.isArray(value) || value.length > MAX_CLAIMS) throw syntax();
  const claims = (value as readonly JsonValue[]).map(readClaim);
  if (new Set(claims.map(({ path }) => JSON.stringify(path))).size !== claims.length) throw syntax();
  return claims;
}

function readDocument(document: JsonObject): TypeMetadata {
  return {
    vct: textOf(document["vct"]),
    name: optional(document["name"], (name) => textOf(name)),
    display: readLocal(document["display"], "name"),
    claims: optional(document["claims"], readClaims) ?? [],
    extends: optional(document["extends"], (uri) => textOf(uri)),
    extendsIntegrity: optional(document["extends#integrity"], (integrity) => textOf(integrity, 1024)),
  };
}

/**
 * Reads the Type Metadata document of `vct`; members we do not know are passed over. Throws
 * `type_metadata.too_large`, `.syntax` or `.vct` where it is another type's.
 */
export function parseTypeMetadata(bytes: Uint8Array, vct: string): TypeMetadata {
  let value: JsonValue;
  try {
    value = parseJsonBytes(bytes, LIMITS);
  } catch (cause) {
    if (!(cause instanceof JsonError)) throw cause;
    const code = cause.code === "json.too_large" ? "type_metadata.too_large" : "type_metadata.syntax";
    throw new CredentialError(code, { cause });
  }
  if (!isJsonObject(value)) throw syntax();
  const metadata = readDocument(value);
  if (metadata.vct !== vct) throw new CredentialError("type_metadata.vct");
  return metadata;
}

/** A child may tighten what its parent says of a claim, never loosen it ("Extending Claim Metadata"). */
function overridden(parent: ClaimMetadata, child: ClaimMetadata): ClaimMetadata {
  const changesDisclosing = parent.sd !== "allowed" && child.sd !== parent.sd;
  if (changesDisclosing || (parent.mandatory && !child.mandatory)) {
    throw new CredentialError("type_metadata.extends");
  }
  return child;
}

function extended(parent: TypeMetadata, child: TypeMetadata): TypeMetadata {
  const own = new Map(child.claims.map((claim) => [JSON.stringify(claim.path), claim]));
  const inherited = parent.claims.map((claim) => {
    const place = JSON.stringify(claim.path);
    const mine = own.get(place);
    own.delete(place);
    return mine === undefined ? claim : overridden(claim, mine);
  });
  const hasDisplay = Object.keys(child.display).length > 0;
  return {
    ...child,
    name: child.name ?? parent.name,
    display: hasDisplay ? child.display : parent.display,
    claims: [...inherited, ...own.values()],
  };
}

/**
 * A type with all that it inherits. `chain` begins with the type itself, each followed by the one it
 * extends, and ends with one that extends nothing. Throws `type_metadata.extends` for a chain that is
 * broken, runs in a circle, or loosens what it inherits.
 */
export function mergeTypeMetadata(chain: readonly TypeMetadata[]): TypeMetadata {
  const wanted = chain.slice(1).map(({ vct }) => vct);
  const isWhole = chain.every((one, index) => one.extends === wanted[index]);
  if (chain.length === 0 || !isWhole || new Set(chain.map(({ vct }) => vct)).size !== chain.length) {
    throw new CredentialError("type_metadata.extends");
  }
  return chain.reduceRight((parent, child) => extended(parent, child));
}
