import { fromBase64Url, toBase64Url } from "../../src/bytes/base64.ts";
import { utf8 } from "../../src/bytes/bytes.ts";
import { nodePrimitives } from "../../main/crypto/primitives.ts";
import type { Es256Signer } from "../../src/crypto/ports.ts";
import { parseJsonBytes } from "../../src/json/parse.ts";
import type { JsonObject } from "../../src/json/value.ts";
import { buildRequest, type RequestDraft } from "../../src/presentation/request.ts";
import { COUNTER, NONCE, NOW, QUERY, REGISTRY, signerOf } from "./verdict-world.ts";

/** Requests of the bank's counter in `verdict-world`. */

export const RESPONSE_KEY_SEED = 4;

export const DRAFT: RequestDraft = {
  client: { registry: REGISTRY, office: "bank" },
  nonce: NONCE,
  state: "s".repeat(22),
  issued: NOW - 60,
  expires: NOW + 600,
  query: QUERY,
  purpose: "open-account",
  responseKey: signerOf(RESPONSE_KEY_SEED).publicKey,
};

export function ask(change: Partial<RequestDraft> = {}, signer: Es256Signer = COUNTER): string {
  return buildRequest({ ...DRAFT, ...change }, signer, nodePrimitives.sha256);
}

/** The same request with other members, signed as it should be: what our own builder would not make. */
export function askOddly(
  payload: JsonObject | ((payload: JsonObject) => JsonObject),
  header: JsonObject = {},
): string {
  const [head = "", body = ""] = ask().split(".");
  const before = parseJsonBytes(fromBase64Url(body)) as JsonObject;
  const odd = typeof payload === "function" ? payload(before) : { ...before, ...payload };
  const parts = [{ ...(parseJsonBytes(fromBase64Url(head)) as JsonObject), ...header }, odd];
  const input = parts.map((part) => toBase64Url(utf8(JSON.stringify(part)))).join(".");
  return `${input}.${toBase64Url(COUNTER.sign(utf8(input)))}`;
}
