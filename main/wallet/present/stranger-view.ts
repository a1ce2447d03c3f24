import type { AskedClaimView, AskedCredentialView, RequestView } from "../../../src/contract/views.ts";
import { p256Thumbprint } from "../../../src/crypto/p256.ts";
import { didToP256 } from "../../../src/did/did-jwk.ts";
import { type AskerJudgement, judgeAsker } from "../../../src/presentation/asker.ts";
import type { ClaimsPath } from "../../../src/presentation/claims-path.ts";
import { type CredentialMatch, matchQuery, type QueryMatch } from "../../../src/presentation/match.ts";
import { type CredentialQuery, isOptionalClaim } from "../../../src/presentation/query.ts";
import { hostOfAddress } from "../../../src/presentation/stranger/address.ts";
import {
  judgeStranger,
  type RequestCertificate,
  type StrangerJudgement,
} from "../../../src/presentation/stranger/judge.ts";
import { parseStrangerRequest, type StrangerRequest } from "../../../src/presentation/stranger/request.ts";
import { readRequestCertificate } from "../../crypto/request-certificate.ts";
import { anchorsOf } from "../receive/anchors.ts";
import type { Session } from "../session.ts";
import { ageAt } from "../views/credential-view.ts";
import { type Candidate, choose, findCandidates, viewChosen, viewFitting } from "./candidates.ts";

const samePath = (a: ClaimsPath, b: ClaimsPath): boolean => JSON.stringify(a) === JSON.stringify(b);

/** A stranger's request with all that this wallet finds out about it, before the person decides. */
export interface OpenedStranger {
  readonly request: StrangerRequest;
  readonly asker: StrangerJudgement;
  /** Where the key that signed is seen to be an office's of the registry. */
  readonly office: AskerJudgement | undefined;
  readonly match: QueryMatch;
  readonly candidates: ReadonlyMap<string, Candidate>;
}

/** The key that signed, as whoever signed names it. */
function keyOf({ client }: StrangerRequest, certificate: RequestCertificate | undefined) {
  return client.prefix === "decentralized_identifier" ? didToP256(client.did) : certificate?.key;
}

/**
 * What the registry says of an asker that any wallet would know by another name: only where the office that
 * it says to be has the very key that signed.
 */
function judgeOffice(
  session: Session,
  request: StrangerRequest,
  asker: StrangerJudgement,
  certificate: RequestCertificate | undefined,
): AskerJudgement | undefined {
  const { office, signed } = request;
  const unproven = asker.refusal === "asker.signature" || asker.refusal === "asker.client_mismatch";
  if (office === undefined || signed === undefined || unproven) return undefined;
  const key = keyOf(request, certificate);
  if (key === undefined) return undefined;
  const { issued = 0, expires = Number.MAX_SAFE_INTEGER, query } = request;
  const kid = p256Thumbprint(key, session.primitives.sha256);
  const asking = {
    client: office.client,
    purpose: office.purpose,
    kid,
    signed: signed.jws,
    issued,
    expires,
    query,
  };
  const view = session.registry.introduced(office.introduction);
  const judged = judgeAsker(asking, view, session.primitives, session.clock());
  return judged.office === undefined ? undefined : judged;
}

/** Fetches the record of the office that asks, as `learnAsker` does. Throws PresentationError. */
export async function learnStranger(session: Session, text: string): Promise<void> {
  const { office } = parseStrangerRequest(text);
  if (office?.client.registry === session.registry.view.id) {
    await session.registry.learn({ offices: [office.client.office] });
  }
}

/** Throws PresentationError. */
export function openStranger(session: Session, text: string): OpenedStranger {
  const request = parseStrangerRequest(text);
  const now = session.clock();
  const chain = request.signed?.certificates ?? [];
  const certificate = readRequestCertificate(chain, anchorsOf(session), now);
  const found = findCandidates(session);
  const asker = judgeStranger(request, certificate, session.primitives, now);
  return {
    request,
    asker,
    office: judgeOffice(session, request, asker, certificate),
    match: matchQuery(
      request.query,
      found.map(({ held }) => held),
    ),
    candidates: new Map(found.map((one) => [one.held.id, one])),
  };
}

function viewAsked(
  session: Session,
  office: AskerJudgement | undefined,
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
    const overAsked = office?.overAsked.some(
      (over) => over.query === query.id && (over.path.length === 0 || samePath(over.path, claim.path)),
    );
    return { path, label, optional: isOptionalClaim(query, claim), overAsked: overAsked === true };
  });
}

function viewMatch(session: Session, opened: OpenedStranger, match: CredentialMatch): AskedCredentialView {
  const { query, fitting } = match;
  const first = opened.candidates.get(fitting[0]?.credential ?? "");
  return {
    query: query.id,
    ...(first === undefined ? {} : { typeName: first.typeName }),
    ...(query.multiple ? { multiple: true } : {}),
    claims: viewAsked(session, opened.office, query, first),
    fitting: fitting.flatMap((fit) => {
      const candidate = opened.candidates.get(fit.credential);
      if (candidate === undefined) return [];
      return [
        viewFitting(query, fit, (paths) => viewChosen(session, candidate, choose(session, candidate, paths))),
      ];
    }),
  };
}

function viewAsker(session: Session, { asker, office }: OpenedStranger): RequestView["asker"] {
  if (office?.office === undefined) {
    return { state: asker.state, code: asker.code, name: { en: asker.name } };
  }
  const age = office.age && ageAt(office.age, session.clock());
  return {
    state: office.state,
    code: office.code,
    office: office.office.id,
    name: office.office.name,
    ...(age === undefined ? {} : { age }),
  };
}

/** What the person sees before deciding. Throws PresentationError. */
export function previewStranger(session: Session, text: string): RequestView {
  const opened = openStranger(session, text);
  const { request, asker, office, match } = opened;
  const sets = request.query.credential_sets;
  const purpose = request.office?.purpose;
  return {
    request: text,
    asker: viewAsker(session, opened),
    purpose: {
      ...(purpose === undefined ? {} : { id: purpose }),
      ...(office?.purpose === undefined ? {} : { label: office.purpose.label }),
    },
    ...(request.expires === undefined ? {} : { expires: request.expires }),
    sentTo: {
      host: hostOfAddress(request.responseUri) ?? "",
      encrypted: request.encryption !== undefined,
    },
    ...(sets === undefined ? {} : { sets }),
    asked: match.credentials.map((one) => viewMatch(session, opened, one)),
    overAsking: (office?.overAsked.length ?? 0) > 0,
    ...(asker.refusal === undefined ? {} : { refusal: asker.refusal }),
  };
}
