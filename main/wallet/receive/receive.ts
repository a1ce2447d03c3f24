import { fromBase64Url, toBase64Url } from "../../../src/bytes/base64.ts";
import type { OfferView, ReceivingView } from "../../../src/contract/receive-views.ts";
import { CredentialError } from "../../../src/credential/error.ts";
import { MdocError } from "../../../src/mdoc/error.ts";
import { p256ToJwk } from "../../../src/crypto/p256.ts";
import { VciError } from "../../openid4vci/error.ts";
import { openOffer, type OpenedOffer } from "../../openid4vci/offer.ts";
import type { Access } from "../../openid4vci/access.ts";
import { redeemCode } from "../../openid4vci/obtain.ts";
import { WalletError } from "../error.ts";
import { areCopies, copiesIn, putCopies } from "../copies/copies.ts";
import { restoredFrom } from "../copies/held-copies.ts";
import { newRowId } from "../own-office.ts";
import type { AwaitedRow } from "../rows.ts";
import type { Session } from "../session.ts";
import {
  beginExchange,
  dropExchange,
  type Exchange,
  forgetTokenKey,
  isThere,
  mayBeHeard,
  orUnknown,
  put,
  requestAll,
  requireExchange,
  tell,
  toolsFor,
} from "./exchange.ts";
import { areAlike, readReceived } from "./judge.ts";
import { keepRenewal, refuseRenewal } from "./renewals.ts";
import { withTypeNames } from "./type-names.ts";
import { viewExchange, viewOffer } from "./view.ts";
import { readSdJwtVc } from "../views/credential-view.ts";

const MAX_OPEN = 32;

/** Offers looked at and not fetched: nothing of them is written down. */
const opened = new WeakMap<Session, Map<string, OpenedOffer>>();

function openedIn(session: Session): Map<string, OpenedOffer> {
  const known = opened.get(session) ?? new Map<string, OpenedOffer>();
  opened.set(session, known);
  return known;
}

/** Throws VciError. */
export async function openReceiving(session: Session, text: string): Promise<OfferView> {
  const { http, addresses } = session.issuers;
  const offer = await openOffer(text, { http, addresses, random: session.random });
  const known = openedIn(session);
  for (const id of known.keys()) if (known.size >= MAX_OPEN) known.delete(id);
  const id = newRowId(session);
  known.set(id, offer);
  return viewOffer(id, offer);
}

/** The offer as it was looked at; what is fetched is held to it. Throws `receive.unknown`. */
export function requireOpened(session: Session, id: string): OpenedOffer {
  const offer = openedIn(session).get(id);
  if (offer === undefined) throw new WalletError("receive.unknown");
  return offer;
}

/**
 * Each copy is of the kind that was offered, bound to the key it was asked for, and says what the others
 * say; single-use copies are as many as were asked for.
 */
function checkCopies(session: Session, one: AwaitedRow): void {
  const { configuration, keys, arrived = [] } = one;
  if (configuration.copies !== undefined && arrived.length > 0) {
    const isWhole = arrived.length === keys.length && areCopies(copiesIn(session, one));
    if (!isWhole) throw new VciError("vci.swapped");
  }
  const read = arrived.map(({ credential }) => readReceived(configuration.format, credential, session));
  // The person is shown one of them.
  if (!areAlike(read)) throw new VciError("vci.swapped");
  for (const [at, { foreign }] of read.entries()) {
    const key = keys[at];
    const own = key === undefined ? undefined : p256ToJwk(fromBase64Url(session.keyring.info(key).publicKey));
    const isBound = own !== undefined && foreign.holder?.x === own.x && foreign.holder.y === own.y;
    if (foreign.type !== configuration.type || !isBound) throw new VciError("vci.swapped");
  }
}

function isUnfit(error: unknown): error is VciError | CredentialError | MdocError {
  return error instanceof VciError || error instanceof CredentialError || error instanceof MdocError;
}

