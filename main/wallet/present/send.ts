import type { ParsedArgsOf } from "../../../src/contract/contract.ts";
import type { ClaimsPath } from "../../../src/presentation/claims-path.ts";
import { PresentationError } from "../../../src/presentation/error.ts";
import type { Query } from "../../../src/presentation/query.ts";
import { hostOfAddress } from "../../../src/presentation/stranger/address.ts";
import { buildVpToken, openedBy } from "../../../src/presentation/vp-token.ts";
import { isStrangerRequest, type StrangerRequest } from "../../../src/presentation/stranger/request.ts";
import { postResponse, requireSafe } from "../../openid4vp/exchange.ts";
import { encryptResponse } from "../../presentation/jwe.ts";
import { WalletError } from "../error.ts";
import { readyCopies, spendCopies } from "../copies/held-copies.ts";
import type { Session } from "../session.ts";
import { refuseUnlessCounting } from "./answer.ts";
import { nameForLog, namesForLog } from "../names-for-log.ts";
import { approvalOf, type Candidate } from "./candidates.ts";
import { type OpenedStranger, openStranger } from "./stranger-view.ts";

type Answer = ParsedArgsOf<"present.send">;

function openSafely(session: Session, text: string): OpenedStranger {
  // The registry's own requests are answered by `present.answer`.
  if (!isStrangerRequest(text)) throw new PresentationError("presentation.client_id");
  const opened = openStranger(session, text);
  // A bad signature or a passed time is no warning: nobody should answer.
  if (opened.asker.refusal !== undefined) throw new WalletError("present.refused");
  requireSafe(opened.request.responseUri, session.issuers.addresses);
  return opened;
}

/** What was approved by its names is a place of the query, which may name elements of arrays otherwise. */
function placesOf(query: Query, id: string, approved: readonly (readonly string[])[]): readonly ClaimsPath[] {
  const claims = query.credentials.find((one) => one.id === id)?.claims ?? [];
  return approved.map((names) => {
    const wanted = JSON.stringify(names);
    return claims.find(({ path }) => JSON.stringify(path.map(String)) === wanted)?.path ?? names;
  });
}

async function parametersOf(
  { state, encryption }: StrangerRequest,
  token: ReturnType<typeof buildVpToken>,
): Promise<{ readonly [name: string]: string }> {
  const withState = state === undefined ? {} : { state };
  if (encryption === undefined) return { vp_token: JSON.stringify(token), ...withState };
  const text = JSON.stringify({ vp_token: token, ...withState });
  return { response: await encryptResponse(text, encryption) };
}

function typeOf(session: Session, candidate: Candidate | undefined) {
  const held = candidate?.held;
  return held && session.registry.view.typeByVct(held.format === "mso_mdoc" ? held.doctype : held.vct);
}

const hostOf = ({ responseUri }: StrangerRequest): string => hostOfAddress(responseUri) ?? "";

/**
 * Sends exactly the approved claims to where the request says; that they leave is in the activity log
 * before they do. Throws PresentationError, `present.*`.
 */
export async function sendAnswer(
  session: Session,
  args: Answer,
): Promise<{ readonly host: string; readonly goOn?: string }> {
  readyCopies(session, args.answers);
  const opened = openSafely(session, args.request);
  const { request, asker, office, candidates } = opened;
  if (!args.despiteWarnings) {
    const isKnown = (office?.state ?? asker.state) === "accredited" || asker.state === "known";
    if (!isKnown) throw new WalletError("present.asker_not_accredited");
    if ((office?.overAsked.length ?? 0) > 0) throw new WalletError("present.over_asking");
  }
  const pairs = args.answers.map(({ query, credential }) => `${query} ${credential}`);
  if (new Set(pairs).size !== pairs.length) throw new PresentationError("presentation.not_asked");
  const approvals = args.answers.map(({ query, credential, approved }) => {
    const candidate = candidates.get(credential);
    if (candidate === undefined) throw new WalletError("holder.unknown_credential");
    return approvalOf(session, candidate, query, placesOf(request.query, query, approved));
  });
  session.again.require(
    "present",
    args.answers.map(({ credential }) => typeOf(session, candidates.get(credential))),
  );
  refuseUnlessCounting(session, args);
  const answerable = { ...request, encryptedTo: request.encryption?.jwk };
  const token = buildVpToken(answerable, approvals, session.primitives.sha256, session.clock());
  spendCopies(session, args.answers);
  const parameters = await parametersOf(request, token);
  session.activity.append({
    kind: "presentation",
    outcome: "done",
    party: nameForLog(office?.office?.id ?? asker.name),
    ...(office?.office === undefined ? {} : { called: office.office.name }),
    asked: namesForLog(
      request.query.credentials.flatMap(({ claims = [] }) => claims.map(({ path }) => path)),
    ),
    given: namesForLog(approvals.flatMap(openedBy)),
  });
  const sent = await postResponse(request.responseUri, parameters, session.issuers);
  return { host: hostOf(request), ...sent };
}

/** The error response for a person who says no (section 8.5), where they want it told. Throws PresentationError. */
export async function sendDecline(session: Session, text: string): Promise<{ readonly host: string }> {
  const { request } = openSafely(session, text);
  const { state } = request;
  const parameters = { error: "access_denied", ...(state === undefined ? {} : { state }) };
  await postResponse(request.responseUri, parameters, session.issuers);
  return { host: hostOf(request) };
}
