import { parseDelivery } from "../../../src/exchange/delivery.ts";
import type { CredentialView, OfferedCredentialView } from "../../../src/contract/views.ts";
import { CredentialError } from "../../../src/credential/error.ts";
import type { CheckName } from "../../../src/verdict/codes.ts";
import type { Verdict } from "../../../src/verdict/verdict.ts";
import { verify } from "../../../src/verdict/verify.ts";
import { PresentationError } from "../../../src/presentation/error.ts";
import { decryptResponse, responseKeyId } from "../../presentation/jwe.ts";
import { WalletError } from "../error.ts";
import { areCopies, type ArrivedCopy } from "../copies/copies.ts";
import { keepCopies } from "./keep-copies.ts";
import type { KeyRequestRow } from "../rows.ts";
import type { Session } from "../session.ts";
import { roleOf } from "../views/held-by.ts";
import { readSdJwtVc, type ReadCredential, viewCredential } from "../views/credential-view.ts";

/** What must hold before a wallet keeps a credential; being presented is not among it. */
const KEPT_ONLY_IF: readonly CheckName[] = [
  "parses",
  "issuer_signature",
  "office_accredited",
  "anchored",
  "status",
  "validity",
  "disclosures",
];

interface Opened {
  readonly requestId: string;
  readonly request: KeyRequestRow;
  readonly text: string;
  readonly receipt: string;
  readonly read: ReadCredential;
  readonly verdict: Verdict;
  /** All copies that came, this one first, each with the key that it is bound to. */
  readonly copies: readonly ArrivedCopy[];
}

/** A key request is answered once; what came of it may still be held. */
function wasAnswered(session: Session, requestId: string): boolean {
  return session.store.held.list().some(({ value }) => value.request === requestId);
}

/** The delivery decrypted with the key that its request was made with. */
async function decrypt(
  session: Session,
  delivery: string,
): Promise<{ id: string; row: KeyRequestRow; text: string }> {
  try {
    const id = responseKeyId(delivery);
    const row = session.store.keyRequests.get(id);
    if (row === undefined)
      throw new WalletError(wasAnswered(session, id) ? "holder.already_kept" : "holder.not_for_us");
    const text = await session.keyring.withAgreementKey(row.agreement, (key) =>
      decryptResponse(delivery, { kid: id, key }),
    );
    return { id, row, text };
  } catch (error) {
    if (error instanceof PresentationError) throw new WalletError("holder.not_for_us");
    throw error;
  }
}

function isBoundTo(read: ReadCredential, session: Session, holder: string): boolean {
  return roleOf(read.credential.holders, session, holder) !== undefined;
}

function readOrRefuse(text: string, session: Session): ReadCredential {
  try {
    const read = readSdJwtVc(text, session);
    // Whoever presented it to somebody else is not an office that issues it.
    if (read.sdJwt.keyBinding !== undefined) throw new WalletError("holder.not_valid");
    return read;
  } catch (error) {
    if (error instanceof CredentialError) throw new WalletError("holder.not_valid");
    throw error;
  }
}

async function openDelivery(session: Session, delivery: string): Promise<Opened> {
  const { id, row, text } = await decrypt(session, delivery);
  const { credentials } = parseDelivery(text);
  const keys = [row.holder, ...(row.copies ?? [])];
  // As many as were asked for, in the order of their keys.
  if (credentials.length !== keys.length) throw new WalletError("holder.not_valid");
  const copies = credentials.map(({ credential, receipt }, copy): ArrivedCopy => {
    const read = readOrRefuse(credential, session);
    const holder = keys[copy] ?? "";
    if (
      !isBoundTo(read, session, holder) ||
      read.credential.vct !== row.vct ||
      read.credential.office !== row.office
    ) {
      throw new WalletError("holder.not_for_us");
    }
    return { text: credential, receipt, read, holder };
  });
  const [first] = copies as [ArrivedCopy];
  if (copies.length > 1 && !areCopies(copies)) throw new WalletError("holder.not_valid");
  const places = copies.map(({ read: { credential } }) => ({ office: row.office, index: credential.index }));
  await session.registry.learn({ offices: [row.office], places, newest: true });
  const verdicts = copies.map(({ text: presentation, receipt }) =>
    verify(
      { documents: [{ presentation, receipt }] },
      session.registry.view,
      session.primitives,
      session.clock(),
    ),
  );
  // Of copies the worst is told of all.
  const verdict = verdicts.find((one) => !isFit(one)) ?? (verdicts[0] as Verdict);
  return { requestId: id, request: row, ...first, verdict, copies };
}

function isFit(verdict: Verdict): boolean {
  return KEPT_ONLY_IF.every((name) =>
    verdict.checks.some((check) => check.name === name && check.result === "passed"),
  );
}

/**
 * Looks into a delivery; nothing is kept. Throws `holder.not_for_us`, `holder.not_valid`,
 * `holder.already_kept`, ExchangeError.
 */
export async function previewDelivery(session: Session, delivery: string): Promise<OfferedCredentialView> {
  const opened = await openDelivery(session, delivery);
  const hasConsentKey = opened.request.consent !== undefined;
  return {
    ...viewCredential(
      { read: opened.read, receipt: opened.receipt, hasConsentKey, holder: opened.request.holder },
      session,
    ),
    delivery,
    verdict: opened.verdict,
  };
}

/**
 * Keeps what a delivery holds, if every check of it passes. In one transaction with the end of the
 * request, so that a power cut leaves either the open request or the credential. Throws as
 * `previewDelivery`.
 */
export async function keepDelivery(session: Session, delivery: string): Promise<CredentialView> {
  const opened = await openDelivery(session, delivery);
  const { requestId, request, text, receipt, read, verdict, copies } = opened;
  if (!isFit(verdict)) throw new WalletError("holder.not_valid");
  if (copies.length > 1) return keepCopies(session, { requestId, request, copies });
  const id = read.commitment;
  const row = {
    credential: text,
    commitment: read.commitment,
    receipt,
    holder: request.holder,
    kept: session.clock(),
    request: requestId,
    ...(request.consent === undefined ? {} : { consent: request.consent }),
  };
  session.vault.transaction(() => {
    // Another answer to the same request may have been kept while this one was looked at.
    if (!session.store.keyRequests.delete(requestId)) throw new WalletError("holder.already_kept");
    session.store.held.put(id, row, { expected: 0 });
    // Whoever recorded the delivery has nothing left to open it with.
    session.keyring.deleteKey(request.agreement);
    session.activity.append({ kind: "receive", outcome: "done", party: request.office });
  });
  const { holder, consent } = request;
  return {
    id,
    ...viewCredential({ read, receipt, holder, hasConsentKey: consent !== undefined }, session),
  };
}
