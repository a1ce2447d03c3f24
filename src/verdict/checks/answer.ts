import { CoseError } from "../../cose/error.ts";
import { CredentialError } from "../../credential/error.ts";
import { certificatesOf } from "../../credential/foreign.ts";
import { pathsMeet } from "../../presentation/claims-path.ts";
import {
  type CredentialQuery,
  isAnsweredBy,
  isBackedBy,
  isSatisfiedBy,
  type Shown,
} from "../../presentation/query.ts";
import type { PresentedDocument } from "../../presentation/response.ts";
import { authorityKeyOf } from "../../x509/key-identifiers.ts";
import type { Case } from "../case.ts";
import { check } from "../check.ts";
import type { Evidence } from "../evidence.ts";
import type { Check, DocumentVerdict } from "../verdict.ts";

export function findQuery(document: PresentedDocument, { request }: Case): CredentialQuery | undefined {
  return request?.query.credentials.find(({ id }) => id === document.query);
}

/** Whether one document is an answer to its credential query (OpenID4VP 1.0 section 8.6). */
export function checkDocumentAnswers(
  evidence: Evidence,
  query: CredentialQuery | undefined,
  of: Case,
): Check {
  const { credential, processed, sdJwt } = evidence;
  const shown = { vct: credential.vct, claims: processed.claims };
  return checkShownAnswers(shown, () => authoritiesNamed(() => certificatesOf(sdJwt.jwt.header)), query, of);
}

/** Who signed the certificates that an office's document names: it is the office that says so, and signed it. */
export function authoritiesNamed(certificates: () => readonly Uint8Array[]): readonly string[] {
  try {
    return certificates().flatMap((der) => authorityKeyOf(der) ?? []);
  } catch (error) {
    if (error instanceof CredentialError || error instanceof CoseError) return [];
    throw error;
  }
}

/** The same for what was shown in any format. `authorities`: key identifiers of who stands behind it. */
export function checkShownAnswers(
  shown: Shown,
  authorities: () => readonly string[],
  query: CredentialQuery | undefined,
  { request }: Case,
): Check {
  if (request === undefined) return check("answered", "no_request");
  if (query === undefined) return check("answered", "unasked");
  const isBacked = query.trusted_authorities === undefined || isBackedBy(query, authorities());
  return check("answered", isBacked && isAnsweredBy(query, shown) ? "ok" : "incomplete");
}

/** Whether something was disclosed that the query does not lead to. */
export function showsMore({ processed }: Evidence, query: CredentialQuery): boolean {
  const claims = query.claims ?? [];
  return processed.disclosed.some(({ path }) => !claims.some((claim) => pathsMeet(claim.path, path)));
}

/** Whether all documents together are an answer to the whole query. */
export function checkAnswered(documents: readonly DocumentVerdict[], { request }: Case): Check {
  if (request === undefined) return check("answered", "no_request");
  const answered = new Set<string>();
  // An unreadable one may or may not be what was asked; that it cannot be read is failure enough.
  const unread = new Set<string>();
  const shown = new Set<string>();
  for (const { query, checks, commitment } of documents) {
    const code = checks.find(({ name }) => name === "answered")?.code;
    if (query === undefined || (code !== "answered.ok" && code !== "answered.not_checked")) continue;
    const asked = request.query.credentials.find(({ id }) => id === query);
    const isSecond = answered.has(query) || unread.has(query);
    if (isSecond && asked?.multiple !== true) return check("answered", "unasked");
    // Several of a kind are several: one that is shown twice would count for two.
    const which = `${query} ${commitment ?? ""}`;
    if (commitment !== undefined && shown.has(which)) return check("answered", "unasked");
    shown.add(which);
    (code === "answered.ok" ? answered : unread).add(query);
  }
  if (isSatisfiedBy(request.query, answered)) return check("answered", "ok");
  return check(
    "answered",
    isSatisfiedBy(request.query, answered.union(unread)) ? "not_checked" : "incomplete",
  );
}
