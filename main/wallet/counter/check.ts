import { fromBase64Url } from "../../../src/bytes/base64.ts";
import type { CheckedView } from "../../../src/contract/views.ts";
import type { ClaimView } from "../../../src/credential/claim-view.ts";
import { p256ToJwk } from "../../../src/crypto/p256.ts";
import type { P256Jwk } from "../../../src/crypto/p256-jwk.ts";
import { PresentationError } from "../../../src/presentation/error.ts";
import { acceptOnce, type OutstandingRequest } from "../../../src/presentation/outstanding.ts";
import { PaperError } from "../../../src/paper/error.ts";
import { isPaper } from "../../../src/paper/marks.ts";
import { parsePaper } from "../../../src/paper/message.ts";
import { parseResponse, type PresentedDocument } from "../../../src/presentation/response.ts";
import { sessionTranscript } from "../../../src/presentation/transcript.ts";
import { isGenuineOnPaper, waitsForPerson } from "../../../src/verdict/check.ts";
import type { Verdict } from "../../../src/verdict/verdict.ts";
import { verify, type VerifyInput } from "../../../src/verdict/verify.ts";
import { type ContentMethod, decryptResponse, responseKeyId } from "../../presentation/jwe.ts";
import { outsideTrust } from "../receive/outside-trust.ts";
import { viewOutsideClaims } from "../receive/outside.ts";
import { newRowId, requireOffice } from "../own-office.ts";
import { type CheckRow, describeCheck } from "../rows.ts";
import type { Session } from "../session.ts";
import { viewClaims } from "../views/credential-view.ts";
import { keepForAgain } from "./again.ts";
import { lifeOf } from "./life.ts";

/** Takes the one answer; the request is marked as answered before anything is made of the answer. */
function takeOnce(session: Session, id: string, now: number): OutstandingRequest {
  const entry = session.store.outstanding.entry(id);
  const taken = acceptOnce(entry?.value, now);
  if (!taken.ok || entry === undefined) {
    throw new PresentationError(taken.ok ? "presentation.unknown_request" : taken.code);
  }
  session.store.outstanding.put(id, taken.value, { expected: entry.version });
  return taken.value;
}

/** Gives the id of the row. */
function remember(
  session: Session,
  verdict: Verdict,
  documents: readonly PresentedDocument[],
  more: Pick<CheckRow, "request" | "onPaper"> = {},
): string {
  const id = newRowId(session);
  const row = {
    ...describeCheck(verdict, more.request),
    ...keepForAgain(documents, verdict, session),
    ...more,
  };
  session.vault.transaction(() => {
    session.store.checks.put(id, row);
    const { request } = more;
    const asked = request === undefined ? undefined : session.store.outstanding.get(request);
    if (request !== undefined && asked !== undefined) {
      session.store.outstanding.put(request, { ...asked, check: id });
    }
    const worst = verdict.checks.find((check) => check.result !== "passed");
    const isGood =
      verdict.outcome === "valid" || waitsForPerson(verdict.checks) || isGenuineOnPaper(verdict.checks);
    session.activity.append({
      kind: "check",
      outcome: isGood ? "done" : "refused",
      ...(worst === undefined ? {} : { code: worst.code }),
    });
  });
  return id;
}

/** What each document shows, with the labels of its type; of an issuer outside, as that names its claims. */
function viewShown(session: Session, { documents }: Verdict): readonly (readonly ClaimView[])[] {
  return documents.map(({ vct, claims, trust }) => {
    if (vct === undefined || claims === undefined) return [];
    if (trust === "anchor") return viewOutsideClaims(claims, []);
    const type = session.registry.view.typeByVct(vct);
    return typeof type === "string" ? [] : viewClaims(type, claims);
  });
}

function showsPortrait(shown: CheckedView["shown"]): boolean {
  return shown.some((claims) => claims.some(({ kind }) => kind === "image"));
}

/** What a file holds: a certificate as it is, or as it was printed. */
export function documentIn(file: string): {
  readonly document: PresentedDocument;
  readonly onPaper: boolean;
} {
  const text = file.trim();
  const paper = readPaper(text);
  return { document: paper ?? { presentation: text }, onPaper: paper !== undefined };
}

/** What a printed certificate carried; undefined for anything else, which is judged as it is. */
function readPaper(text: string): PresentedDocument | undefined {
  if (!isPaper(text)) return undefined;
  try {
    const { credential, receipt } = parsePaper(text);
    return { presentation: credential, receipt };
  } catch (error) {
    if (error instanceof PaperError) return undefined;
    throw error;
  }
}

