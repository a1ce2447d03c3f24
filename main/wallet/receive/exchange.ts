import type { JsonValue } from "../../../src/json/value.ts";
import { VciError } from "../../openid4vci/error.ts";
import type { OfferedConfiguration, OpenedOffer } from "../../openid4vci/offer.ts";
import type { Access } from "../../openid4vci/access.ts";
import {
  batchSize,
  type ExchangeTools,
  type IssuerMetadataResult,
  notifyIssuer,
  type Obtained,
  requestCredential,
  requestDeferred,
} from "../../openid4vci/obtain.ts";
import { WalletError } from "../error.ts";
import type { AwaitedRow, ReceivingRow } from "../rows.ts";
import type { Session } from "../session.ts";

/** Something on its way from an issuer, with all its keys in the vault. */
export interface Exchange {
  readonly id: string;
  readonly row: ReceivingRow;
}

export function toolsFor(session: Session, dpop: string): ExchangeTools & { readonly now: number } {
  const { http, addresses } = session.issuers;
  return {
    http,
    addresses,
    random: session.random,
    dpop: session.keyring.es256Signer(dpop),
    now: session.clock(),
  };
}

export function requireExchange(session: Session, id: string): Exchange {
  const row = session.store.receiving.get(id);
  if (row === undefined) throw new WalletError("receive.unknown");
  return { id, row };
}

/** Whether nobody has kept or refused it meanwhile. */
export function isThere({ store }: Session, { id }: Pick<Exchange, "id">): boolean {
  return store.receiving.get(id) !== undefined;
}

/** What comes for one that the person has refused meanwhile brings nothing back. Throws `receive.unknown`. */
export function put(session: Session, id: string, row: ReceivingRow): Exchange {
  if (!isThere(session, { id })) throw new WalletError("receive.unknown");
  session.store.receiving.put(id, row);
  return { id, row };
}

/** What of the metadata is needed later: the kinds that were not offered are left out. */
function reduced(opened: Pick<OpenedOffer, "metadata" | "configurations">): JsonValue {
  const { metadata } = opened;
  const wanted = new Set(opened.configurations.map(({ id }) => id));
  const known = Object.entries(metadata.credentialIssuer.credential_configurations_supported);
  const supported = Object.fromEntries(known.filter(([id]) => wanted.has(id)));
  const issuer = { ...metadata.credentialIssuer, credential_configurations_supported: supported };
  const { signedCredentialIssuer: _, ...rest } = metadata;
  const kept = { ...rest, credentialIssuer: issuer, knownCredentialConfigurations: {} };
  return structuredClone(kept) as unknown as JsonValue;
}

/** Keys for an offer, in the vault before anything is asked for, so that an answer always finds them. */
export function beginExchange(
  session: Session,
  id: string,
  opened: Pick<OpenedOffer, "issuer" | "names" | "metadata" | "configurations">,
  wanted: {
    readonly copies: number;
    /** Key that a token is bound to already; a new one if left out. */
    readonly dpop?: string;
    /** Id of the credential here that it is to take the place of. */
    readonly renews?: string;
  },
): Exchange {
  const { keyring } = session;
  const most = batchSize(opened.metadata);
  return session.vault.transaction(() => {
    const awaited = opened.configurations.map((configuration): AwaitedRow => {
      const keys = Array.from(
        { length: Math.min(configuration.copies ?? wanted.copies, most) },
        () => keyring.createKey("holder", configuration.type.slice(0, 200)).id,
      );
      const { scope, ...rest } = configuration;
      return {
        configuration: {
          ...rest,
          claims: rest.claims.map(({ path, names }) => ({ path: [...path], names })),
          ...(scope === undefined ? {} : { scope }),
        },
        keys,
      };
    });
    const dpop = wanted.dpop ?? keyring.createKey("holder", "dpop").id;
    const row: ReceivingRow = {
      issuer: opened.issuer,
      names: opened.names,
      metadata: reduced(opened),
      dpop,
      awaited,
      made: session.clock(),
      ...(wanted.renews === undefined ? {} : { renews: wanted.renews }),
    };
    session.store.receiving.put(id, row, { expected: 0 });
    return { id, row };
  });
}

/** Whether an issuer may have heard what was asked, whatever became of the answer. */
export function mayBeHeard(error: unknown): boolean {
  return error instanceof VciError && (error.code === "vci.unreachable" || error.code === "vci.offline");
}

/** A token's key goes with the last thing that it can fetch. */
export function forgetTokenKey(session: Session, key: string): void {
  const { receiving, renewals } = session.store;
  const isUsed = [receiving, renewals].some((rows) => rows.list().some(({ value }) => value.dpop === key));
  if (!isUsed) session.keyring.deleteKey(key);
}

