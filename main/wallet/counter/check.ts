import { fromBase64Url } from "../../../src/bytes/base64.ts";
import type { CheckedView, ClaimView } from "../../../src/contract/views.ts";
import { p256ToJwk } from "../../../src/crypto/p256.ts";
import { PresentationError } from "../../../src/presentation/error.ts";
import { acceptOnce, type OutstandingRequest } from "../../../src/presentation/outstanding.ts";
import { parseResponse } from "../../../src/presentation/response.ts";
import { sessionTranscript } from "../../../src/presentation/transcript.ts";
import type { Verdict } from "../../../src/verdict/verdict.ts";
import { verify, type VerifyInput } from "../../../src/verdict/verify.ts";
import { decryptResponse, responseKeyId } from "../../presentation/jwe.ts";
import { outsideTrust } from "../receive/outside-trust.ts";
import { viewOutsideClaims } from "../receive/outside.ts";
import { newRowId, requireOffice } from "../office/own-office.ts";
import { describeCheck } from "../rows.ts";
import type { Session } from "../session.ts";
import { viewClaims } from "../views/credential-view.ts";

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

/** Only the comparison of the person is left to do. */
function waitsForPerson({ checks }: Pick<Verdict, "checks">): boolean {
  const open = checks.filter(({ result }) => result !== "passed");
  return open.length === 1 && open[0]?.code === "person_compared.waiting";
}

/** Gives the id of the row. */
function remember(session: Session, verdict: Verdict, request?: string): string {
  const id = newRowId(session);
  session.vault.transaction(() => {
    session.store.checks.put(id, describeCheck(verdict, request));
    const worst = verdict.checks.find((check) => check.result !== "passed");
    const isGood = verdict.outcome === "valid" || waitsForPerson(verdict);
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

/**
 * Takes and judges the answer to one of our requests; needs no network. An answer that does not open
 * or is no response does not use the request up; one that does is final, whatever the verdict. Throws
 * PresentationError, `counter.no_office`.
 */
export async function checkAnswer(session: Session, response: string, compare = false): Promise<CheckedView> {
  requireOffice(session);
  const id = responseKeyId(response);
  const waiting = session.store.outstanding.get(id);
  if (waiting === undefined) throw new PresentationError("presentation.unknown_request");
  if (waiting.answered !== undefined) throw new PresentationError("presentation.replayed");
  const encryptedTo = p256ToJwk(fromBase64Url(session.keyring.info(waiting.encryption).publicKey));
  const text = await session.keyring.withAgreementKey(waiting.encryption, (key) =>
    decryptResponse(response, { kid: id, key }),
  );
  const { state, documents } = parseResponse(text);
  if (state !== waiting.state) throw new PresentationError("presentation.unknown_request");
  const now = session.clock();
  const { nonce, clientId, query, issued, expires } = takeOnce(session, id, now);
  // Our requests are answered by whatever way they went, and so to no address.
  const transcript = sessionTranscript(
    { clientId, nonce, encryptedTo, responseUri: "" },
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
  const hasPortrait = shown.some((claims) => claims.some(({ kind }) => kind === "image"));
  const verdict = compare && hasPortrait ? judge({ person: "waiting" }) : first;
  return { verdict, request: id, check: remember(session, verdict, id), shown };
}

/** Judges a credential or presentation on its own. It was not asked for, so nobody proved to hold it. */
export async function inspectFile(session: Session, file: string): Promise<CheckedView> {
  const { registry, primitives } = session;
  const online = registry.isOnline();
  const input: VerifyInput = { documents: [{ presentation: file.trim() }], online };
  const outside = await outsideTrust(input, session, { mayFetch: online });
  const verdict = verify({ ...input, ...outside }, registry.view, primitives, session.clock());
  return { verdict, check: remember(session, verdict), shown: viewShown(session, verdict) };
}
