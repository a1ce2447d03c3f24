import type { CheckedView } from "../../../src/contract/views.ts";
import { PresentationError } from "../../../src/presentation/error.ts";
import { acceptOnce, type OutstandingRequest } from "../../../src/presentation/outstanding.ts";
import { parseResponse } from "../../../src/presentation/response.ts";
import { toBase64Url } from "../../../src/bytes/base64.ts";
import type { Verdict } from "../../../src/verdict/verdict.ts";
import { verify } from "../../../src/verdict/verify.ts";
import { decryptResponse, responseKeyId } from "../../presentation/jwe.ts";
import { requireOffice } from "../office/own-office.ts";
import { describeCheck } from "../rows.ts";
import type { Session } from "../session.ts";

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

function remember(session: Session, verdict: Verdict, request?: string): void {
  session.vault.transaction(() => {
    session.store.checks.put(toBase64Url(session.random(16)), describeCheck(verdict, request));
    const worst = verdict.checks.find((check) => check.result !== "passed");
    session.activity.append({
      kind: "check",
      outcome: verdict.outcome === "valid" ? "done" : "refused",
      ...(worst === undefined ? {} : { code: worst.code }),
    });
  });
}

/**
 * Takes and judges the answer to one of our requests; needs no network. An answer that does not open
 * or is no response does not use the request up; one that does is final, whatever the verdict. Throws
 * PresentationError, `counter.no_office`.
 */
export async function checkAnswer(session: Session, response: string): Promise<CheckedView> {
  requireOffice(session);
  const id = responseKeyId(response);
  const waiting = session.store.outstanding.get(id);
  if (waiting === undefined) throw new PresentationError("presentation.unknown_request");
  if (waiting.answered !== undefined) throw new PresentationError("presentation.replayed");
  const text = await session.keyring.withAgreementKey(waiting.encryption, (key) =>
    decryptResponse(response, { kid: id, key }),
  );
  const { state, documents } = parseResponse(text);
  if (state !== waiting.state) throw new PresentationError("presentation.unknown_request");
  const now = session.clock();
  const { nonce, clientId, query, issued, expires } = takeOnce(session, id, now);
  const verdict = verify(
    {
      documents,
      request: { nonce, clientId, query, issued, expires },
      online: session.registry.isOnline(),
    },
    session.registry.view,
    session.primitives,
    now,
  );
  remember(session, verdict, id);
  return { verdict, request: id };
}

/** Judges a credential or presentation on its own. It was not asked for, so nobody proved to hold it. */
export function inspectFile(session: Session, file: string): CheckedView {
  const { registry, primitives } = session;
  const verdict = verify(
    { documents: [{ presentation: file.trim() }], online: registry.isOnline() },
    registry.view,
    primitives,
    session.clock(),
  );
  remember(session, verdict);
  return { verdict };
}
