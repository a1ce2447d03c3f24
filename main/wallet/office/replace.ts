import { z } from "zod";
import { fromBase64Url, toBase64Url } from "../../../src/bytes/base64.ts";
import { type Consent, isOwnersConsent } from "../../../src/chain/entries/consent.ts";
import { countsAt } from "../../../src/chain/state/span.ts";
import type { ParsedArgsOf } from "../../../src/contract/contract.ts";
import type { IssueView } from "../../../src/contract/views.ts";
import { claimChanges } from "../../../src/exchange/claim-changes.ts";
import { buildConsentRequest, type ConsentRequest } from "../../../src/exchange/consent-request.ts";
import { ExchangeError } from "../../../src/exchange/error.ts";
import { JsonError } from "../../../src/json/error.ts";
import { parseJson } from "../../../src/json/parse.ts";
import type { JsonObject } from "../../../src/json/value.ts";
import { leafHash } from "../../../src/merkle/hash.ts";
import type { KeyInfo } from "../../vault/keyring.ts";
import { WalletError } from "../error.ts";
import type { Session } from "../session.ts";
import { viewClaims } from "../views/credential-view.ts";
import { carryThrough, syncOrSay } from "./carry.ts";
import { signCredential } from "./draft.ts";
import { rowOf, signOfficeEntry } from "./issue.ts";
import { findOwnKey, requireOwnOffice, thumbprintOf } from "../own-office.ts";
import { tagOf } from "./tags.ts";

/** How long an office waits for the owners' answer. */
const ANSWER_WITHIN = 30 * 86_400;

type Asked = Omit<ConsentRequest, "registryId" | "issuedAt" | "kid" | "changes">;

/** The question to the owner, signed now; `claims` are those of what is to come. */
export function askConsent(session: Session, key: KeyInfo, asked: Asked, claims: JsonObject): string {
  const type = session.registry.state?.type(asked.type);
  const before = session.store.issued.get(asked.old)?.claims;
  return buildConsentRequest(
    {
      ...asked,
      ...(type !== undefined &&
        before !== undefined && {
          changes: claimChanges(viewClaims(type, before), viewClaims(type, claims)),
        }),
      registryId: session.registry.view.id,
      issuedAt: session.clock(),
      kid: thumbprintOf(session, key),
    },
    session.keyring.es256Signer(key.id),
  );
}

const consentAnswer = z.strictObject({
  key: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  sig: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
});

/**
 * Signs what is to come in place of a credential, and the question to its owner. Nothing leaves for
 * the registry. Throws `office.*`, ExchangeError.
 */
export async function proposeReplacement(
  session: Session,
  wanted: ParsedArgsOf<"office.propose_replacement">,
): Promise<{ readonly proposal: string; readonly consentRequest: string }> {
  const office = requireOwnOffice(session);
  const now = session.clock();
  const old = office.state.credential(wanted.old);
  if (old === undefined || old.office !== office.id) throw new WalletError("office.unknown_credential");
  const type = office.state.type(old.type);
  if (type === undefined) throw new WalletError("office.unknown_type");
  const key = findOwnKey(session, "credential", (span) => countsAt(span, now));
  if (key === undefined) throw new WalletError("office.no_key");
  session.again.require("sign", [type]);
  const { claims, reason } = wanted;
  const tag = await tagOf(session, office, type, claims);
  return session.vault.transaction(() => {
    const signed = signCredential(session, office, { ...wanted, type, tag });
    const {
      entry: _entry,
      hash: _hash,
      state: _state,
      ...row
    } = rowOf(signed, type.id, new Uint8Array(0), session);
    const answerBy = now + ANSWER_WITHIN;
    const { commitment, expires } = signed;
    session.store.proposals.put(
      commitment,
      { old: wanted.old, reason, body: signed.body, row, answerBy },
      { expected: 0 },
    );
    session.activity.append({ kind: "propose", outcome: "done", party: type.id });
    const asked = { old: wanted.old, new: commitment, office: office.id, type: type.id, expires };
    return {
      proposal: commitment,
      consentRequest: askConsent(session, key, { ...asked, reason, answerBy }, signed.claims),
    };
  });
}

