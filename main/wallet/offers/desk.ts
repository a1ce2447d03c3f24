import type { TypeRecord } from "../../../src/chain/state/records.ts";
import {
  type IssuedConfiguration,
  type IssuedFormat,
  type IssuerDesk,
  type OpenOffer,
  TOKEN_SECONDS,
} from "../../openid4vci/issuer/desk.ts";
import { requireOwnOffice } from "../own-office.ts";
import { mayBeCopies } from "../office/sign-batch.ts";
import { mayIssue } from "../office/types.ts";
import type { Session } from "../session.ts";
import { issueOffer, progressOf } from "./collect.ts";
import { COPIES } from "./copies.ts";
import { findOffer } from "./find-offer.ts";
import { noteEvent } from "./noted.ts";
import { isOpen, isTokenOver } from "./open.ts";
import { takeRefresh } from "./renew.ts";
import type { OfferRow } from "./rows.ts";
import { statusList } from "./status-list.ts";

/** Wrong transaction codes after which an offer is no longer taken. */
const MOST_MISSES = 5;
const MDOC = ".mdoc";

const AS_COPIES = ".copies";

function configurationId({ type, format, copies }: Pick<OfferRow, "type" | "format" | "copies">): string {
  if (copies !== undefined) return `${type}${AS_COPIES}`;
  return format === "mso_mdoc" ? `${type}${MDOC}` : type;
}

/** The forms that a type is offered in. */
function formsOf(type: TypeRecord): readonly { readonly format: IssuedFormat; readonly copies?: number }[] {
  const forms = [{ format: "dc+sd-jwt" }, { format: "mso_mdoc" }] as const;
  return mayBeCopies(type) ? [...forms, { format: "dc+sd-jwt", copies: COPIES }] : forms;
}

function configurations(session: Session): readonly IssuedConfiguration[] {
  const office = requireOwnOffice(session);
  const now = session.clock();
  const ids = new Set(office.record.issues.map(({ type }) => type));
  return [...ids].sort().flatMap((id) => {
    const type = office.state.type(id);
    if (type === undefined || type.consent.mode !== "none" || !mayIssue(office, type, now)) return [];
    return formsOf(type).map((form) => ({
      id: configurationId({ type: type.id, ...form }),
      ...form,
      type: type.vct,
      names: type.name,
      claims: type.claims.map(({ path, label, required }) => ({ path, names: label, mandatory: required })),
    }));
  });
}

function openOffer(id: string, row: OfferRow): OpenOffer {
  const configuration = configurationId(row);
  return { id, configuration, code: row.code, txCodeLength: row.txCode?.length ?? 0 };
}

function redeem(
  session: Session,
  code: string,
  txCode: string | undefined,
  token: Parameters<IssuerDesk["redeem"]>[2],
): OpenOffer | undefined {
  const now = session.clock();
  return session.vault.transaction(() => {
    const found = findOffer(session, "code", code);
    if (found === undefined) return undefined;
    const { id, row } = found;
    if (row.state !== "offered" || !isOpen(row, now)) return undefined;
    if (row.txCode !== txCode) {
      const misses = row.misses + 1;
      const isOver = misses >= MOST_MISSES;
      session.store.offers.put(id, { ...row, misses, ...(isOver ? { state: "cancelled" } : {}) });
      if (isOver) {
        session.activity.append({ kind: "offer", outcome: "failed", party: row.type });
        session.onChanged("offers");
      }
      return undefined;
    }
    const { hash, boundTo, refresh } = token;
    const taken = {
      ...row,
      state: "collecting" as const,
      token: hash,
      until: now + TOKEN_SECONDS,
      ...(boundTo === undefined ? {} : { boundTo }),
      ...(boundTo === undefined || refresh === undefined ? {} : { refresh, refreshBoundTo: boundTo }),
    };
    session.store.offers.put(id, taken);
    session.onChanged("offers");
    return openOffer(id, taken);
  });
}

/** This office as its OpenID4VCI server needs it, over the open wallet. */
export function officeDesk(session: Session): IssuerDesk {
  const office = requireOwnOffice(session);
  return {
    names: office.record.name,
    configurations: () => configurations(session),
    find: (id) => {
      const row = session.store.offers.get(id);
      return row === undefined || row.state !== "offered" || !isOpen(row, session.clock())
        ? undefined
        : openOffer(id, row);
    },
    redeem: (code, txCode, token) => redeem(session, code, txCode, token),
    byToken: (hash) => {
      const found = findOffer(session, "token", hash);
      if (found === undefined) return undefined;
      const { id, row: value } = found;
      const { boundTo, copies } = value;
      const offer = {
        id,
        configuration: configurationId(value),
        boundTo,
        isOver: isTokenOver(value, session.clock()),
        isSigned: value.commitment !== undefined,
      };
      return copies === undefined ? offer : { ...offer, copies };
    },
    refresh: (hash, token) => takeRefresh(session, hash, token),
    issue: (id, holders) => issueOffer(session, id, holders),
    progress: (id) => progressOf(session, id),
    notified: (id, event) => noteEvent(session, id, event),
    statusList: () => statusList(session),
  };
}
