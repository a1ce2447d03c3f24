import { chmodSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { utf8 } from "../../src/bytes/bytes.ts";
import { codeOf } from "../../src/error.ts";
import { HttpRefusal } from "./http-refusal.ts";

/** What a handler sees of a request. Everything here came from a stranger. */
export interface ServerRequest {
  readonly method: "GET" | "HEAD" | "POST";
  /** Begins with `/`; the bytes as sent (no percent-decoding), at most 2,048 of them. */
  readonly path: string;
  /** Decoded parameters in order. */
  readonly query: readonly (readonly [string, string])[];
  readonly contentType: string;
  readonly contentEncoding: string;
  /** As sent, empty where they were not: `Authorization`, and the proof of RFC 9449. */
  readonly authorization: string;
  readonly dpop: string;
  /** Peer's IP address. */
  readonly address: string;
  /** The whole body; more than `limit` bytes are `http.too_large`, and no more is read. */
  readonly body: (limit: number) => Promise<Uint8Array>;
}

export interface ServerResponseParts {
  readonly status: number;
  readonly contentType: string;
  readonly body: Uint8Array;
  /** Sent as gzip to whom that is welcome: worth it for large texts, which are never secret here. */
  readonly compress?: boolean;
  /** Cache-Control; default `no-store`. */
  readonly cache?: string;
  readonly headers?: { readonly [name: string]: string };
}

export type ServerHandler = (request: ServerRequest) => ServerResponseParts | Promise<ServerResponseParts>;

export interface ServerOptions {
  /** Loopback unless the operator says otherwise. */
  readonly host?: string;
  /** 0: any free one. */
  readonly port?: number;
  /** Path of a Unix socket to listen on instead, for programs of this user alone. */
  readonly socket?: string;
  readonly maxConnections?: number;
  /** Of one address, so that nobody takes the place of all others. */
  readonly maxPerAddress?: number;
  /** Longest silence of a connection while an answer waits to be taken, milliseconds. */
  readonly idleMs?: number;
  /** For the head of a request, and for all of it, milliseconds. */
  readonly headersTimeoutMs?: number;
  readonly requestTimeoutMs?: number;
  /** How long `close` lets requests under way finish, milliseconds. */
  readonly graceMs?: number;
}

export interface RunningServer {
  /** Without a slash at its end. */
  readonly url: string;
  readonly port: number;
  /** Takes no new requests, lets those under way finish, then cuts what is left. */
  close(): Promise<void>;
}

const gzipAsync = promisify(gzip);
const MAX_TARGET = 8192;
const MAX_PATH = 2048;
const MAX_PARAMETERS = 128;
const MAX_HEADER_BYTES = 16_384;
const MAX_DRAINED = 1 << 23;
const DRAIN_MS = 1_000;
const TARGET = /^\/[!-~]*$/;

/** An error as its status and `{code}`; what the cause says stays in the process. */
export function refusalParts(error: unknown): ServerResponseParts {
  const refusal = error instanceof HttpRefusal ? error : undefined;
  const code = refusal?.code ?? codeOf(error) ?? "http.internal";
  return {
    status: refusal?.status ?? 500,
    contentType: "application/json",
    body: utf8(JSON.stringify({ code })),
    ...(refusal?.headers === undefined ? {} : { headers: refusal.headers }),
  };
}

function decodeParameter(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    throw new HttpRefusal("http.query");
  }
}

function parseQuery(text: string): (readonly [string, string])[] {
  if (text === "") return [];
  const parts = text.split("&");
  if (parts.length > MAX_PARAMETERS) throw new HttpRefusal("http.query");
  return parts.map((part) => {
    const at = part.indexOf("=");
    if (at < 0) throw new HttpRefusal("http.query");
    return [decodeParameter(part.slice(0, at)), decodeParameter(part.slice(at + 1))] as const;
  });
}

function header(value: string | undefined): string {
  return (value ?? "").trim().toLowerCase();
}

/** Reads on for a while without keeping anything, so that a client still sending hears the answer. */
function drain(message: IncomingMessage): Promise<void> {
  return new Promise((done) => {
    let rest = MAX_DRAINED;
    const end = (): void => {
      clearTimeout(timer);
      message.pause();
      done();
    };
    const timer = setTimeout(end, DRAIN_MS);
    message.on("data", (part: Buffer) => {
      rest -= part.length;
      if (rest < 0) end();
    });
    message.once("close", end).once("end", end).resume();
  });
}

function readBody(message: IncomingMessage, limit: number): Promise<Uint8Array> {
  return new Promise((done, fail) => {
    if (Number(message.headers["content-length"] ?? 0) > limit) throw new HttpRefusal("http.too_large");
    const parts: Buffer[] = [];
    let length = 0;
    let isRead = false;
    const take = (part: Buffer): void => {
      length += part.length;
      if (length <= limit) {
        parts.push(part);
        return;
      }
      message.off("data", take).pause();
      fail(new HttpRefusal("http.too_large"));
    };
    message.on("data", take);
    message.once("end", () => {
      isRead = true;
      done(new Uint8Array(Buffer.concat(parts)));
    });
    message.once("error", () => fail(new HttpRefusal("http.body")));
    // It comes after the end too, and an error costs a trace of the stack.
    message.once("close", () => {
      if (!isRead) fail(new HttpRefusal("http.body"));
    });
  });
}