/** Its names are fetched when it is there and in the vault: without them it is shown by what its issuer calls it. */
async function named(session: Session, exchange: Exchange): Promise<Exchange> {
  const awaited = await orUnknown(session, exchange, () => withTypeNames(session, exchange.row.awaited));
  const isSame = awaited.every((one, at) => one === exchange.row.awaited[at]);
  return isSame ? exchange : put(session, exchange.id, { ...exchange.row, awaited: [...awaited] });
}

/** What came is looked at; what is not what was asked for leaves nothing behind. */
export async function lookAt(session: Session, exchange: Exchange): Promise<ReceivingView> {
  try {
    for (const one of exchange.row.awaited) checkCopies(session, one);
    return await viewExchange(session, await named(session, exchange));
  } catch (error) {
    if (!isUnfit(error)) throw error;
    dropExchange(session, exchange);
    await tell(session, exchange, "credential_failure");
    throw error instanceof VciError ? error : new VciError("vci.malformed", { cause: error });
  }
}

/**
 * Fetches by an access that `redeem` gets; where that fails, nothing is left behind. Where the line breaks
 * afterwards it may have been issued, and is asked for again with the same keys, as what is not ready.
 */
export async function fetchBy(
  session: Session,
  id: string,
  wanted: { readonly copies: number; readonly dpop?: string },
  redeem: (offer: OpenedOffer, tools: ReturnType<typeof toolsFor>) => Promise<Access>,
): Promise<ReceivingView> {
  const offer = requireOpened(session, id);
  // Somebody is at it.
  if (isThere(session, { id })) throw new WalletError("receive.unknown");
  let exchange = beginExchange(session, id, offer, wanted);
  try {
    exchange = await orUnknown(session, exchange, async () => {
      const access = await redeem(offer, toolsFor(session, exchange.row.dpop));
      return await requestAll(session, exchange, access);
    });
  } catch (error) {
    const row = session.vault.state === "unlocked" ? session.store.receiving.get(id) : undefined;
    if (row?.access !== undefined && mayBeHeard(error)) {
      openedIn(session).delete(id);
      return await viewExchange(session, { id, row });
    }
    if (session.vault.state === "unlocked") {
      dropExchange(session, exchange);
      forgetTokenKey(session, exchange.row.dpop);
      if (error instanceof VciError)
        session.activity.append({ kind: "receive", outcome: "failed", code: error.code });
    }
    throw error;
  }
  openedIn(session).delete(id);
  return await lookAt(session, exchange);
}

/** Throws `receive.unknown`, `vci.code` where the code to be typed in is missing, VciError. */
export async function fetchReceiving(
  session: Session,
  asked: { readonly id: string; readonly txCode?: string | undefined; readonly copies?: number | undefined },
): Promise<ReceivingView> {
  const { txCode } = requireOpened(session, asked.id);
  if (txCode !== undefined && asked.txCode === undefined) throw new VciError("vci.code");
  return await fetchBy(session, asked.id, { copies: asked.copies ?? 1 }, (offer, tools) =>
    redeemCode(offer, asked.txCode, tools),
  );
}

/** What came just before the program was ended, and is not what was asked for: nobody was shown it, and nobody is. */
export function dropUnfit(session: Session): void {
  for (const { id, value: row } of session.store.receiving.list()) {
    try {
      for (const one of row.awaited) checkCopies(session, one);
    } catch (error) {
      if (!isUnfit(error)) throw error;
      session.vault.transaction(() => {
        dropExchange(session, { id, row });
        forgetTokenKey(session, row.dpop);
        session.activity.append({ kind: "receive", outcome: "failed", code: "vci.swapped" });
      });
    }
  }
}

export async function listReceiving(session: Session): Promise<readonly ReceivingView[]> {
  dropUnfit(session);
  const views: ReceivingView[] = [];
  for (const { id, value } of session.store.receiving.list()) {
    // One that never got an access was cut off at its beginning: nothing can come of it.
    if (value.access === undefined && !openedIn(session).has(id)) dropExchange(session, { id, row: value });
    else if (value.access !== undefined) views.push(await viewExchange(session, { id, row: value }));
  }
  return views.sort((a, b) => b.made - a.made);
}

