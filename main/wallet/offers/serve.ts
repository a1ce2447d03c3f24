import { HttpRefusal } from "../../doors/http-refusal.ts";
import { type RunningServer, startServer } from "../../doors/http-server.ts";
import { VaultError } from "../../vault/error.ts";
import { issuerHandler } from "../../openid4vci/issuer/server.ts";
import { WalletError } from "../error.ts";
import { requireOwnOffice } from "../office/own-office.ts";
import type { Session } from "../session.ts";
import { officeDesk } from "./desk.ts";

const ROW = "issuer";

interface Served {
  readonly server: RunningServer;
  url: string;
}

const running = new WeakMap<Session, Promise<Served>>();
const known = new WeakMap<Session, Served>();

/** Where this office's issuer is reached; undefined while it is not open. */
export function servedUrl(session: Session): string | undefined {
  return known.get(session)?.url;
}

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
  known.set(session, served);
  session.store.serving.put(ROW, { port: server.port, ...(outside === undefined ? {} : { url: outside }) });
  session.vault.onLock(() => {
    known.delete(session);
    void server.close();
  });
  return served;
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
  if (wanted.url !== undefined) served.url = wanted.url.replace(/\/+$/, "");
  return { url: served.url };
}