function parseRequest(message: IncomingMessage): ServerRequest {
  const target = message.url ?? "";
  if (target.length > MAX_TARGET || !TARGET.test(target)) throw new HttpRefusal("http.target");
  const { method } = message;
  if (method !== "GET" && method !== "HEAD" && method !== "POST") throw new HttpRefusal("http.method");
  const mark = target.indexOf("?");
  const path = mark < 0 ? target : target.slice(0, mark);
  if (path.length > MAX_PATH) throw new HttpRefusal("http.target");
  return {
    method,
    path,
    query: parseQuery(mark < 0 ? "" : target.slice(mark + 1)),
    contentType: header(message.headers["content-type"]).split(";", 1)[0] as string,
    contentEncoding: header(message.headers["content-encoding"]),
    authorization: message.headers.authorization ?? "",
    dpop: typeof message.headers["dpop"] === "string" ? message.headers["dpop"] : "",
    address: message.socket.remoteAddress ?? "",
    body: (limit) => readBody(message, limit),
  };
}

const ACCEPTS_GZIP = /(?:^|,)\s*gzip\s*(?:;\s*q=(?!0(?:\.0*)?\s*(?:,|$))[0-9.]+\s*)?(?:,|$)/;

async function compressed(
  message: IncomingMessage,
  parts: ServerResponseParts,
): Promise<ServerResponseParts> {
  if (parts.compress !== true) return parts;
  const headers = { ...parts.headers, vary: "accept-encoding" };
  if (!ACCEPTS_GZIP.test(header(message.headers["accept-encoding"] as string | undefined))) {
    return { ...parts, headers };
  }
  const body = await gzipAsync(parts.body, { level: 1 });
  return { ...parts, body, headers: { ...headers, "content-encoding": "gzip" } };
}

function send(
  message: IncomingMessage,
  response: ServerResponse,
  parts: ServerResponseParts,
  last: boolean,
): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(parts.status, {
    "content-type": parts.contentType,
    "content-length": parts.body.length,
    "cache-control": parts.cache ?? "no-store",
    "x-content-type-options": "nosniff",
    ...parts.headers,
    ...(last ? { connection: "close" } : {}),
  });
  response.end(message.method === "HEAD" ? undefined : parts.body);
}

async function answer(
  message: IncomingMessage,
  response: ServerResponse,
  handler: ServerHandler,
  isClosing: () => boolean,
): Promise<void> {
  let parts: ServerResponseParts;
  try {
    parts = await compressed(message, await handler(parseRequest(message)));
  } catch (error) {
    parts = refusalParts(error);
  }
  if (!message.complete) await drain(message);
  // What was not read of a body must not be taken for the next request.
  send(message, response, parts, !message.complete || isClosing());
}

/** Bytes that are no HTTP request: one short answer, if the socket still takes it. */
function refuseBytes(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const timeout = error.code === "ERR_HTTP_REQUEST_TIMEOUT";
  const status = timeout ? "408 Request Timeout" : "400 Bad Request";
  const body = JSON.stringify({ code: timeout ? "http.timeout" : "http.syntax" });
  socket.end(
    `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`,
    () => socket.destroy(),
  );
}

/** Drops what one address opens beyond its share. */
function limitAddresses(server: Server, most: number): void {
  const open = new Map<string, number>();
  server.on("connection", (socket) => {
    const address = socket.remoteAddress ?? "";
    const count = (open.get(address) ?? 0) + 1;
    if (count > most) {
      socket.destroy();
      return;
    }
    open.set(address, count);
    socket.once("close", () => {
      const left = (open.get(address) ?? 1) - 1;
      if (left === 0) open.delete(address);
      else open.set(address, left);
    });
  });
}

function stopServer(server: Server, graceMs: number): Promise<void> {
  return new Promise((done) => {
    const cut = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(cut);
      done();
    });
    server.closeIdleConnections();
  });
}

/**
 * The only door through which others come in. Heads, bodies, times and the number of connections are
 * bounded; every request gets an answer, and an error's is `{code}` alone. Throws HttpRefusal
 * `http.listen` when the address cannot be had.
 */
export async function startServer(options: ServerOptions, handler: ServerHandler): Promise<RunningServer> {
  const server = createServer({
    maxHeaderSize: MAX_HEADER_BYTES,
    headersTimeout: options.headersTimeoutMs ?? 10_000,
    requestTimeout: options.requestTimeoutMs ?? 60_000,
    connectionsCheckingInterval: 1_000,
    keepAliveTimeout: 15_000,
    requireHostHeader: true,
    insecureHTTPParser: false,
  });
  let closing = false;
  server.maxConnections = options.maxConnections ?? 512;
  server.maxHeadersCount = 64;
  // Who asks and does not take the answer holds a connection no longer than one who is silent.
  server.setTimeout(options.idleMs ?? 120_000);
  limitAddresses(server, options.maxPerAddress ?? 256);
  server.on("request", (message, response) => void answer(message, response, handler, () => closing));
  server.on("clientError", refuseBytes);
  server.on("upgrade", (_message, socket) => socket.destroy());
  const host = options.host ?? "127.0.0.1";
  await new Promise<void>((done, fail) => {
    server.once("error", (cause) => fail(new HttpRefusal("http.listen", { cause })));
    server.listen(options.socket === undefined ? { host, port: options.port ?? 0 } : options.socket, done);
  });
  const address = server.address() as AddressInfo | string;
  const port = typeof address === "string" ? 0 : address.port;
  if (options.socket !== undefined) chmodSync(options.socket, 0o600);
  const close = (): Promise<void> => {
    closing = true;
    return stopServer(server, options.graceMs ?? 5_000);
  };
  const name = host.includes(":") ? `[${host}]` : host;
  return { url: `http://${name}:${port}`, port, close };
}
