import {
  AGREED,
  ORDERED,
  REINSTATING,
  RENEWING,
  REVOKING,
  SUSPENDING,
} from "../../../src/chain/entries/reasons.ts";
import { type CredentialRecord, STATUS, type TypeRecord } from "../../../src/chain/state/records.ts";
import { countsAt } from "../../../src/chain/state/span.ts";
import type { State } from "../../../src/chain/state/state.ts";
import type { ActView, OfficeRecordView, ProposalView } from "../../../src/contract/office-views.ts";
import type { ClaimView } from "../../../src/credential/claim-view.ts";
import type { JsonObject } from "../../../src/json/value.ts";
import { WalletError } from "../error.ts";
import type { ProposalRow } from "../rows.ts";
import type { Session } from "../session.ts";
import { viewClaims } from "../views/credential-view.ts";
import { findOwnKey } from "../own-office.ts";
import { pastOf } from "./past.ts";
import { viewRow } from "./register.ts";
import { askConsent } from "./replace.ts";
import { mayIssue } from "./types.ts";

function claimsOf(state: State | undefined, type: string, claims: JsonObject): readonly ClaimView[] {
  const record = state?.type(type);
  return record === undefined ? [] : viewClaims(record, claims);
}

/** Nobody's consent is needed to what takes its place. */
function isUnowned({ consent: { mode, parties } }: TypeRecord): boolean {
  return mode === "none" && parties.length === 0;
}

function actsOn(session: Session, state: State, credential: CredentialRecord): readonly ActView[] {
  const { status, consent } = credential;
  if (status === STATUS.invalid || status === STATUS.replaced) return [];
  const record = state.office(credential.office);
  const type = state.type(credential.type);
  if (record === undefined || record.withdrawn !== undefined || type === undefined) return [];
  const office = { id: record.id, record, state };
  // Without a key of the owner's nobody could agree.
  const canIssue = mayIssue(office, type, session.clock());
  return [
    status === STATUS.suspended
      ? { act: "reinstate", reasons: REINSTATING }
      : { act: "suspend", reasons: SUSPENDING },
    ...(canIssue && consent !== undefined ? [{ act: "replace", reasons: AGREED } as const] : []),
    ...(canIssue && isUnowned(type) ? [{ act: "renew", reasons: RENEWING } as const] : []),
    ...(canIssue ? [{ act: "order", reasons: ORDERED } as const] : []),
    { act: "revoke", reasons: REVOKING },
  ];
}

function viewProposal(session: Session, proposal: string, { value }: { value: ProposalRow }): ProposalView {
  const { old, reason, answerBy, row } = value;
  const now = session.clock();
  const office = session.settings.office ?? "";
  const key = findOwnKey(session, "credential", (span) => countsAt(span, now));
  const asked = { old, new: proposal, office, type: row.type, expires: row.expires, reason, answerBy };
  return {
    proposal,
    reason,
    answerBy,
    claims: claimsOf(session.registry.state, row.type, row.claims as JsonObject),
    need: session.registry.state?.credential(old)?.consent?.need ?? 1,
    given: value.consents?.length ?? 0,
    ...(key === undefined
      ? {}
      : { consentRequest: askConsent(session, key, asked, row.claims as JsonObject) }),
  };
}

function proposalsFor(session: Session, commitment: string): readonly ProposalView[] {
  const now = session.clock();
  return session.store.proposals
    .list()
    .filter(({ value }) => value.old === commitment && value.answerBy > now)
    .sort((a, b) => b.value.answerBy - a.value.answerBy)
    .map(({ id, value }) => viewProposal(session, id, { value }));
}

/** One row of the register with all there is to it. Throws `office.none`, `.unknown_credential`. */
export function viewRecord(session: Session, commitment: string): OfficeRecordView {
  if (session.settings.office === undefined) throw new WalletError("office.none");
  const row = session.store.issued.get(commitment);
  if (row === undefined) throw new WalletError("office.unknown_credential");
  const { state } = session.registry;
  const credential = state?.credential(commitment);
  const { predecessor = row.replaces, successor, withoutConsent } = credential ?? {};
  const acts = state === undefined || credential === undefined ? [] : actsOn(session, state, credential);
  const isReplaceable = acts.some(({ act }) => act === "replace");
  return {
    row: viewRow(session, commitment, row),
    typeName: state?.type(row.type)?.name ?? { en: row.type },
    claims: claimsOf(state, row.type, row.claims),
    holders: [row.role ?? "holder", ...(row.others ?? []).map(({ role }) => role)],
    past: state === undefined || credential === undefined ? [] : pastOf(state, credential),
    acts,
    proposals: isReplaceable ? proposalsFor(session, commitment) : [],
    ...(withoutConsent === undefined ? {} : { withoutConsent }),
    ...(predecessor === undefined ? {} : { predecessor }),
    ...(successor === undefined ? {} : { successor }),
  };
}
