import type { JsonObject } from "../json/value.ts";
import { PresentationError } from "./error.ts";
import { parseQuery, type Query } from "./query.ts";

export interface AskedClaim {
  readonly path: readonly string[];
  /** Taken if it is there and the person agrees; the answer counts without it. */
  readonly optional: boolean;
}

export interface AskedDocument {
  readonly vct: string;
  readonly claims: readonly AskedClaim[];
  /** The same shown as an mdoc (ISO 18013-5) is taken instead. */
  readonly orMdoc?: boolean | undefined;
}

/** With optional claims: all of them first, then only those that are not; a set may not be empty. */
function claimSets(claims: readonly AskedClaim[]): { readonly claim_sets?: readonly (readonly string[])[] } {
  const ids = claims.map((_, i) => `claim${i}`);
  const needed = ids.filter((_, i) => claims[i]?.optional === false);
  if (needed.length === ids.length) return {};
  const least = needed.length > 0 ? [needed] : ids.length > 1 ? ids.map((id) => [id]) : [];
  return { claim_sets: [ids, ...least] };
}

function askForOne({ vct, claims }: AskedDocument, i: number): JsonObject {
  return {
    id: `document${i}`,
    format: "dc+sd-jwt",
    meta: { vct_values: [vct] },
    claims: claims.map(({ path }, k) => ({ id: `claim${k}`, path })),
    ...claimSets(claims),
  };
}

/**
 * In our profile of mdocs an element is a claim of the top level: what lies within one could be had only
 * with all of it, so it is not asked for, and where it is needed no mdoc will do.
 */
function askForMdoc({ vct, claims, orMdoc }: AskedDocument, i: number): readonly JsonObject[] {
  const elements = claims.filter(({ path }) => path.length === 1);
  const isPossible = claims.every(({ path, optional }) => optional || path.length === 1);
  if (orMdoc !== true || !isPossible || elements.length === 0) return [];
  return [
    {
      id: `document${i}mdoc`,
      format: "mso_mdoc",
      meta: { doctype_value: vct },
      claims: elements.map(({ path }, k) => ({ id: `claim${k}`, path: [vct, ...path] })),
      ...claimSets(elements),
    },
  ];
}

/**
 * The DCQL query that asks for all of these documents. One that may be an mdoc is two queries, of which one
 * is to be answered. Throws `presentation.query` if one asks for no claim.
 */
export function buildQuery(documents: readonly AskedDocument[]): Query {
  if (documents.some(({ claims }) => claims.length === 0)) throw new PresentationError("presentation.query");
  const forms = documents.map((one, i) => [askForOne(one, i), ...askForMdoc(one, i)]);
  if (forms.every(({ length }) => length === 1)) return parseQuery({ credentials: forms.flat() });
  return parseQuery({
    credentials: forms.flat(),
    credential_sets: forms.map((either) => ({
      options: either.map(({ id }) => [id as string]),
      required: true,
    })),
  });
}