/** Nothing of it stays, neither row nor keys, but the keys named; that of the token goes when the issuer was told. */
export function dropExchange(
  session: Session,
  { id, row }: Exchange,
  keep: ReadonlySet<string> = new Set(),
): void {
  session.vault.transaction(() => {
    session.store.receiving.delete(id);
    for (const key of row.awaited.flatMap(({ keys }) => keys)) {
      if (!keep.has(key)) session.keyring.deleteKey(key);
    }
    if (row.access === undefined) forgetTokenKey(session, row.dpop);
  });
}

function metadataOf(row: ReceivingRow): IssuerMetadataResult {
  return row.metadata as unknown as IssuerMetadataResult;
}

function noted(one: AwaitedRow, obtained: Obtained, now: number): AwaitedRow {
  if (obtained.state === "waiting") {
    return { ...one, transaction: obtained.transaction, next: now + obtained.interval };
  }
  // More than was asked for is bound to keys that are not ours.
  if (obtained.credentials.length > one.keys.length) throw new VciError("vci.swapped");
  const { transaction: _, next: __, ...rest } = one;
  const { notification } = obtained;
  return {
    ...rest,
    arrived: [...obtained.credentials],
    ...(notification === undefined ? {} : { notification }),
  };
}

/** Without its keys, which went when the person refused it, work fails in one way or another: that says nothing. */
export async function orUnknown<T>(
  session: Session,
  exchange: Pick<Exchange, "id">,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (session.vault.state === "unlocked" && !isThere(session, exchange)) {
      throw new WalletError("receive.unknown");
    }
    throw error;
  }
}

/** Asks for each kind in turn; each answer is in the vault before the next is asked for. Throws `receive.unknown`, VciError. */
export async function requestAll(session: Session, begun: Exchange, access: Access): Promise<Exchange> {
  let exchange = put(session, begun.id, {
    ...begun.row,
    access: structuredClone(access) as unknown as JsonValue,
  });
  const tools = toolsFor(session, begun.row.dpop);
  for (const [at, one] of begun.row.awaited.entries()) {
    const signers = one.keys.map((key) => session.keyring.es256Signer(key));
    const configuration = one.configuration as OfferedConfiguration;
    const got = await requestCredential({ configuration, signers }, metadataOf(begun.row), access, tools);
    exchange = put(session, begun.id, {
      ...exchange.row,
      awaited: exchange.row.awaited.with(at, noted(one, got, tools.now)),
    });
  }
  return exchange;
}

/** Asks for one kind: whether it is there by now, or, where no answer ever came, once more with the same keys. */
async function askAgain(session: Session, row: ReceivingRow, one: AwaitedRow): Promise<Obtained> {
  const tools = toolsFor(session, row.dpop);
  const access = row.access as unknown as Access;
  if (one.transaction !== undefined) {
    return await requestDeferred(one.transaction, metadataOf(row), access, tools);
  }
  const signers = one.keys.map((key) => session.keyring.es256Signer(key));
  const configuration = one.configuration as OfferedConfiguration;
  return await requestCredential({ configuration, signers }, metadataOf(row), access, tools);
}

/** Asks again for what is awaited. Throws `receive.unknown`, VciError. */
export async function requestAgain(session: Session, exchange: Exchange): Promise<Exchange> {
  let current = exchange;
  if (exchange.row.access === undefined) return exchange;
  for (const [at, one] of exchange.row.awaited.entries()) {
    if (one.arrived !== undefined) continue;
    const got = await orUnknown(session, exchange, () => askAgain(session, exchange.row, one));
    current = put(session, exchange.id, {
      ...current.row,
      awaited: current.row.awaited.with(at, noted(one, got, session.clock())),
    });
  }
  return current;
}

/**
 * Tells the issuer what became of an exchange that was dropped, as far as it wants to know, and forgets
 * the last key of it. What the issuer answers changes nothing.
 */
export async function tell(
  session: Session,
  { row }: Exchange,
  event: "credential_accepted" | "credential_deleted" | "credential_failure",
): Promise<void> {
  if (row.access === undefined) return;
  const tools = toolsFor(session, row.dpop);
  try {
    for (const { notification } of row.awaited) {
      if (notification === undefined) continue;
      await notifyIssuer(event, notification, metadataOf(row), row.access as unknown as Access, tools);
    }
  } finally {
    if (session.vault.state === "unlocked") forgetTokenKey(session, row.dpop);
  }
}
