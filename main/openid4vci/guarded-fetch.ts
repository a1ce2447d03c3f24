import type { KeyObject } from "node:crypto";
import { fromUtf8, utf8 } from "../../src/bytes/bytes.ts";
import { BytesError } from "../../src/bytes/error.ts";
import { JsonError } from "../../src/json/error.ts";
import { parseJson } from "../../src/json/parse.ts";
import type { JsonValue } from "../../src/json/value.ts";
import { type AddressPolicy, isLoopbackHost } from "../doors/address-policy.ts";
import type { HttpAnswer, HttpClient } from "../doors/http-client.ts";
import { VciError } from "./error.ts";
import { decryptJwe } from "./response-encryption.ts";

const LIMITS = { maxLength: 1 << 20, maxDepth: 32 };
const TIMEOUT_MS = 30_000;
/** Refusals have a body that says why; what is beside them is no answer. */
const STATUSES = [200, 201, 202, 204, 400, 401, 403, 404, 405, 409, 410, 429, 500, 501, 502, 503];

export interface FetchOptions {
  readonly http: HttpClient;
  /** `loopback` lets http through to this machine alone: tests and demonstrations. */
  readonly addresses: Extract<AddressPolicy, "public" | "loopback">;
  /** Opens what an issuer encrypts to us; an answer in clear is then none (section 10). */
  readonly decryptionKey?: () => KeyObject | undefined;
}

/** An answer as `fetch` gives it, its JSON read strictly and once. */
function strictResponse(text: string, value: JsonValue | undefined, init: ResponseInit): Response {
  const read = async (): Promise<JsonValue> => {
    if (value === undefined) throw new VciError("vci.malformed");
    return await Promise.resolve(structuredClone(value) as JsonValue);
  };
  return Object.assign(new Response(init.status === 204 ? null : text, init), {
    json: read,
    text: async () => await Promise.resolve(text),
    clone: () => strictResponse(text, value, init),
  });
}

/** Throws `vci.address` unless it is https, or http to this machine where that is allowed. */
export function requireAddress(url: string, addresses: FetchOptions["addresses"]): void {
  const parsed = URL.parse(url);
  const isLoopback =
    addresses === "loopback" && parsed?.protocol === "http:" && isLoopbackHost(parsed.hostname);
  if (parsed === null || (parsed.protocol !== "https:" && !isLoopback)) throw new VciError("vci.address");
}

function readJson(text: string): JsonValue {
  try {
    return parseJson(text, LIMITS);
  } catch (cause) {
    if (cause instanceof JsonError) throw new VciError("vci.malformed", { cause });
    throw cause;
  }
}

function textOf(body: Uint8Array): string {
  try {
    return fromUtf8(body);
  } catch (cause) {
    if (cause instanceof BytesError) throw new VciError("vci.malformed", { cause });
    throw cause;
  }
}

/** Of the server itself, and of no request: asked again later it may answer (RFC 9110 section 15.6, RFC 6585 section 4). */
function isOutOfOrder(status: number): boolean {
  return status >= 500 || status === 429;
}

async function toResponse(answer: HttpAnswer, options: FetchOptions): Promise<Response> {
  if (isOutOfOrder(answer.status)) throw new VciError("vci.unreachable");
  // Refusals come in clear: who asked in vain shows no key.
  const key = answer.status < 300 ? options.decryptionKey?.() : undefined;
  const isEncrypted = key !== undefined;
  if (isEncrypted && answer.contentType !== "application/jwt") throw new VciError("vci.malformed");
  const raw = textOf(answer.body);
  const text = isEncrypted ? await decryptJwe(raw, key) : raw;
  const contentType = isEncrypted ? "application/json" : answer.contentType;
  const isJson = contentType === "application/json" || contentType.endsWith("+json");
  const { dpopNonce, authenticate } = answer.challenges ?? {};
  return strictResponse(text, isJson && text !== "" ? readJson(text) : undefined, {
    status: answer.status,
    headers: {
      "content-type": contentType,
      ...(dpopNonce === undefined ? {} : { "dpop-nonce": dpopNonce }),
      ...(authenticate === undefined ? {} : { "www-authenticate": authenticate }),
    },
  });
}

/**
 * `fetch` for the library, by way of our one door: https alone, no redirects, no private addresses, what
 * was looked up is what is dialled, 1 MiB at most, JSON without repeated members. Throws HttpError, VciError.
 */
export function guardedFetch(options: FetchOptions): typeof fetch {
  return async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    requireAddress(url, options.addresses);
    const headers = new Headers(init?.headers);
    const authorization = headers.get("authorization");
    const dpop = headers.get("dpop");
    const shared = {
      maxBytes: LIMITS.maxLength,
      timeoutMs: TIMEOUT_MS,
      addresses: options.addresses,
      statuses: STATUSES,
      accept: headers.get("accept") ?? "application/json",
      proofs: {
        ...(authorization === null ? {} : { authorization }),
        ...(dpop === null ? {} : { dpop }),
      },
    };
    if ((init?.method ?? "GET") === "GET")
      return await toResponse(await options.http.httpGet(url, shared), options);
    const body = utf8(typeof init?.body === "string" ? init.body : "");
    const contentType = headers.get("content-type") ?? "application/json";
    return await toResponse(await options.http.httpPost(url, body, { ...shared, contentType }), options);
  };
}

/** No more requests than that, and none after so many milliseconds: an issuer may name as many servers as it likes. */
export function rationed(fetcher: typeof fetch, most: number, ms: number): typeof fetch {
  const end = performance.now() + ms;
  let left = most;
  return async (input, init) => {
    if (left-- <= 0) throw new VciError("vci.malformed");
    if (performance.now() > end) throw new VciError("vci.unreachable");
    return await fetcher(input, init);
  };
}
