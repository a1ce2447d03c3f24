import type { JsonObject } from "../json/value.ts";
import type { ClaimValue } from "./claims-path.ts";
import { PresentationError } from "./error.ts";
import { parseQuery, type Query } from "./query.ts";

export interface AskedClaim {
  readonly path: readonly string[];
  /** Taken if it is there and the person agrees; the answer counts without it. */
  readonly optional: boolean;
  /** Only with one of these (OpenID4VP 1.0 section 6.3). */
  readonly values?: readonly ClaimValue[] | undefined;
}

export interface AskedDocument {
  readonly vct: string;
  readonly claims: readonly AskedClaim[];
  /** The same shown as an mdoc (ISO 18013-5) is taken instead. */
  readonly orMdoc?: boolean | undefined;
  /** Every one that fits and that the person agrees to show. */
  readonly multiple?: boolean | undefined;
  /** Key identifiers of authorities, base64url, one of which stands behind it (section 6.1.1.1). */
  readonly authorities?: readonly string[] | undefined;
}

/** Alternatives by the documents' places: one option of each required set is enough (section 6.2). */
export interface AskedSet {
  readonly options: readonly (readonly number[])[];
  readonly required: boolean;
}

/** With optional claims: all of them first, then only those that are not; a set may not be empty. */
function claimSets(claims: readonly AskedClaim[]): { readonly claim_sets?: readonly (readonly string[])[] } {
  const ids = claims.map((_, i) => `claim${i}`);
  const needed = ids.filter((_, i) => claims[i]?.optional === false);
  if (needed.length === ids.length) return {};
  const least = needed.length > 0 ? [needed] : ids.length > 1 ? ids.map((id) => [id]) : [];
  return { claim_sets: [ids, ...least] };
}

function shared({ multiple, authorities }: AskedDocument): JsonObject {
  return {
    ...(multiple === true ? { multiple } : {}),
    ...(authorities === undefined ? {} : { trusted_authorities: [{ type: "aki", values: authorities }] }),
  };
}

function claimQueries(claims: readonly AskedClaim[], ...before: readonly string[]): readonly JsonObject[] {
  return claims.map(({ path, values }, k) => ({
    id: `claim${k}`,
    path: [...before, ...path],
    ...(values === undefined ? {} : { values }),
  }));
}

function askForOne(asked: AskedDocument, i: number): JsonObject {
  const { vct, claims } = asked;
  return {
    id: `document${i}`,
    format: "dc+sd-jwt",
    ...shared(asked),
    meta: { vct_values: [vct] },
    claims: claimQueries(claims),
    ...claimSets(claims),
  };
}

/**
 * In our profile of mdocs an element is a claim of the top level: what lies within one could be had only
 * with all of it, so it is not asked for, and where it is needed no mdoc will do.
 */
function askForMdoc(asked: AskedDocument, i: number): readonly JsonObject[] {
  const { vct, claims, orMdoc } = asked;
  const elements = claims.filter(({ path }) => path.length === 1);
  const isPossible = claims.every(({ path, optional }) => optional || path.length === 1);
  if (orMdoc !== true || !isPossible || elements.length === 0) return [];
  return [
    {
      id: `document${i}mdoc`,
      format: "mso_mdoc",
      ...shared(asked),
      meta: { doctype_value: vct },
      claims: claimQueries(elements, vct),
      ...claimSets(elements),
    },
  ];
}

/** Every way to answer all of these documents, each in one of its forms. */
function waysOf(places: readonly number[], forms: readonly (readonly string[])[]): readonly string[][] {
  return places.reduce<readonly string[][]>(
    (ways, at) => ways.flatMap((way) => (forms[at] ?? []).map((id) => [...way, id])),
    [[]],
  );
}

/** What is asked for and in no set, nobody would have to answer, nor be told why it is asked. */
function isSound(sets: readonly AskedSet[], count: number): boolean {
  const places = sets.flatMap(({ options }) => options.flat());
  const isThere = (at: number): boolean => Number.isInteger(at) && at >= 0 && at < count;
  return places.every(isThere) && new Set(places).size === count;
}

/**
 * The DCQL query that asks for these documents: all of them, or as `sets` says. One that may be an mdoc is
 * two queries, of which one is to be answered. Throws `presentation.query` if one asks for no claim, or the
 * sets do not fit the documents.
 */
export function buildQuery(documents: readonly AskedDocument[], sets?: readonly AskedSet[]): Query {
  if (documents.some(({ claims }) => claims.length === 0)) throw new PresentationError("presentation.query");
  if (sets !== undefined && !isSound(sets, documents.length))
    throw new PresentationError("presentation.query");
  const forms = documents.map((one, i) => [askForOne(one, i), ...askForMdoc(one, i)]);
  const credentials = forms.flat();
  if (sets === undefined && credentials.length === documents.length) return parseQuery({ credentials });
  const ids = forms.map((either) => either.map(({ id }) => id as string));
  const all = documents.map((_, i) => ({ options: [[i]], required: true }));
  return parseQuery({
    credentials,
    credential_sets: (sets ?? all).map(({ options, required }) => ({
      options: options.flatMap((option) => waysOf(option, ids)),
      required,
    })),
  });
}
