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

/** The DCQL query that asks for all of these documents. Throws `presentation.query` if one asks for no claim. */
export function buildQuery(documents: readonly AskedDocument[]): Query {
  if (documents.some(({ claims }) => claims.length === 0)) throw new PresentationError("presentation.query");
  return parseQuery({ credentials: documents.map(askForOne) });
}
