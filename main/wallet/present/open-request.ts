import type { TypeRecord } from "../../../src/chain/state/records.ts";
import type { AskedClaimView, AskedCredentialView, RequestView } from "../../../src/contract/views.ts";
import type { ClaimView } from "../../../src/credential/claim-view.ts";
import { readCredential } from "../../../src/credential/vc.ts";
import { selectDisclosures } from "../../../src/credential/sd-jwt/present.ts";
import { type AskerJudgement, judgeAsker } from "../../../src/presentation/asker.ts";
import type { ClaimsPath } from "../../../src/presentation/claims-path.ts";
import {
  type CredentialMatch,
  type HeldCredential,
  matchQuery,
  type QueryMatch,
} from "../../../src/presentation/match.ts";
import { type CredentialQuery, isOptionalClaim } from "../../../src/presentation/query.ts";
import { parseRequest, type PresentationRequest } from "../../../src/presentation/request.ts";
import { requireHeld, showHeld } from "../holder/held.ts";
import type { Session } from "../session.ts";
import { ageAt, type ReadCredential, readSdJwtVc, stateOf, viewClaims } from "../views/credential-view.ts";
import { viewOutsideClaims } from "../receive/outside.ts";
import { heldBy } from "../views/held-by.ts";
import {
  authoritiesBehind,
  type Candidate,
  choose,
  findRegisteredMdocs,
  viewChosen,
  viewFitting,
} from "./candidates.ts";

/** A request with all that this wallet finds out about it, before the person decides. */
export interface OpenedRequest {
  readonly request: PresentationRequest;
  readonly asker: AskerJudgement;
  readonly match: QueryMatch;
  /** Held credentials by id, read. */
  readonly held: ReadonlyMap<string, ReadCredential>;
  /** Held mdocs of the registry's offices. */
  readonly mdocs: ReadonlyMap<string, Candidate>;
}

/** Reads a request and finds who asks and what would answer it. Throws PresentationError. */
export function openRequest(session: Session, text: string): OpenedRequest {
  const request = parseRequest(text);
  const view = session.registry.introduced(request.introduction);
  const asker = judgeAsker(request, view, session.primitives, session.clock());
  const held = new Map<string, ReadCredential>();
  for (const { id, value } of session.store.held.each()) held.set(id, readSdJwtVc(value.credential, session));
  const sdJwts: HeldCredential[] = [...held].map(([id, { credential, sdJwt }]) => ({
    id,
    format: "dc+sd-jwt",
    vct: credential.vct,
    claims: { vct: credential.vct, ...credential.claims },
    holderBinding: true,
    authorities: authoritiesBehind(sdJwt),
  }));
  const asksMdoc = request.query.credentials.some(({ format }) => format === "mso_mdoc");
  const mdocs: OpenedRequest["mdocs"] = asksMdoc ? findRegisteredMdocs(session) : new Map();
  const match = matchQuery(request.query, [...sdJwts, ...[...mdocs.values()].map((one) => one.held)]);
  return { request, asker, match, held, mdocs };
}

/** Fetches the asker's record where a light copy lacks it and there is a network. Throws PresentationError. */
export async function learnAsker(session: Session, text: string): Promise<void> {
  const { client } = parseRequest(text);
  if (client?.registry === session.registry.view.id) {
    await session.registry.learn({ offices: [client.office] });
  }
}

function typeOf(session: Session, query: CredentialQuery): TypeRecord | undefined {
  const { doctype_value: doctype, vct_values: vcts } = query.meta ?? {};
  const vct = query.format === "mso_mdoc" ? doctype : vcts?.[0];
  const type = vct === undefined ? "unknown" : session.registry.view.typeByVct(vct);
  return typeof type === "string" ? undefined : type;
}

const samePath = (a: ClaimsPath, b: ClaimsPath): boolean => JSON.stringify(a) === JSON.stringify(b);