/** Throws PresentationError where it waits for no answer. */
function requireWaiting(session: Session, id: string): OutstandingRequest {
  const waiting = session.store.outstanding.get(id);
  const accepted = acceptOnce(waiting, session.clock());
  if (!accepted.ok || waiting === undefined) {
    throw new PresentationError(accepted.ok ? "presentation.unknown_request" : accepted.code);
  }
  return waiting;
}

function encryptionKeyOf(session: Session, { encryption }: OutstandingRequest): P256Jwk {
  return p256ToJwk(fromBase64Url(session.keyring.info(encryption).publicKey));
}

async function judgeResponse(
  session: Session,
  id: string,
  text: string,
  compare: boolean,
): Promise<CheckedView> {
  const { state, documents } = parseResponse(text);
  const waiting = requireWaiting(session, id);
  if (state !== waiting.state) throw new PresentationError("presentation.unknown_request");
  const now = session.clock();
  const { nonce, clientId, query, issued, expires, posted } = takeOnce(session, id, now);
  const encryptedTo = posted?.encrypted === false ? undefined : encryptionKeyOf(session, waiting);
  // What goes by file or code is answered to no address.
  const transcript = sessionTranscript(
    { clientId, nonce, encryptedTo, responseUri: posted?.responseUri ?? "" },
    session.primitives.sha256,
  );
  const input: VerifyInput = {
    documents: documents.map((document) => ({ ...document, transcript })),
    request: { nonce, clientId, query, issued, expires },
    online: session.registry.isOnline(),
  };
  const outside = await outsideTrust(input, session, { mayFetch: input.online === true });
  const judge = (more: Pick<VerifyInput, "person">): Verdict =>
    verify({ ...input, ...outside, ...more }, session.registry.view, session.primitives, now);
  const first = judge({});
  const shown = viewShown(session, first);
  const verdict = compare && showsPortrait(shown) ? judge({ person: "waiting" }) : first;
  return {
    verdict,
    request: id,
    check: remember(session, verdict, documents, { request: id }),
    shown,
    life: lifeOf(session, verdict),
  };
}

/** Of wallets of other makers, who choose among what the request names. */
const POSTED_METHODS: readonly ContentMethod[] = ["A256GCM", "A128GCM"];

/**
 * Takes and judges the answer to one of our requests; needs no network. An answer that does not open
 * or is no response does not use the request up; one that does is final, whatever the verdict. `posted`
 * is the case whose address it was posted to. Throws PresentationError, `counter.no_office`.
 */
export async function checkAnswer(
  session: Session,
  response: string,
  compare = false,
  posted?: string,
): Promise<CheckedView> {
  requireOffice(session);
  const methods = posted === undefined ? undefined : POSTED_METHODS;
  const id = responseKeyId(response, methods);
  if (posted !== undefined && id !== posted) throw new PresentationError("presentation.unknown_request");
  const waiting = requireWaiting(session, id);
  const text = await session.keyring.withAgreementKey(waiting.encryption, (key) =>
    decryptResponse(response, { kid: id, key }, methods),
  );
  return await judgeResponse(session, id, text, compare);
}

/** The same of an answer that was posted as it is, where that was asked for. Throws as `checkAnswer`. */
export async function checkPlainAnswer(
  session: Session,
  id: string,
  text: string,
  compare: boolean,
): Promise<CheckedView> {
  requireOffice(session);
  return await judgeResponse(session, id, text, compare);
}

/** Takes a "no" for the one answer. Throws PresentationError. */
export function takeDecline(session: Session, id: string, state: string | undefined): void {
  if (state !== requireWaiting(session, id).state) {
    throw new PresentationError("presentation.unknown_request");
  }
  const taken = takeOnce(session, id, session.clock());
  session.store.outstanding.put(id, { ...taken, declined: true });
  session.activity.append({ kind: "check", outcome: "refused", code: "presentation.declined" });
}

/** Judges a credential or presentation on its own. It was not asked for, so nobody proved to hold it. */
export async function inspectFile(session: Session, file: string, compare = false): Promise<CheckedView> {
  const { registry, primitives } = session;
  const { document, onPaper } = documentIn(file);
  const now = session.clock();
  const online = registry.isOnline();
  const input: VerifyInput = { documents: [document], online, onPaper };
  const outside = await outsideTrust(input, session, { mayFetch: online });
  const judge = (more: Pick<VerifyInput, "person">): Verdict =>
    verify({ ...input, ...outside, ...more }, registry.view, primitives, now);
  const first = judge({});
  const shown = viewShown(session, first);
  const verdict = compare && onPaper && showsPortrait(shown) ? judge({ person: "waiting" }) : first;
  return {
    verdict,
    check: remember(session, verdict, input.documents, onPaper ? { onPaper: true } : {}),
    shown,
    life: lifeOf(session, verdict),
    ...(onPaper ? { onPaper: true } : {}),
  };
}
