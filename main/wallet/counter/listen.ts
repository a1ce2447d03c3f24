import { toBase64 } from "../../../src/bytes/base64.ts";
import { countsAt } from "../../../src/chain/state/span.ts";
import { HttpRefusal } from "../../doors/http-refusal.ts";
import { type RunningServer, startServer } from "../../doors/http-server.ts";
import { verifierHandler } from "../../openid4vp/verifier.ts";
import { VaultError } from "../../vault/error.ts";
import type { KeyInfo } from "../../vault/keyring.ts";
import { WalletError } from "../error.ts";
import { findOwnKey, requireOffice } from "../own-office.ts";
import type { Session } from "../session.ts";
import { counterCertificate } from "./certificate.ts";
import { postedDesk } from "./posted.ts";

const ROW = "verifier";
const LINE = 64;

interface Listening {
  readonly server: RunningServer;
  url: string;
}

interface Place {
  readonly port?: number | undefined;
  readonly url?: string | undefined;
}

const listening = new WeakMap<Session, Promise<Listening>>();
const known = new WeakMap<Session, Listening>();

/** Where strangers' wallets reach this counter. Throws `counter.not_open`. */
export function requireListening(session: Session): string {
  const url = known.get(session)?.url;
  if (url === undefined) throw new WalletError("counter.not_open");
  return url;
}

/** The key that this counter's requests are signed with. Throws `counter.no_request_key`. */
export function requireRequestKey(session: Session): KeyInfo {
  const now = session.clock();
  const key = findOwnKey(session, "request", (span) => countsAt(span, now));
  if (key === undefined) throw new WalletError("counter.no_request_key");
  return key;
}

async function start(session: Session, wanted: Place): Promise<Listening> {
  const before = session.store.serving.get(ROW);
  const port = wanted.port ?? before?.port ?? 0;
  let server: RunningServer;
  try {
    server = await startServer({ port, graceMs: 500 }, verifierHandler(postedDesk(session)));
  } catch (error) {
    if (error instanceof HttpRefusal && error.code === "http.listen") throw new WalletError("counter.port");
    throw error;
  }
  if (session.vault.state !== "unlocked") {
    void server.close();
    throw new VaultError("vault.locked");
  }
  const outside = (wanted.url ?? before?.url)?.replace(/\/+$/, "");
  const open = { server, url: outside ?? server.url };
  known.set(session, open);
  session.store.serving.put(ROW, { port: server.port, ...(outside === undefined ? {} : { url: outside }) });
  session.vault.onLock(() => {
    known.delete(session);
    void server.close();
  });
  return open;
}

function pem(der: Uint8Array): string {
  const lines = toBase64(der).match(new RegExp(`.{1,${LINE}}`, "g")) ?? [];
  const label = (word: string): string => `-----${word} CERTIFICATE-----`;
  return [label("BEGIN"), ...lines, label("END"), ""].join("\n");
}

/**
 * Opens the place where wallets of other makers fetch this counter's requests and post their answers, on
 * this machine, until the wallet is locked; `url` is where others reach it. Gives the certificate by which
 * they may know this counter. Throws `counter.no_office`, `.no_request_key`, `.port`.
 */
export async function listen(
  session: Session,
  wanted: Place,
): Promise<{ readonly url: string; readonly certificate: string }> {
  const office = requireOffice(session);
  const key = requireRequestKey(session);
  let starting = listening.get(session);
  if (starting === undefined) {
    starting = start(session, wanted);
    listening.set(session, starting);
    starting.catch(() => listening.delete(session));
  }
  const open = await starting;
  if (wanted.url !== undefined) {
    open.url = wanted.url.replace(/\/+$/, "");
    session.store.serving.put(ROW, { port: open.server.port, url: open.url });
  }
  return { url: open.url, certificate: pem(counterCertificate(session, key, office, open.url)) };
}

/** Closes it, also for the next start. */
export async function stopListening(session: Session): Promise<void> {
  const open = await listening.get(session);
  listening.delete(session);
  known.delete(session);
  session.store.serving.delete(ROW);
  await open?.server.close();
}

/** Opens it again after a restart, where its owner had it open. */
export async function listenIfOpen(session: Session): Promise<void> {
  if (listening.has(session) || session.store.serving.get(ROW) === undefined) return;
  try {
    await listen(session, {});
  } catch (error) {
    // Another program may have its port just now; it is tried again.
    if (!(error instanceof WalletError)) throw error;
  }
}
