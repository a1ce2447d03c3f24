import { toBase64Url } from "../../../src/bytes/base64.ts";
import type { OfferRowView, OfferState } from "../../../src/contract/offer-views.ts";
import type { ParsedArgsOf } from "../../../src/contract/contract.ts";
import type { TypeRecord } from "../../../src/chain/state/records.ts";
import { normalise } from "../../../src/chain/tags/normalise.ts";
import { TagError } from "../../../src/chain/tags/tag-error.ts";
import { checkWholeClaims, claimAt } from "../../../src/credential/check-claims.ts";
import { CredentialError } from "../../../src/credential/error.ts";
import type { HolderRole } from "../../../src/credential/holders.ts";
import type { IssuedFormat } from "../../openid4vci/issuer/desk.ts";
import { offerLink } from "../../openid4vci/issuer/metadata.ts";
import type { JsonObject } from "../../../src/json/value.ts";
import { WalletError } from "../error.ts";
import { withDerivedAges } from "../office/draft.ts";
import { newRowId, requireOwnOffice } from "../own-office.ts";
import { mayBeCopies } from "../office/sign-batch.ts";
import { mayIssue } from "../office/types.ts";
import type { OfferRow } from "./rows.ts";
import type { Session } from "../session.ts";
import { COPIES, isWaiting } from "./copies.ts";
import { isOpen, isTokenOver } from "./open.ts";
import { serveOffers } from "./serve.ts";
import { servedUrl } from "./served.ts";

const CODE_DIGITS = 6;

function stateOf(row: OfferRow, now: number): OfferState {
  if (isWaiting(row)) return "waiting";
  if (row.state === "collecting" && isTokenOver(row, now)) return "expired";
  return row.state === "offered" && now >= row.expires ? "expired" : row.state;
}

export function viewOfferRow(session: Session, id: string, row: OfferRow): OfferRowView {
  const now = session.clock();
  const url = servedUrl(session);
  const isOffered = row.state === "offered" && isOpen(row, now);
  return {
    id,
    type: row.type,
    format: row.format,
    claims: row.claims,
    ...(row.role === undefined ? {} : { role: row.role }),
    state: stateOf(row, now),
    made: row.made,
    expires: row.expires,
    ...(isOffered && url !== undefined ? { link: offerLink(url, id) } : {}),
    ...(isOffered && row.txCode !== undefined ? { txCode: row.txCode } : {}),
    ...(row.commitment === undefined ? {} : { commitment: row.commitment }),
    ...(row.copies === undefined ? {} : { copies: row.copies }),
    ...(row.renews === undefined ? {} : { renews: row.renews }),
  };
}

function randomDigits(session: Session): string {
  const bytes = session.random(8);
  const number = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0) % 10n ** BigInt(CODE_DIGITS);
  return String(number).padStart(CODE_DIGITS, "0");
}

export interface OfferWish {
  readonly type: string;
  readonly format: IssuedFormat;
  readonly claims: JsonObject;
  readonly role?: HolderRole | undefined;
  readonly validFor?: number | undefined;
  readonly waits: number;
  readonly withCode: boolean;
  readonly copies?: true | undefined;
}

/** Nobody should learn only when it is collected that it cannot be signed. Throws `office.claims`. */
function checkClaims(type: TypeRecord, claims: JsonObject, now: number): void {
  const { unique } = type;
  try {
    checkWholeClaims(type.claims, withDerivedAges(type, claims, now));
    for (const path of unique?.claims ?? []) normalise(unique?.normaliser ?? "", claimAt(claims, path));
  } catch (error) {
    if (error instanceof CredentialError || error instanceof TagError) throw new WalletError("office.claims");
    throw error;
  }
}

/** Writes an offer down. Throws `office.unknown_type`, `.claims`, `.consent_missing`, `.holders`, `copies.type`. */
export function putOffer(session: Session, wish: OfferWish): string {
  const office = requireOwnOffice(session);
  const type = office.state.type(wish.type);
  const now = session.clock();
  if (type === undefined || !mayIssue(office, type, now)) throw new WalletError("office.unknown_type");
  // The owner's consent key comes by a key request, which a standard wallet does not make.
  if (type.consent.mode !== "none") throw new WalletError("office.consent_missing");
  const { role = "holder" } = wish;
  // Nothing in an mdoc says in what capacity its key is held.
  if (role !== "holder" && wish.format === "mso_mdoc") throw new WalletError("office.holders");
  const isCopies = wish.copies === true;
  // A batch's copies are all of one kind: each is somebody's own, as an SD-JWT VC.
  if (isCopies && (!mayBeCopies(type) || wish.format === "mso_mdoc")) throw new WalletError("copies.type");
  if (isCopies && role !== "holder") throw new WalletError("office.holders");
  checkClaims(type, wish.claims, now);
  session.again.require("sign", [type]);
  const id = newRowId(session);
  session.store.offers.put(
    id,
    {
      type: type.id,
      format: wish.format,
      claims: wish.claims,
      ...(role === "holder" ? {} : { role }),
      ...(wish.validFor === undefined ? {} : { validFor: wish.validFor }),
      ...(isCopies ? { copies: COPIES } : {}),
      made: now,
      expires: now + wish.waits,
      state: "offered",
      code: toBase64Url(session.random(32)),
      ...(wish.withCode ? { txCode: randomDigits(session) } : {}),
      misses: 0,
    },
    { expected: 0 },
  );
  return id;
}

/** Throws as `putOffer`, `offers.port`. */
export async function createOffer(
  session: Session,
  wish: ParsedArgsOf<"offers.create">,
): Promise<OfferRowView> {
  await serveOffers(session, {});
  const id = session.vault.transaction(() => {
    session.activity.append({ kind: "offer", outcome: "done", party: wish.type });
    return putOffer(session, wish);
  });
  return viewOfferRow(session, id, requireOffer(session, id));
}

/** Throws `offers.unknown`. */
export function requireOffer(session: Session, id: string): OfferRow {
  const row = session.store.offers.get(id);
  if (row === undefined) throw new WalletError("offers.unknown");
  return row;
}

/** Newest first. Throws `office.none`. */
export function listOffers(session: Session): readonly OfferRowView[] {
  if (session.settings.office === undefined) throw new WalletError("office.none");
  return [...session.store.offers.list()]
    .sort((a, b) => b.value.made - a.value.made || (a.id < b.id ? -1 : 1))
    .map(({ id, value }) => viewOfferRow(session, id, value));
}

/** Before anything was signed by it: throws `offers.collected` afterwards, `offers.unknown`. */
export function cancelOffer(session: Session, id: string): OfferRowView {
  if (session.settings.office === undefined) throw new WalletError("office.none");
  return session.vault.transaction(() => {
    const row = requireOffer(session, id);
    const isUnsigned = row.state === "collecting" && row.commitment === undefined;
    if (row.state !== "offered" && !isUnsigned) throw new WalletError("offers.collected");
    const cancelled: OfferRow = { ...row, state: "cancelled" };
    session.store.offers.put(id, cancelled);
    session.activity.append({ kind: "offer", outcome: "refused", party: row.type });
    return viewOfferRow(session, id, cancelled);
  });
}
