import { utf8 } from "../../../src/bytes/bytes.ts";
import type { ReceivingView } from "../../../src/contract/receive-views.ts";
import { type ServerRequest, startServer } from "../../doors/http-server.ts";
import { VciError } from "../../openid4vci/error.ts";
import { askInBrowser, type BrowserQuestion, redeemBrowserCode } from "../../openid4vci/obtain.ts";
import { WalletError } from "../error.ts";
import type { Session } from "../session.ts";
import { forgetTokenKey, toolsFor } from "./exchange.ts";
import { fetchBy, requireOpened } from "./receive.ts";

const PATIENCE_MS = 600_000;

/** A sign-in that the person is at: who listens for its end, and what must come with it. */
interface SignIn {
  readonly question: BrowserQuestion;
  readonly redirectUri: string;
  readonly dpop: string;
  readonly code: Promise<string>;
  readonly stop: () => Promise<void>;
}

const underWay = new WeakMap<Session, Map<string, SignIn>>();

function signInsOf(session: Session): Map<string, SignIn> {
  const known = underWay.get(session) ?? new Map<string, SignIn>();
  underWay.set(session, known);
  return known;
}

const PAGE = `<!doctype html><meta charset="utf-8"><title>Sealfolio</title><p style="font:1.2rem system-ui;margin:3rem">Sealfolio: \u2713</p>`;

/** What the browser brought back; the first answer to our own question counts (RFC 8252 section 8.9). */
function readAnswer(request: ServerRequest, question: BrowserQuestion): string {
  const given = new Map(request.query);
  if (given.get("state") !== question.state) throw new VciError("vci.state");
  // RFC 9207 section 2.4: an answer of another server, or one that does not say whose it is and should.
  const iss = given.get("iss");
  if (iss !== question.issuer && (iss !== undefined || question.isNamed)) throw new VciError("vci.state");
  if (given.has("error")) throw new VciError("vci.denied");
  const code = given.get("code");
  if (code === undefined || code === "") throw new VciError("vci.state");
  return code;
}

/** Listens on this machine, and makes the question that the system browser is to open. */
export async function beginSignIn(session: Session, id: string): Promise<{ readonly url: string }> {
  const opened = requireOpened(session, id);
  const signIns = signInsOf(session);
  await signIns.get(id)?.stop();
  const dpop = session.keyring.createKey("holder", "dpop").id;
  const answered = Promise.withResolvers<string>();
  answered.promise.catch(() => {});
  let question: BrowserQuestion | undefined;
  const server = await startServer({ graceMs: 200 }, (request) => {
    const page = { status: 200, contentType: "text/html; charset=utf-8", body: utf8(PAGE) };
    if (request.path !== "/callback" || question === undefined) return { ...page, status: 404 };
    try {
      answered.resolve(readAnswer(request, question));
    } catch (error) {
      // One that belongs to another question must not end this one.
      if (!(error instanceof VciError) || error.code === "vci.state") return { ...page, status: 400 };
      answered.reject(error);
    }
    return page;
  });
  const redirectUri = `${server.url}/callback`;
  const timer = setTimeout(() => answered.reject(new VciError("vci.cancelled")), PATIENCE_MS);
  timer.unref();
  const stop = async (): Promise<void> => {
    clearTimeout(timer);
    forget();
    answered.reject(new VciError("vci.cancelled"));
    signIns.delete(id);
    if (session.vault.state === "unlocked") forgetTokenKey(session, dpop);
    await server.close();
  };
  // With the lock nobody waits for a browser any more: no port stays open for it.
  const forget = session.vault.onLock(() => void stop());
  try {
    question = await askInBrowser(opened, redirectUri, toolsFor(session, dpop));
  } catch (error) {
    await stop();
    throw error;
  }
  signIns.set(id, { question, redirectUri, dpop, code: answered.promise, stop });
  return { url: question.url };
}

/** Waits for the browser's answer and fetches by it. Throws `receive.unknown`, VciError. */
export async function finishSignIn(session: Session, id: string): Promise<ReceivingView> {
  const signIn = signInsOf(session).get(id);
  if (signIn === undefined) throw new WalletError("receive.unknown");
  try {
    const code = await signIn.code;
    const { verifier } = signIn.question;
    const { redirectUri } = signIn;
    // The code is bound to the key that the question was pushed with (RFC 9449 section 10).
    const redeemed = { copies: 1, dpop: signIn.dpop };
    return await fetchBy(session, id, redeemed, (offer, tools) =>
      redeemBrowserCode(offer, { code, verifier, redirectUri }, tools),
    );
  } finally {
    await signIn.stop();
  }
}
