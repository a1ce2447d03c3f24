import { toBase64Url } from "../bytes/base64.ts";
import { presentSdJwt, type Selection } from "../credential/sd-jwt/present.ts";
import type { Es256Signer, Sha256 } from "../crypto/ports.ts";
import { claimsOf } from "../mdoc/claims.ts";
import { type ChosenElements, presentMdoc } from "../mdoc/device-response.ts";
import type { IssuerSigned } from "../mdoc/issuer-signed.ts";
import { type ClaimsPath, pathsMeet } from "./claims-path.ts";
import { PresentationError } from "./error.ts";
import { type CredentialQuery, isAnsweredBy, isSatisfiedBy, type Query, type Shown } from "./query.ts";
import { type HandoverParts, sessionTranscript } from "./transcript.ts";

interface Agreed {
  /** Id of the credential query. */
  readonly query: string;
  readonly holder: Es256Signer;
}

export interface SdJwtApproval extends Agreed {
  readonly format: "dc+sd-jwt";
  readonly selection: Selection;
}

export interface MdocApproval extends Agreed {
  readonly format: "mso_mdoc";
  readonly document: IssuerSigned;
  readonly chosen: ChosenElements;
}

/** What the person agreed to give for one credential query; exactly this leaves. */
export type VpApproval = SdJwtApproval | MdocApproval;

/** What of a request its answer depends on. */
export interface Answerable extends HandoverParts {
  readonly query: Query;
}

/** What a verifier will read, and the places that are opened for it. */
function shownBy(approval: VpApproval): {
  readonly shown: Shown;
  readonly opened: readonly ClaimsPath[];
} {
  if (approval.format === "dc+sd-jwt") {
    const { claims, disclosed } = approval.selection;
    const { vct } = claims;
    if (typeof vct !== "string") throw new PresentationError("presentation.incomplete");
    return { shown: { format: "dc+sd-jwt", vct, claims }, opened: disclosed.map(({ path }) => path) };
  }
  const { document, chosen } = approval;
  const opened = Object.entries(chosen).flatMap(([space, names]) => names.map((name) => [space, name]));
  const elements = document.elements.filter(({ nameSpace, identifier }) =>
    opened.some(([space, name]) => space === nameSpace && name === identifier),
  );
  return {
    shown: { format: "mso_mdoc", doctype: document.mso.docType, claims: claimsOf(elements) },
    opened,
  };
}

/** Places that an approval opens: what leaves beside what cannot be held back. */
export function openedBy(approval: VpApproval): readonly ClaimsPath[] {
  return shownBy(approval).opened;
}

/** Both ways: all that the query insists on, and nothing that it does not lead to. */
function checkAgainst(query: CredentialQuery, approval: VpApproval): void {
  const { shown, opened } = shownBy(approval);
  const asked = (query.claims ?? []).map((claim) => claim.path);
  if (!opened.every((path) => asked.some((one) => pathsMeet(one, path)))) {
    throw new PresentationError("presentation.beyond_request");
  }
  if (!isAnsweredBy(query, shown)) throw new PresentationError("presentation.incomplete");
}

function present(to: Answerable, approval: VpApproval, sha256: Sha256, now: number): string {
  if (approval.format === "dc+sd-jwt") {
    const binding = { nonce: to.nonce, audience: to.clientId, issuedAt: now };
    return presentSdJwt(approval.selection, binding, approval.holder, sha256);
  }
  const transcript = sessionTranscript(to, sha256);
  return toBase64Url(presentMdoc(approval.document, approval.chosen, transcript, approval.holder));
}

/**
 * The `vp_token` of OpenID4VP 1.0 section 8.1: for each approval its disclosures, no more and no fewer,
 * bound to nonce, client id and, in an mdoc, also to where and to which key the answer goes. Throws
 * `presentation.not_asked`, `.incomplete` or `.beyond_request`.
 */
export function buildVpToken(
  request: Answerable,
  approvals: readonly VpApproval[],
  sha256: Sha256,
  now: number,
): { readonly [query: string]: readonly string[] } {
  const token = new Map<string, readonly string[]>();
  for (const approval of approvals) {
    const query = request.query.credentials.find(({ id }) => id === approval.query);
    const before = token.get(approval.query) ?? [];
    if (query === undefined || (before.length > 0 && !query.multiple)) {
      throw new PresentationError("presentation.not_asked");
    }
    checkAgainst(query, approval);
    token.set(approval.query, [...before, present(request, approval, sha256, now)]);
  }
  if (!isSatisfiedBy(request.query, new Set(token.keys()))) {
    throw new PresentationError("presentation.incomplete");
  }
  return Object.fromEntries(token);
}
