import { lookup } from "node:dns";
import {
  Agent as HttpAgent,
  type ClientRequest,
  type IncomingMessage,
  request as httpRequest,
  type RequestOptions,
} from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { type AddressPolicy, isAddressAllowed } from "./address-policy.ts";
import { HttpError } from "./http-error.ts";

export interface HttpClientOptions {
  /** Asked before each request; `true` refuses it before any socket or name lookup. */
  readonly offline?: () => boolean;
  /** Most sockets to one host at a time. */
  readonly maxSockets?: number;
  /** Finds addresses for names; the operating system's if left out. */
  readonly lookup?: typeof lookup;
}

export interface HttpRequestOptions {
  /** Largest body read, bytes. */
  readonly maxBytes: number;
  /** For the whole exchange, milliseconds; default 20,000. */
  readonly timeoutMs?: number;
  /** Longest silence, milliseconds; default 10,000. */
  readonly idleMs?: number;
  readonly accept?: string;
  readonly signal?: AbortSignal;
  /** Default `public`. */
  readonly addresses?: AddressPolicy;
  /** Statuses that are an answer; any other is `http.status`. Default 200 alone. */
  readonly statuses?: readonly number[];
  /** What this exchange proves who asks with: `authorization` and `dpop` (RFC 9449), nothing else. */
  readonly proofs?: { readonly authorization?: string; readonly dpop?: string };
}

export interface HttpPostOptions extends HttpRequestOptions {
  readonly contentType: string;
  /** Whether the other side takes the same twice as once, so that it may be sent again. */
  readonly isRepeatable?: boolean;
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: Uint8Array;
  /** Media type without parameters, lower case; empty if none was sent. */
  readonly contentType: string;
  /** `dpop-nonce` and `www-authenticate`, where they were sent. */
  readonly challenges?: { readonly dpopNonce?: string; readonly authenticate?: string };
}

const MAX_CHALLENGE = 4096;
const MAX_URL = 8192;
const DEFAULT_TIMEOUT_MS = 20_000;
const DEFAULT_IDLE_MS = 10_000;

function parseUrl(text: string): URL {
  const url = text.length > MAX_URL ? null : URL.parse(text);
  if (url === null || (url.protocol !== "http:" && url.protocol !== "https:"))
    throw new HttpError("http.url");
  if (url.username !== "" || url.password !== "" || url.hash !== "") throw new HttpError("http.url");
  return url;
}

/** What is looked up is judged and dialled in one step: a name that answers otherwise next time gains nothing. */
function guardedLookup(policy: AddressPolicy, resolve: typeof lookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) {
        callback(error, "", 0);
        return;
      }
      const addresses = found.filter(({ address }) => isAddressAllowed(address, policy));
      const [first] = addresses;
      if (first === undefined) callback(new HttpError("http.private_address") as Error, "", 0);
      else if (options.all === true) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

/** A kept connection that the other side had closed meanwhile: worth one more try on a fresh one. */
class StaleSocket extends HttpError {}

function isStale(request: ClientRequest, error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return request.reusedSocket && (code === "ECONNRESET" || code === "EPIPE");
}

function translate(error: unknown): HttpError {
  if (error instanceof HttpError) return error;
  const { code } = error as { code?: unknown };
  const text = typeof code === "string" ? code : "";
  const tls = /^(?:ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|EPROTO)/.test(text);
  return new HttpError(tls ? "http.tls" : "http.unreachable", { cause: error });
}

/** Reads a body to its end, never more than `maxBytes`. */
function readBody(response: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  return new Promise((done, fail) => {
    const declared = Number(response.headers["content-length"] ?? 0);
    if (declared > maxBytes) {
      fail(new HttpError("http.too_large"));
      return;
    }
    const parts: Buffer[] = [];
    let length = 0;
    response.on("data", (part: Buffer) => {
      length += part.length;
      if (length > maxBytes) fail(new HttpError("http.too_large"));
      else parts.push(part);
    });
    response.on("end", () => {
      if (response.complete) done(new Uint8Array(Buffer.concat(parts)));
      else fail(new HttpError("http.body"));
    });
    response.on("error", (cause) => fail(new HttpError("http.body", { cause })));
    response.on("close", () => fail(new HttpError("http.body")));
  });
}

function checkHead(response: IncomingMessage, statuses: readonly number[]): void {
  const status = response.statusCode ?? 0;
  if (status >= 300 && status < 400) throw new HttpError("http.redirect", { status });
  if (!statuses.includes(status)) throw new HttpError("http.status", { status });
  const coding = response.headers["content-encoding"];
  if (coding !== undefined && coding !== "identity") throw new HttpError("http.body");
}

function challengesOf({ headers }: IncomingMessage): NonNullable<HttpAnswer["challenges"]> {
  const nonce = headers["dpop-nonce"];
  const authenticate = headers["www-authenticate"];
  return {
    ...(typeof nonce === "string" && nonce.length <= MAX_CHALLENGE ? { dpopNonce: nonce } : {}),
    ...(authenticate === undefined || authenticate.length > MAX_CHALLENGE ? {} : { authenticate }),
  };
}

/**
 * The only door to somebody else's machine. Redirects are never followed, no cookies or credentials
 * are sent or kept, bodies are capped while they come in, and every call ends: with an answer or an
 * HttpError. One client keeps its connections alive until `close()`.
 */