function readConsent(text: string): z.infer<typeof consentAnswer> {
  try {
    const read = consentAnswer.safeParse(parseJson(text, { maxLength: 1024, maxDepth: 2 }));
    if (read.success) return read.data;
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
  }
  throw new ExchangeError("exchange.syntax");
}

/** Of each key the one that came last, in the entry's order. */
function joined(...lists: readonly (readonly Consent[])[]): readonly { key: string; sig: string }[] {
  const byKey = new Map(lists.flat().map(({ key, sig }) => [key, { key, sig }]));
  return [...byKey.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}

/**
 * Keeps one owner's consent until there are enough of them: it outlives the lock and the program. Throws
 * ExchangeError, `office.unknown_proposal`, `.consent_unfit`.
 */
export function takeConsent(
  session: Session,
  given: ParsedArgsOf<"office.take_consent">,
): { readonly given: number; readonly need: number } {
  const consent = readConsent(given.consent);
  const office = requireOwnOffice(session);
  const proposal = session.store.proposals.get(given.proposal);
  const old = proposal === undefined ? undefined : office.state.credential(proposal.old);
  if (proposal === undefined || old === undefined) throw new WalletError("office.unknown_proposal");
  const { type, expires } = proposal.row;
  const terms = { expires, new: given.proposal, office: office.id, old: proposal.old, type };
  const registryId = fromBase64Url(session.registry.view.id);
  if (!isOwnersConsent({ old, terms, consent }, registryId, session.primitives))
    throw new WalletError("office.consent_unfit");
  const consents = joined(proposal.consents ?? [], [consent]);
  session.store.proposals.put(given.proposal, { ...proposal, consents: [...consents] });
  return { given: consents.length, need: old.consent?.need ?? 1 };
}

/**
 * Ends the old credential and issues the new one in one entry, with the consents that are given and those
 * that were taken before. Throws `office.*`, ExchangeError. A
 * consent that does not hold is the registry's to refuse; the row then says so, and the proposal still
 * waits for the right one.
 */
export async function completeReplacement(
  session: Session,
  given: ParsedArgsOf<"office.complete_replacement">,
): Promise<IssueView> {
  const brought = (given.consents ?? []).map(readConsent);
  const known = session.store.issued.get(given.proposal);
  // What was signed for it already may be under way.
  if (known?.replaces !== undefined && known.state !== "refused")
    return await carryThrough(session, given.proposal);
  await syncOrSay(session);
  const office = requireOwnOffice(session);
  const proposal = session.store.proposals.get(given.proposal);
  if (proposal === undefined) throw new WalletError("office.unknown_proposal");
  const old = office.state.credential(proposal.old);
  if (old === undefined) throw new WalletError("office.unknown_credential");
  session.again.require("sign", [office.state.type(old.type)]);
  const entry = signOfficeEntry(session, office, {
    kind: "credential.replace",
    after: old.last,
    body: {
      old: proposal.old,
      new: proposal.body,
      reason: proposal.reason,
      consents: joined(proposal.consents ?? [], brought),
    },
  });
  session.vault.transaction(() => {
    const hash = toBase64Url(leafHash(entry, session.primitives.sha256));
    const isForTwo = (office.state.type(old.type)?.approvals ?? 1) > 1;
    const state = isForTwo ? ("waiting" as const) : ("signed" as const);
    const row = { ...proposal.row, entry: toBase64Url(entry), hash, state };
    session.store.issued.put(given.proposal, { ...row, replaces: proposal.old });
    session.activity.append({ kind: "sign", outcome: "done", party: old.type });
  });
  return await carryThrough(session, given.proposal);
}
