import type { AskedClaimView, AskedCredentialView, RequestView } from "../../../src/contract/views.ts";
import { type CredentialMatch, matchQuery, type QueryMatch } from "../../../src/presentation/match.ts";
import { type CredentialQuery, isOptionalClaim } from "../../../src/presentation/query.ts";
import { hostOfAddress } from "../../../src/presentation/stranger/address.ts";
import { judgeStranger, type StrangerJudgement } from "../../../src/presentation/stranger/judge.ts";
import { parseStrangerRequest, type StrangerRequest } from "../../../src/presentation/stranger/request.ts";
import { readRequestCertificate } from "../../crypto/request-certificate.ts";
import { anchorsOf } from "../receive/anchors.ts";
import type { Session } from "../session.ts";
import { type Candidate, choose, findCandidates, viewChosen } from "./candidates.ts";

/** A stranger's request with all that this wallet finds out about it, before the person decides. */
export interface OpenedStranger {
  readonly request: StrangerRequest;
  readonly asker: StrangerJudgement;
  readonly match: QueryMatch;
  readonly candidates: ReadonlyMap<string, Candidate>;
}

/** Throws PresentationError. */
export function openStranger(session: Session, text: string): OpenedStranger {
  const request = parseStrangerRequest(text);
  const now = session.clock();
  const chain = request.signed?.certificates ?? [];
  const certificate = readRequestCertificate(chain, anchorsOf(session), now);
  const found = findCandidates(session);
  return {
    request,
    asker: judgeStranger(request, certificate, session.primitives, now),
    match: matchQuery(
      request.query,
      found.map(({ held }) => held),
    ),
    candidates: new Map(found.map((one) => [one.held.id, one])),
  };
}

function viewAsked(
  session: Session,
  query: CredentialQuery,
  candidate: Candidate | undefined,
): readonly AskedClaimView[] {
  const type = session.registry.view.typeByVct(query.meta?.vct_values?.[0] ?? "");
  const ofType = typeof type === "string" ? [] : type.claims;
  return (query.claims ?? []).map((claim) => {
    const path = claim.path.map(String);
    const defined = ofType.find((one) => one.path.join("\n") === path.join("\n"))?.label;
    const known =
      defined ?? candidate?.described.find((one) => one.path.join("\n") === path.join("\n"))?.names ?? {};
    const label = Object.keys(known).length === 0 ? { en: path.join(" / ") } : known;
    return { path, label, optional: isOptionalClaim(query, claim), overAsked: false };
  });
}

function viewMatch(session: Session, opened: OpenedStranger, match: CredentialMatch): AskedCredentialView {
  const { query, fitting } = match;
  const first = opened.candidates.get(fitting[0]?.credential ?? "");
  return {
    query: query.id,
    ...(first === undefined ? {} : { typeName: first.typeName }),
    ...(query.multiple ? { multiple: true } : {}),
    claims: viewAsked(session, query, first),
    fitting: fitting.flatMap(({ credential, leaves }) => {
      const candidate = opened.candidates.get(credential);
      if (candidate === undefined) return [];
      const chosen = choose(session, candidate, leaves);
      return [{ id: credential, leaves: viewChosen(session, candidate, chosen) }];
    }),
  };
}

/** What the person sees before deciding. Throws PresentationError. */
export function previewStranger(session: Session, text: string): RequestView {
  const opened = openStranger(session, text);
  const { request, asker, match } = opened;
  const sets = request.query.credential_sets;
  return {
    request: text,
    asker: { state: asker.state, code: asker.code, name: { en: asker.name } },
    purpose: {},
    ...(request.expires === undefined ? {} : { expires: request.expires }),
    sentTo: {
      host: hostOfAddress(request.responseUri) ?? "",
      encrypted: request.encryption !== undefined,
    },
    ...(sets === undefined ? {} : { sets }),
    asked: match.credentials.map((one) => viewMatch(session, opened, one)),
    overAsking: false,
    ...(asker.refusal === undefined ? {} : { refusal: asker.refusal }),
  };
}