export class HttpClient {
  readonly #lookup: typeof lookup;
  readonly #offline: () => boolean;
  readonly #agents: { readonly [policy in AddressPolicy]: { http: HttpAgent; https: HttpsAgent } };
  readonly #closing = new AbortController();

  constructor(options: HttpClientOptions = {}) {
    this.#offline = options.offline ?? (() => false);
    this.#lookup = options.lookup ?? lookup;
    const agentOptions = { keepAlive: true, keepAliveMsecs: 10_000, maxSockets: options.maxSockets ?? 8 };
    // A connection opened for a configured source must never carry a request that asked for less.
    const pair = () => ({ http: new HttpAgent(agentOptions), https: new HttpsAgent(agentOptions) });
    this.#agents = { public: pair(), loopback: pair(), any: pair() };
  }

  /** Whether requests are refused at once. */
  get offline(): boolean {
    return this.#offline();
  }

  httpGet(url: string, options: HttpRequestOptions): Promise<HttpAnswer> {
    return this.#exchange("GET", url, options);
  }

  httpPost(url: string, body: Uint8Array, options: HttpPostOptions): Promise<HttpAnswer> {
    return this.#exchange("POST", url, options, { body, ...options });
  }

  /** Ends idle connections and whatever is still under way (`http.cancelled`). */
  close(): void {
    this.#closing.abort();
    for (const { http, https } of Object.values(this.#agents)) {
      http.destroy();
      https.destroy();
    }
  }

  async #exchange(
    method: string,
    text: string,
    options: HttpRequestOptions,
    upload?: { readonly body: Uint8Array; readonly contentType: string; readonly isRepeatable?: boolean },
  ): Promise<HttpAnswer> {
    const url = parseUrl(text);
    if (this.#offline()) throw new HttpError("http.offline");
    if (this.#closing.signal.aborted || options.signal?.aborted === true)
      throw new HttpError("http.cancelled");
    const policy = options.addresses ?? "public";
    // A literal address is never looked up, so the guarded lookup would not see it.
    const literal = url.hostname.replace(/^\[|\]$/g, "");
    if (isIP(literal) !== 0 && !isAddressAllowed(literal, policy))
      throw new HttpError("http.private_address");

    const headers: Record<string, string> = {
      accept: options.accept ?? "*/*",
      "accept-encoding": "identity",
      "user-agent": "sealfolio",
    };
    const { authorization, dpop } = options.proofs ?? {};
    if (authorization !== undefined) headers["authorization"] = authorization;
    if (dpop !== undefined) headers["dpop"] = dpop;
    if (upload !== undefined) {
      headers["content-type"] = upload.contentType;
      headers["content-length"] = String(upload.body.length);
    }
    const request = { method, headers, lookup: guardedLookup(policy, this.#lookup) };
    try {
      return await this.#send(url, { ...request, agent: this.#agentFor(url, policy) }, options, upload?.body);
    } catch (error) {
      if (!(error instanceof StaleSocket) || (upload !== undefined && upload.isRepeatable !== true))
        throw error;
      // The next kept one is as likely to be closed: a node that was started anew has closed all of them.
      return await this.#send(url, { ...request, agent: false }, options, upload?.body);
    }
  }

  #agentFor({ protocol }: URL, policy: AddressPolicy): HttpAgent {
    const { http, https } = this.#agents[policy];
    return protocol === "https:" ? https : http;
  }

  async #send(
    url: URL,
    requestOptions: RequestOptions,
    options: HttpRequestOptions,
    body: Uint8Array | undefined,
  ): Promise<HttpAnswer> {
    const request = (url.protocol === "https:" ? httpsRequest : httpRequest)(url, requestOptions);
    let stop: (error: HttpError) => void = () => {};
    const stopped = new Promise<never>((_, fail) => {
      stop = (error) => {
        fail(error);
        request.destroy();
      };
    });
    const cancel = () => stop(new HttpError("http.cancelled"));
    const deadline = setTimeout(
      () => stop(new HttpError("http.timeout")),
      options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    );
    request.setTimeout(options.idleMs ?? DEFAULT_IDLE_MS, () => stop(new HttpError("http.timeout")));
    options.signal?.addEventListener("abort", cancel, { once: true });
    this.#closing.signal.addEventListener("abort", cancel, { once: true });
    try {
      const arrived = new Promise<IncomingMessage>((done, fail) => {
        request.on("response", done);
        request.on("error", (cause) => {
          fail(isStale(request, cause) ? new StaleSocket("http.unreachable", { cause }) : translate(cause));
        });
        request.end(body);
      });
      const response = await Promise.race([arrived, stopped]);
      checkHead(response, options.statuses ?? [200]);
      const bytes = await Promise.race([readBody(response, options.maxBytes), stopped]);
      const contentType = (response.headers["content-type"] ?? "").split(";", 1)[0] as string;
      return {
        status: response.statusCode as number,
        body: bytes,
        contentType: contentType.trim().toLowerCase(),
        challenges: challengesOf(response),
      };
    } catch (error) {
      request.destroy();
      throw translate(error);
    } finally {
      clearTimeout(deadline);
      options.signal?.removeEventListener("abort", cancel);
      this.#closing.signal.removeEventListener("abort", cancel);
    }
  }
}
