import { type DcqlCredential, DcqlQuery } from "dcql";
import { CredentialError } from "../credential/error.ts";
import { resolvePointer } from "../credential/sd-jwt/pointer.ts";
import type { JsonObject } from "../json/value.ts";
import type { ClaimsPath } from "./claims-path.ts";
import { PresentationError } from "./error.ts";
import { type CredentialQuery, isSatisfiedBy, type Query } from "./query.ts";

interface Held {
  /** The wallet's own id. */
  readonly id: string;
  /** All its claims, processed, the always visible ones included; of an mdoc by name space. */
  readonly claims: JsonObject;
  /** Whether it is bound to a key of the holder. */
  readonly holderBinding: boolean;
  /** Key identifiers of the authorities in its certificates, base64url (section 6.1.1.1). */
  readonly authorities?: readonly string[];
}

/** A credential in the wallet, as far as a query sees it. */
export type HeldCredential =
  | (Held & { readonly format: "dc+sd-jwt"; readonly vct: string })
  | (Held & { readonly format: "mso_mdoc"; readonly doctype: string });

export interface Fit {
  readonly credential: string;
  /** What would be disclosed: of the first claim set it satisfies, or all that is asked. */
  readonly leaves: readonly ClaimsPath[];
  /** The other claim sets it satisfies, in the asker's order. */
  readonly alternatives: readonly (readonly ClaimsPath[])[];
}

export interface CredentialMatch {
  readonly query: CredentialQuery;
  /** False where the asker takes an answer without it (only optional or alternative sets name it). */
  readonly required: boolean;
  readonly fitting: readonly Fit[];
}

export interface SetMatch {
  readonly required: boolean;
  /** Options that the wallet can answer: ids of credential queries. */
  readonly options: readonly (readonly string[])[];
}

export interface QueryMatch {
  /** Whether everything the asker insists on can be given. If not, nothing may be (section 6.4.2). */
  readonly satisfiable: boolean;
  readonly credentials: readonly CredentialMatch[];
  readonly sets: readonly SetMatch[];
}

function isRequired(query: Query, id: string): boolean {
  if (query.credential_sets === undefined) return true;
  return query.credential_sets.some((set) => set.required && set.options.every((ids) => ids.includes(id)));
}

/** Paths of the claim set at `index`, or of all claims where there are no sets. */
export function pathsOfSet(query: CredentialQuery, index: number | undefined): readonly ClaimsPath[] {
  const claims = query.claims ?? [];
  const ids = index === undefined ? undefined : query.claim_sets?.[index];
  const chosen = ids === undefined ? claims : claims.filter((claim) => claim.id && ids.includes(claim.id));
  return chosen.map((claim) => claim.path);
}

type LibraryResult = ReturnType<typeof DcqlQuery.query>;

/** Whether a path selects something (section 7.1): the library takes every element of an empty list for one. */
function isThere({ claims }: HeldCredential, path: ClaimsPath): boolean {
  try {
    return resolvePointer(claims, path).length > 0;
  } catch (error) {
    if (error instanceof CredentialError) return false;
    throw error;
  }
}

function fitsOf(query: CredentialQuery, result: LibraryResult, held: readonly HeldCredential[]): Fit[] {
  const matches = result.credential_matches[query.id]?.valid_credentials ?? [];
  return matches.flatMap((match) => {
    const credential = held[match.input_credential_index] as HeldCredential;
    const sets = match.claims.valid_claim_sets
      .map((set) => pathsOfSet(query, set.claim_set_index))
      .filter((paths) => paths.every((path) => isThere(credential, path)));
    const [leaves, ...alternatives] = sets;
    return leaves === undefined ? [] : [{ credential: credential.id, leaves, alternatives }];
  });
}

function forLibrary(credential: HeldCredential): DcqlCredential {
  const [authority, ...others] = credential.authorities ?? [];
  const shared = {
    cryptographic_holder_binding: credential.holderBinding,
    ...(authority === undefined
      ? {}
      : {
          authority: { type: "aki" as const, values: [authority, ...others] satisfies [string, ...string[]] },
        }),
  };
  const claims = credential.claims as { [key: string]: never };
  return credential.format === "mso_mdoc"
    ? { ...shared, credential_format: "mso_mdoc", doctype: credential.doctype, namespaces: claims }
    : { ...shared, credential_format: "dc+sd-jwt", vct: credential.vct, claims };
}

/**
 * Which held credentials answer a query, and what would leave (section 6.4). Of the conditions on trusted
 * authorities we know those by key identifier; the others are about frameworks we have no part in, so
 * they fit nothing. Throws `presentation.query`.
 */
export function matchQuery(query: Query, held: readonly HeldCredential[]): QueryMatch {
  let result: LibraryResult;
  try {
    result = DcqlQuery.query(query as unknown as DcqlQuery.Output, held.map(forLibrary));
  } catch {
    throw new PresentationError("presentation.query");
  }
  const credentials = query.credentials.map((one) => ({
    query: one,
    required: isRequired(query, one.id),
    fitting: fitsOf(one, result, held),
  }));
  const canAnswer = (id: string) =>
    credentials.some((match) => match.query.id === id && match.fitting.length > 0);
  const sets = (query.credential_sets ?? []).map((set) => ({
    required: set.required,
    options: set.options.filter((option) => option.every(canAnswer)),
  }));
  const answerable = new Set(query.credentials.flatMap(({ id }) => (canAnswer(id) ? [id] : [])));
  const satisfiable = result.can_be_satisfied && isSatisfiedBy(query, answerable);
  return { satisfiable, credentials, sets };
}
