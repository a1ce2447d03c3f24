import { fromBase64Url } from "../../../src/bytes/base64.ts";
import { signConsent } from "../../../src/chain/entries/consent.ts";
import { countsAt } from "../../../src/chain/state/span.ts";
import type { ClaimChangeView, ConsentView } from "../../../src/contract/views.ts";
import type { P256Jwk } from "../../../src/crypto/p256-jwk.ts";
import { type ConsentRequest, parseConsentRequest } from "../../../src/exchange/consent-request.ts";
import { findOfficeKey } from "../../../src/trust/office-keys.ts";
import { WalletError } from "../error.ts";
import type { HeldRow } from "../rows.ts";
import type { Session } from "../session.ts";
import { claimAt, readSdJwtVc } from "../views/credential-view.ts";
import { viewHeld } from "./held.ts";

interface Asked {
  readonly request: ConsentRequest;
  readonly id: string;
  readonly row: HeldRow & { readonly consent: string };
}

/** The request, if it comes from the office that issued the credential it is about. */
function readRequest(session: Session, text: string): Asked {
  const { registry, primitives } = session;
  const now = session.clock();
  const keyOf = (id: string, kid: string): P256Jwk | undefined => {
    const office = registry.view.office(id);
    if (typeof office === "string") return undefined;
    const named = findOfficeKey(office, "credential", kid, primitives.sha256);
    return named?.spans.some((span) => countsAt(span, now)) === true ? named.jwk : undefined;
  };
  const request = parseConsentRequest(text, { registryId: registry.view.id, now }, keyOf, primitives);
  const row = session.store.held.get(request.old);
  if (row === undefined) throw new WalletError("holder.unknown_credential");
  if (row.consent === undefined) throw new WalletError("holder.no_consent_key");
  const view = viewHeld(session, request.old, row);
  if (view.office.id !== request.office) throw new WalletError("holder.unknown_credential");
  return { request, id: request.old, row: { ...row, consent: row.consent } };
}

/** What the office says will be otherwise, beside what this wallet's own certificate says. */
function viewChanges(session: Session, { request, row }: Asked): Pick<ConsentView, "changes"> {
  if (request.changes === undefined) return {};
  const { claims, vct } = readSdJwtVc(row.credential, session).credential;
  const type = session.registry.view.typeByVct(vct);
  const defined = typeof type === "string" ? [] : type.claims;
  const changes = request.changes.map(({ path, to }): ClaimChangeView => {
    const known = defined.find((each) => each.path.join("\n") === path.join("\n"));
    const before = claimAt(claims, path);
    return {
      path,
      label: known?.label ?? { en: path.join(" / ") },
      kind: known?.kind ?? "text",
      ...(before !== undefined && { before }),
      ...(to !== undefined && { after: to }),
    };
  });
  return { changes };
}

/** What an owner is asked to agree to. Throws ExchangeError, `holder.unknown_credential`, `holder.no_consent_key`. */
export function previewConsent(session: Session, text: string): ConsentView {
  const asked = readRequest(session, text);
  const { request, id, row } = asked;
  const office = session.registry.view.office(request.office);
  return {
    request: text,
    office: typeof office === "string" ? { id: request.office } : { id: request.office, name: office.name },
    credential: viewHeld(session, id, row),
    reason: request.reason,
    expires: request.expires,
    ...viewChanges(session, asked),
  };
}

/** Agrees. The answer is JSON `{key, sig}`, of use for this one replacement only. Throws as `previewConsent`. */
export function giveConsent(session: Session, text: string): string {
  const { request, id, row } = readRequest(session, text);
  const { expires, new: next, office, old, type } = request;
  session.again.require("sign", [session.registry.type(type)]);
  const signer = session.keyring.ed25519Signer(row.consent);
  const registryId = fromBase64Url(session.registry.view.id);
  const consent = signConsent(registryId, { expires, new: next, office, old, type }, signer);
  session.vault.transaction(() => {
    const agreed = new Set([...(row.agreed ?? []), next]);
    session.store.held.put(id, { ...row, agreed: [...agreed] });
    session.activity.append({ kind: "consent", outcome: "done", party: office });
  });
  return JSON.stringify({ key: consent.key, sig: consent.sig });
}
