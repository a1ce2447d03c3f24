import { HttpRefusal } from "../../doors/http-refusal.ts";
import { type RunningServer, startServer } from "../../doors/http-server.ts";
import { VaultError } from "../../vault/error.ts";
import { issuerHandler } from "../../openid4vci/issuer/server.ts";
import { WalletError } from "../error.ts";
import { requireOwnOffice } from "../own-office.ts";
import type { Session } from "../session.ts";
import { isWanted } from "./open.ts";
import { keepServed, type Served, servedUrl } from "./served.ts";
import { officeDesk } from "./desk.ts";

const ROW = "issuer";

const running = new WeakMap<Session, Promise<Served>>();
async function start(
  session: Session,
  wanted: { readonly port?: number | undefined; readonly url?: string | undefined },
): Promise<Served> {
  const before = session.store.serving.get(ROW);
  const port = wanted.port ?? before?.port ?? 0;
  const handler = issuerHandler({
    desk: officeDesk(session),
    url: () => servedUrl(session) ?? "",
    clock: session.clock,
    random: session.random,
    primitives: session.primitives,
  });
  let server: RunningServer;
  try {
    server = await startServer({ port, graceMs: 500 }, handler);
  } catch (error) {
    if (error instanceof HttpRefusal && error.code === "http.listen") throw new WalletError("offers.port");
    throw error;
  }
  if (session.vault.state !== "unlocked") {
    void server.close();
    throw new VaultError("vault.locked");
  }
  const outside = (wanted.url ?? before?.url)?.replace(/\/+$/, "");
  const served = { server, url: outside ?? server.url };
  keepServed(session, served);
  session.store.serving.put(ROW, { port: server.port, ...(outside === undefined ? {} : { url: outside }) });
  session.vault.onLock(() => {
    keepServed(session, undefined);
    void server.close();
  });
  return served;
}

/** Opens it where offers wait and it was open before: a link goes on working after a restart. */
export async function serveIfOffered(session: Session): Promise<void> {
  if (session.settings.office === undefined || session.registry.state === undefined) return;
  if (servedUrl(session) !== undefined || session.store.serving.get(ROW) === undefined) return;
  const now = session.clock();
  // Who collected something comes back for the next one, and whoever is shown it looks there how it stands.
  if (!session.store.offers.list().some(({ value }) => isWanted(value, now))) return;
  try {
    await serveOffers(session, {});
  } catch (error) {
    // Another program may have its port just now; it is tried again.
    if (!(error instanceof WalletError)) throw error;
  }
}

/**
 * Opens this office's issuer, on the port it had before, until the wallet is locked. Throws
 * `office.none`, `registry.full_only`, `offers.port`.
 */
export async function serveOffers(
  session: Session,
  wanted: { readonly port?: number | undefined; readonly url?: string | undefined },
): Promise<{ readonly url: string }> {
  requireOwnOffice(session);
  let starting = running.get(session);
  if (starting === undefined) {
    starting = start(session, wanted);
    running.set(session, starting);
    starting.catch(() => running.delete(session));
  }
  const served = await starting;
  if (wanted.url !== undefined && session.vault.state === "unlocked") {
    served.url = wanted.url.replace(/\/+$/, "");
    session.store.serving.put(ROW, { port: served.server.port, url: served.url });
  }
  return { url: served.url };
}