/** Throws `receive.unknown`. */
export async function refuseReceiving(session: Session, id: string): Promise<void> {
  const wasOpen = openedIn(session).delete(id);
  if (wasOpen && !isThere(session, { id })) return;
  const exchange = requireExchange(session, id);
  session.vault.transaction(() => {
    refuseRenewal(session, exchange);
    dropExchange(session, exchange);
    session.activity.append({ kind: "receive", outcome: "refused" });
  });
  await tell(session, exchange, "credential_deleted");
}

function keepOne(
  session: Session,
  { row }: Exchange,
  one: AwaitedRow,
  commitment: string,
  office: string | undefined,
): string {
  const [first, ...copies] = one.arrived ?? [];
  const [holder, ...others] = one.keys;
  if (first === undefined || holder === undefined) throw new VciError("vci.waiting");
  const kept = session.clock();
  if (copies.length > 0 && one.configuration.copies !== undefined) {
    // What was on its way when a backup was made may have come to the other wallet too.
    const isOlder = row.made <= restoredFrom(session);
    const arrived = copiesIn(session, one);
    const at = isOlder ? row.made : kept;
    return putCopies(session, { copies: arrived, request: commitment, kept: at, of: row.renews }).id;
  }
  const isOwnKind =
    office !== undefined && one.configuration.format === "dc+sd-jwt" && first.receipt !== undefined;
  if (isOwnKind && first.receipt !== undefined) {
    const own = {
      credential: first.credential,
      commitment,
      receipt: first.receipt,
      holder,
      kept,
      request: commitment,
    };
    session.store.held.put(commitment, own, { expected: 0 });
    return commitment;
  }
  session.store.outside.put(
    commitment,
    {
      format: one.configuration.format,
      credential: first.credential,
      commitment,
      ...(first.receipt === undefined ? {} : { receipt: first.receipt }),
      holder,
      copies: copies.map(({ credential }, at) => ({ credential, holder: others[at] ?? "" })),
      issuer: row.issuer,
      issuerNames: row.names,
      configuration: one.configuration,
      kept,
    },
    { expected: 0 },
  );
  return commitment;
}

/** The registry's office that issued what was kept, where it is one. */
function officeOf(session: Session, kept: readonly string[]): string | undefined {
  const row = kept[0] === undefined ? undefined : session.store.held.get(kept[0]);
  return row && readSdJwtVc(row.credential, session).credential.office;
}

/** Throws `receive.unknown`, `vci.waiting`, `holder.not_valid`, `holder.already_kept`. */
export async function keepReceiving(
  session: Session,
  id: string,
): Promise<{ readonly ids: readonly string[] }> {
  dropUnfit(session);
  const exchange = requireExchange(session, id);
  const view = await viewExchange(session, exchange);
  if (view.state === "waiting" || view.arrived.length === 0) throw new VciError("vci.waiting");
  if (view.arrived.some(({ keepable }) => !keepable)) throw new WalletError("holder.not_valid");
  const used = new Set(
    exchange.row.awaited.flatMap(({ keys, arrived = [] }) => keys.slice(0, arrived.length)),
  );
  const ids = session.vault.transaction(() => {
    // It may have been refused, or kept, while it was looked at once more.
    requireExchange(session, id);
    const kept = exchange.row.awaited.map((one, at) => {
      const seen = view.arrived[at];
      const commitment = seen?.verdict.documents[0]?.commitment ?? toBase64Url(session.random(32));
      const known = session.store.held.get(commitment) ?? session.store.outside.get(commitment);
      if (known !== undefined) throw new WalletError("holder.already_kept");
      const office = seen?.trust === "registry" ? seen.type : undefined;
      return keepOne(session, exchange, one, commitment, office);
    });
    for (const [at, one] of exchange.row.awaited.entries()) {
      keepRenewal(session, exchange, one.configuration, kept[at] ?? "");
    }
    dropExchange(session, exchange, used);
    const party = officeOf(session, kept);
    session.activity.append({ kind: "receive", outcome: "done", ...(party === undefined ? {} : { party }) });
    return kept;
  });
  await tell(session, exchange, "credential_accepted");
  return { ids };
}