function viewAsked(
  query: CredentialQuery,
  type: TypeRecord | undefined,
  asker: AskerJudgement,
): readonly AskedClaimView[] {
  return (query.claims ?? []).map((claim) => {
    const { path } = claim;
    const names = path.map((step) => String(step));
    // In an mdoc the name space, which is its type, comes first.
    const within = query.format === "mso_mdoc" ? path.slice(1) : path;
    const label = type?.claims.find((defined) => samePath(defined.path, within))?.label ?? {
      en: names.join(" / "),
    };
    const overAsked = asker.overAsked.some(
      (over) => over.query === query.id && (over.path.length === 0 || samePath(over.path, path)),
    );
    return { path: names, label, optional: isOptionalClaim(query, claim), overAsked };
  });
}

/** Exactly what would leave: the processed claims of the very selection that would be presented. */
function viewLeaving(
  session: Session,
  read: ReadCredential,
  paths: readonly ClaimsPath[],
): readonly ClaimView[] {
  const type = session.registry.view.typeByVct(read.credential.vct);
  const { claims } = selectDisclosures(read.sdJwt, paths, session.primitives.sha256);
  // A copy may lack the type, as after a restore; that something leaves, and what, is said all the same.
  return typeof type === "string"
    ? viewOutsideClaims(readCredential({ claims }).claims, [])
    : viewClaims(type, claims);
}

/** What counts comes first; else the order stays. */
function inOrder(session: Session, opened: OpenedRequest, fitting: CredentialMatch["fitting"]) {
  const isValid = ({ credential }: { readonly credential: string }): boolean => {
    if (opened.mdocs.has(credential)) return showHeld(session, credential).state === "valid";
    const read = opened.held.get(credential);
    return read !== undefined && stateOf(read.credential, read.commitment, session).state === "valid";
  };
  const valid = fitting.filter(isValid);
  return [...valid, ...fitting.filter((fit) => !valid.includes(fit))];
}

function viewMatch(session: Session, opened: OpenedRequest, match: CredentialMatch): AskedCredentialView {
  const type = typeOf(session, match.query);
  return {
    query: match.query.id,
    ...(type === undefined ? {} : { typeName: type.name }),
    ...(match.query.format === "mso_mdoc" ? { format: "mso_mdoc" as const } : {}),
    ...(match.query.multiple ? { multiple: true } : {}),
    claims: viewAsked(match.query, type, opened.asker),
    fitting: inOrder(session, opened, match.fitting).flatMap((fit) => {
      const mdoc = opened.mdocs.get(fit.credential);
      if (mdoc !== undefined) {
        const viewOf = (paths: readonly ClaimsPath[]) =>
          viewChosen(session, mdoc, choose(session, mdoc, paths));
        return [viewFitting(match.query, fit, viewOf)];
      }
      const read = opened.held.get(fit.credential);
      if (read === undefined) return [];
      const { holder } = requireHeld(session, fit.credential);
      const fitting = viewFitting(match.query, fit, (paths) => viewLeaving(session, read, paths));
      return [{ ...fitting, ...heldBy(read.credential.holders, session, holder) }];
    }),
  };
}

/** What the person sees before deciding. Throws PresentationError. */
export function previewRequest(session: Session, text: string): RequestView {
  const opened = openRequest(session, text);
  const { request, asker } = opened;
  const age = asker.age && ageAt(asker.age, session.clock());
  return {
    request: text,
    asker: {
      state: asker.state,
      code: asker.code,
      ...(asker.office === undefined ? {} : { office: asker.office.id, name: asker.office.name }),
      ...(age === undefined ? {} : { age }),
    },
    purpose: {
      ...(request.purpose === undefined ? {} : { id: request.purpose }),
      ...(asker.purpose === undefined ? {} : { label: asker.purpose.label }),
    },
    expires: request.expires,
    ...(request.query.credential_sets === undefined ? {} : { sets: request.query.credential_sets }),
    asked: opened.match.credentials.map((match) => viewMatch(session, opened, match)),
    overAsking: asker.overAsked.length > 0,
    ...(asker.refusal === undefined ? {} : { refusal: asker.refusal }),
  };
}
