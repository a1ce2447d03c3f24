import { fromBase64Url, toBase64Url } from "../../../src/bytes/base64.ts";
import { addEntrySignature } from "../../../src/chain/entries/entry.ts";
import { isOfficer } from "../../../src/chain/entries/signers.ts";
import { countsAt } from "../../../src/chain/state/span.ts";
import type { ParsedArgsOf } from "../../../src/contract/contract.ts";
import type { DraftView } from "../../../src/contract/office-views.ts";
import type { ChangeView, RegisterRowView } from "../../../src/contract/views.ts";
import { buildDraftReturn, parseDraftReturn } from "../../../src/exchange/draft-return.ts";
import { MAX_NOTE } from "../../../src/exchange/draft-types.ts";
import { ExchangeError } from "../../../src/exchange/error.ts";
import { leafHash } from "../../../src/merkle/hash.ts";
import { isPlainText } from "../../../src/text/plain-text.ts";
import type { KeyInfo } from "../../vault/keyring.ts";
import { WalletError } from "../error.ts";
import type { Session } from "../session.ts";
import { viewClaims } from "../views/credential-view.ts";
import { submitAndWait, syncOrSay } from "./carry.ts";
import { openDraft, type OpenedDraft } from "./open-draft.ts";
import { findOwnKey, requireOwnOffice } from "../own-office.ts";
import { pastOf } from "./past.ts";
import { viewRow } from "./register.ts";

function ownOfficer(session: Session): KeyInfo | undefined {
  const now = session.clock();
  return findOwnKey(session, "officer", (span) => countsAt(span, now));
}

function hasSigned({ entry }: OpenedDraft, officer: KeyInfo | undefined): boolean {
  return entry.sigs.some(({ key }) => key === officer?.publicKey);
}

/** The key that is to sign beside the first officer's. Throws `office.no_key`, `office.own_draft`. */
export function requireSecond(session: Session, opened: OpenedDraft): KeyInfo {
  const officer = ownOfficer(session);
  if (officer === undefined) throw new WalletError("office.no_key");
  if (hasSigned(opened, officer)) throw new WalletError("office.own_draft");
  return officer;
}

/** What a second officer looks at; nothing is signed or kept. Throws as `openDraft`. */
export async function previewDraft(session: Session, text: string): Promise<DraftView> {
  await session.registry.learn({ offices: [], newest: true });
  const opened = openDraft(session, text);
  const { terms, type, credential, before, office } = opened;
  const { old, reason, order, consents, next } = terms;
  const record = old === undefined ? undefined : office.state.credential(old);
  return {
    draft: text,
    kind: old === undefined ? "issue" : "replace",
    type: { id: type.id, name: type.name },
    commitment: next.commitment,
    expires: next.expires,
    claims: viewClaims(type, credential.credential.claims),
    holders: credential.credential.holders.map(({ role }) => role),
    past: record === undefined ? [] : pastOf(office.state, record),
    consents,
    isOwn: hasSigned(opened, ownOfficer(session)),
    ...(before === undefined ? {} : { before: viewClaims(type, before.credential.claims) }),
    ...(old === undefined ? {} : { old }),
    ...(reason === undefined ? {} : { reason }),
    ...(order === undefined ? {} : { order }),
  };
}

/** Signs beside the first officer, submits, and waits for the seal. Throws as `openDraft`, `office.*`. */
export async function approveDraft(session: Session, text: string): Promise<ChangeView> {
  await syncOrSay(session, "office.not_sent");
  const opened = openDraft(session, text);
  const second = requireSecond(session, opened);
  session.again.require("sign", [opened.type]);
  const signer = session.keyring.ed25519Signer(second.id);
  const leaf = addEntrySignature(fromBase64Url(session.registry.view.id), opened.leaf, signer);
  const party = opened.type.id;
  session.vault.transaction(() => {
    session.acts.remember(leaf);
    session.activity.append({ kind: "approve", outcome: "done", party });
  });
  const change = await submitAndWait(session, leaf);
  if (change.state === "refused") {
    const code = change.code === undefined ? {} : { code: change.code };
    session.activity.append({ kind: "approve", outcome: "refused", party, ...code });
  }
  return change;
}

/** Says to the first officer, signed, that it is not approved. Throws as `openDraft`, `office.claims` for a note that is no plain line. */
export async function sendBack(
  session: Session,
  asked: ParsedArgsOf<"office.send_back">,
): Promise<{ readonly answer: string }> {
  await session.registry.learn({ offices: [], newest: true });
  const opened = openDraft(session, asked.draft);
  const officer = requireSecond(session, opened);
  const note = asked.note.trim();
  if (!isPlainText(note, MAX_NOTE)) throw new WalletError("office.claims");
  const answer = buildDraftReturn(
    {
      registryId: session.registry.view.id,
      office: opened.office.id,
      commitment: opened.terms.next.commitment,
      draft: toBase64Url(leafHash(opened.leaf, session.primitives.sha256)),
      note,
    },
    session.keyring.ed25519Signer(officer.id),
  );
  session.activity.append({ kind: "send-back", outcome: "done", party: opened.type.id });
  return { answer };
}

/** Takes the second officer's answer in. Throws ExchangeError, `office.unknown_credential` for what does not wait. */
export function takeBack(session: Session, text: string): RegisterRowView {
  const office = requireOwnOffice(session);
  const expected = { registryId: session.registry.view.id, office: office.id };
  const told = parseDraftReturn(text, expected, session.primitives);
  if (!isOfficer(office.record, told.key, session.clock())) throw new ExchangeError("exchange.signature");
  const row = session.store.issued.get(told.commitment);
  if (row === undefined || row.state !== "waiting" || row.hash !== told.draft)
    throw new WalletError("office.unknown_credential");
  const next = { ...row, state: "refused", code: "office.returned", note: told.note } as const;
  session.vault.transaction(() => {
    session.store.issued.put(told.commitment, next);
    const kind = row.replaces === undefined ? "issue" : "replace";
    session.activity.append({ kind, outcome: "refused", party: row.type, code: next.code });
  });
  return viewRow(session, told.commitment, next);
}
