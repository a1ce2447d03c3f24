import { toBase64Url } from "../../src/bytes/base64.ts";
import { fromUtf8, utf8 } from "../../src/bytes/bytes.ts";
import { BytesError } from "../../src/bytes/error.ts";
import { codeOf } from "../../src/error.ts";
import { JsonError } from "../../src/json/error.ts";
import { parseJson } from "../../src/json/parse.ts";
import { isJsonObject } from "../../src/json/value.ts";
import { parseCompactJws } from "../../src/jws/compact.ts";
import { JwsError } from "../../src/jws/error.ts";
import { PresentationError, type PresentationErrorCode } from "../../src/presentation/error.ts";
import { REQUEST_TYPE } from "../../src/presentation/request.ts";
import { hostOfAddress } from "../../src/presentation/stranger/address.ts";
import { type Carried, parseCarried } from "../../src/presentation/stranger/link.ts";
import { isLoopbackHost } from "../doors/address-policy.ts";
import type { HttpClient } from "../doors/http-client.ts";
import type { RandomBytes } from "../doors/random.ts";

const MAX_REQUEST = 131_072;
const MAX_ANSWER = 16_384;
const TIMEOUT_MS = 30_000;
const FORM = "application/x-www-form-urlencoded";

/** The way out to verifiers, and whether they may be on this machine. */
export interface Outbound {
  readonly http: HttpClient;
  readonly addresses: "public" | "loopback";
}

const BY_HTTP: { readonly [code: string]: PresentationErrorCode } = {
  "http.url": "presentation.address",
  "http.offline": "presentation.offline",
  "http.private_address": "presentation.private_address",
  "http.redirect": "presentation.redirect",
  "http.too_large": "presentation.too_large",
};

function asPresentationError(error: unknown, status: PresentationErrorCode): unknown {
  const code = codeOf(error);
  if (code === "http.status") return new PresentationError(status, { cause: error });
  if (code?.startsWith("http.") !== true) return error;
  return new PresentationError(BY_HTTP[code] ?? "presentation.unreachable", { cause: error });
}

/** Throws `presentation.address` unless it is https, or http to this machine where that is allowed. */
export function requireSafe(uri: string, addresses: Outbound["addresses"]): void {
  const host = hostOfAddress(uri);
  const isHere = addresses === "loopback" && /^http:/i.test(uri) && isLoopbackHost(host ?? "");
  if (host === undefined || (!/^https:/i.test(uri) && !isHere)) {
    throw new PresentationError("presentation.address");
  }
}

/** What lies at a reference must be of who the link names, and answer our nonce (sections 5.7, 5.10). */
function requireSame(text: string, clientId: string, walletNonce: string | undefined): void {
  try {
    const { payload } = parseCompactJws(text, { typ: REQUEST_TYPE, maxLength: MAX_REQUEST });
    if (payload["client_id"] !== clientId) throw new PresentationError("presentation.client_id");
    if (walletNonce !== undefined && payload["wallet_nonce"] !== walletNonce) {
      throw new PresentationError("presentation.request_member");
    }
  } catch (error) {
    if (!(error instanceof JwsError)) throw error;
    const isForm = error.code === "jws.syntax" || error.code === "jws.signature";
    throw new PresentationError(isForm ? "presentation.request_syntax" : "presentation.request_header");
  }
}

async function fetchRequest(
  { uri, method, clientId }: Extract<Carried, { readonly kind: "reference" }>,
  { http, addresses }: Outbound,
  random: RandomBytes,
): Promise<string> {
  requireSafe(uri, addresses);
  const options = {
    maxBytes: MAX_REQUEST,
    timeoutMs: TIMEOUT_MS,
    accept: "application/oauth-authz-req+jwt",
    addresses,
  };
  const walletNonce = method === "post" ? toBase64Url(random(24)) : undefined;
  try {
    const answer =
      walletNonce === undefined
        ? await http.httpGet(uri, options)
        : await http.httpPost(uri, utf8(new URLSearchParams({ wallet_nonce: walletNonce }).toString()), {
            ...options,
            contentType: FORM,
          });
    const text = fromUtf8(answer.body).trim();
    requireSame(text, clientId, walletNonce);
    return text;
  } catch (error) {
    if (error instanceof BytesError) throw new PresentationError("presentation.request_syntax");
    throw asPresentationError(error, "presentation.unreachable");
  }
}

/**
 * The request itself, from whatever it was handed over as: fetched where it is a reference, over our one
 * door (https alone, no redirects, no private addresses, 128 KiB). Throws PresentationError.
 */
export async function resolveRequest(text: string, way: Outbound, random: RandomBytes): Promise<string> {
  const carried = parseCarried(text);
  return carried.kind === "request" ? carried.text : await fetchRequest(carried, way, random);
}

/** Where the person may go on, if the verifier names a safe address (section 8.2). */
function goOnOf(body: Uint8Array): string | undefined {
  try {
    const value = parseJson(fromUtf8(body), { maxLength: MAX_ANSWER, maxDepth: 8 });
    const uri = isJsonObject(value) ? value["redirect_uri"] : undefined;
    return typeof uri === "string" && /^https:/i.test(uri) && hostOfAddress(uri) !== undefined
      ? uri
      : undefined;
  } catch (error) {
    if (error instanceof JsonError || error instanceof BytesError) return undefined;
    throw error;
  }
}

/**
 * Posts a response's parameters (section 8.2). Throws `presentation.not_taken` where the verifier says
 * no, and as `resolveRequest` does.
 */
export async function postResponse(
  uri: string,
  parameters: { readonly [name: string]: string },
  { http, addresses }: Outbound,
): Promise<{ readonly goOn?: string }> {
  requireSafe(uri, addresses);
  try {
    const answer = await http.httpPost(uri, utf8(new URLSearchParams(parameters).toString()), {
      maxBytes: MAX_ANSWER,
      timeoutMs: TIMEOUT_MS,
      accept: "application/json",
      contentType: FORM,
      addresses,
    });
    const goOn = goOnOf(answer.body);
    return goOn === undefined ? {} : { goOn };
  } catch (error) {
    throw asPresentationError(error, "presentation.not_taken");
  }
}
