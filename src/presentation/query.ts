import { DcqlQuery } from "dcql";
import { canonicalJson } from "../json/canonical.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json/value.ts";
import { type ClaimsPath, type ClaimValue, isPresented } from "./claims-path.ts";
import { isPlainText } from "../text/plain-text.ts";
import { PresentationError } from "./error.ts";

/** OpenID4VP 1.0 section 6.3. */
export interface ClaimsQuery {
  readonly id?: string | undefined;
  readonly path: ClaimsPath;
  readonly values?: readonly ClaimValue[] | undefined;
}

/** Section 6.1. A format other than `dc+sd-jwt` and `mso_mdoc` is kept as it is and fits nothing that we hold. */
export interface CredentialQuery {
  readonly id: string;
  readonly format: string;
  readonly multiple: boolean;
  readonly require_cryptographic_holder_binding: boolean;
  readonly meta?:
    | {
        readonly vct_values?: readonly string[] | undefined;
        readonly doctype_value?: string | undefined;
      }
    | undefined;
  /** Section 6.1.1. */
  readonly trusted_authorities?:
    | readonly { readonly type: string; readonly values: readonly string[] }[]
    | undefined;
  readonly claims?: readonly ClaimsQuery[] | undefined;
  /** Of the ids of `claims`, the preferred first. */
  readonly claim_sets?: readonly (readonly string[])[] | undefined;
}

/** Section 6.2. */
export interface CredentialSetQuery {
  readonly options: readonly (readonly string[])[];
  readonly required: boolean;
}

/** A DCQL query (OpenID4VP 1.0 section 6), read and found consistent; plain JSON. */
export interface Query {
  readonly credentials: readonly CredentialQuery[];
  readonly credential_sets?: readonly CredentialSetQuery[] | undefined;
}

const MAX_LENGTH = 32_768;
const MAX_ITEMS = 64;
const MAX_PATH = 8;
const MAX_STRING = 512;

function capped(value: JsonValue, depth = 0): void {
  if (depth > 10) throw new PresentationError("presentation.query_too_large");
  if (typeof value === "string" && value.length > MAX_STRING) {
    throw new PresentationError("presentation.query_too_large");
  }
  if (typeof value !== "object" || value === null) return;
  const items = Object.values(value);
  if (items.length > MAX_ITEMS) throw new PresentationError("presentation.query_too_large");
  for (const item of items) capped(item, depth + 1);
}

function isUnique(ids: readonly (string | undefined)[]): boolean {
  const named = ids.filter((id) => id !== undefined);
  return new Set(named).size === named.length;
}

/** The library looks names up with `in`, so a name that every object inherits would be found everywhere. */
function isSoundPath(path: ClaimsPath): boolean {
  return path.length <= MAX_PATH && path.every((step) => typeof step !== "string" || !(step in {}));
}

/** What is asked for is shown, also what nobody has: no name may show as another, or as a line of ours. */
function isPlainPath(path: ClaimsPath | undefined): boolean {
  return path?.every((step) => typeof step !== "string" || isPlainText(step, MAX_STRING)) ?? true;
}

const isEmpty = (values: unknown): boolean => Array.isArray(values) && values.length === 0;

// What the specification asks for and the library lets pass.
function isSoundCredentialQuery(query: CredentialQuery): boolean {
  // The answer is an object with the ids as its names.
  if (query.id in {}) return false;
  const claims = query.claims ?? [];
  if (!isUnique(claims.map((claim) => claim.id))) return false;
  // The library also takes the form of earlier drafts, which has no path.
  if (!claims.every(({ path }: { readonly path?: ClaimsPath }) => isPlainPath(path))) return false;
  if (query.format === "mso_mdoc") {
    // Name space and element, both by name (appendix B.2.4).
    const isElement = ({ path, values }: { readonly path?: ClaimsPath; readonly values?: unknown }) =>
      path?.length === 2 && path.every((step) => typeof step === "string") && !isEmpty(values);
    if (query.meta?.doctype_value === undefined) return false;
    return claims.every((claim) => isElement(claim) && isSoundPath(claim.path));
  }
  if (query.format !== "dc+sd-jwt") return true;
  if ((query.meta?.vct_values?.length ?? 0) === 0) return false;
  return claims.every((claim) => claim.values?.length !== 0 && isSoundPath(claim.path));
}

function isSoundSet(set: CredentialSetQuery): boolean {
  return set.options.every((option) => option.length > 0);
}

/** Reads a DCQL query. Throws `presentation.query` or `presentation.query_too_large`. */
export function parseQuery(value: unknown): Query {
  if (!isJsonObject(value)) throw new PresentationError("presentation.query");
  capped(value);
  let query: Query;
  try {
    if (canonicalJson(value).length > MAX_LENGTH) throw new PresentationError("presentation.query_too_large");
    const output = DcqlQuery.parse(value as unknown as DcqlQuery.Input);
    DcqlQuery.validate(output);
    query = output as unknown as Query;
  } catch (error) {
    if (error instanceof PresentationError) throw error;
    throw new PresentationError("presentation.query");
  }
  const sound =
    query.credentials.every(isSoundCredentialQuery) && (query.credential_sets ?? []).every(isSoundSet);
  if (!sound) throw new PresentationError("presentation.query");
  return query;
}

/** What a presentation shows; the claims of an mdoc by name space. */
export type Shown =
  | { readonly format?: "dc+sd-jwt"; readonly vct: string; readonly claims: JsonObject }
  | { readonly format: "mso_mdoc"; readonly doctype: string; readonly claims: JsonObject };

function isOfType(query: CredentialQuery, shown: Shown): boolean {
  if (shown.format === "mso_mdoc") {
    return query.format === "mso_mdoc" && query.meta?.doctype_value === shown.doctype;
  }
  return query.format === "dc+sd-jwt" && query.meta?.vct_values?.includes(shown.vct) === true;
}

/** Whether what a presentation shows is what one credential query asks: its type, and all claims or those of one set. */
export function isAnsweredBy(query: CredentialQuery, shown: Shown): boolean {
  if (!isOfType(query, shown)) return false;
  const claims = query.claims ?? [];
  const isThere = (claim: ClaimsQuery) => isPresented(shown.claims, claim.path, claim.values);
  if (query.claim_sets === undefined) return claims.every(isThere);
  return query.claim_sets.some((set) =>
    set.every((id) => claims.some((claim) => claim.id === id && isThere(claim))),
  );
}

/**
 * Whether one of those whom the asker names stands behind it; `authorities` are key identifiers (section
 * 6.1.1.1). The other kinds are of frameworks that we have no part in, so nothing is known to be of them.
 */
export function isBackedBy(
  { trusted_authorities: wanted }: CredentialQuery,
  authorities: readonly string[],
): boolean {
  if (wanted === undefined) return true;
  return wanted.some(({ type, values }) => type === "aki" && values.some((one) => authorities.includes(one)));
}

/** Whether the asker takes an answer without this claim: some claim set does without it. */
export function isOptionalClaim(query: CredentialQuery, claim: ClaimsQuery): boolean {
  return query.claim_sets?.some((set) => claim.id === undefined || !set.includes(claim.id)) ?? false;
}

/** Whether answers to these credential queries are all the asker insists on (section 6.4.2). */
export function isSatisfiedBy(query: Query, answered: ReadonlySet<string>): boolean {
  if (query.credential_sets === undefined) return query.credentials.every(({ id }) => answered.has(id));
  return query.credential_sets.every(
    (set) => !set.required || set.options.some((option) => option.every((id) => answered.has(id))),
  );
}
