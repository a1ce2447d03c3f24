import type { Sha256 } from "../crypto/ports.ts";
import { JsonError } from "../json/error.ts";
import { parseJson } from "../json/parse.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json/value.ts";
import { MAX_RECEIPT } from "../chain/blocks/receipt.ts";
import { PresentationError } from "./error.ts";
import type { PresentationRequest } from "./request.ts";
import { buildVpToken, type VpApproval } from "./vp-token.ts";

export const MAX_RESPONSE_LENGTH = 524_288;
const MAX_PRESENTATION = 262_144;
const MAX_DOCUMENTS = 32;
const QUERY_ID = /^[A-Za-z0-9_-]{1,64}$/;

/** What the person agreed to give for one credential query. */
export type Approval = VpApproval & {
  /** Proof of the issuing entry (docs/registry-format.md, "Receipt"). */
  readonly receipt?: string;
};

/** One document of a response. */
export interface PresentedDocument {
  /** SD-JWT+KB in compact form; an mdoc's DeviceResponse, or IssuerSigned as it is kept, base64url. */
  readonly presentation: string;
  /** Encoded SessionTranscript that the holder of an mdoc must have signed (ISO 18013-5 section 9.1.5.1). */
  readonly transcript?: Uint8Array;
  /** Id of the credential query it answers. */
  readonly query?: string;
  readonly receipt?: string;
}

export interface PresentationResponse {
  readonly state: string;
  readonly documents: readonly PresentedDocument[];
}

/**
 * The response of OpenID4VP 1.0 section 8 as text, ready to be encrypted: for each approval its
 * disclosures, no more and no fewer, bound to the request's nonce and client id at `now`. `receipts`
 * is a member of our own, in step with `vp_token`, null where there is none. Throws
 * `presentation.not_asked`, `.incomplete` or `.beyond_request`.
 */
export function buildResponse(
  request: PresentationRequest,
  approvals: readonly Approval[],
  sha256: Sha256,
  now: number,
): string {
  const { query, nonce, clientId, responseKey, responseUri = "" } = request;
  const to = { query, nonce, clientId, encryptedTo: responseKey.jwk, responseUri };
  const token = buildVpToken(to, approvals, sha256, now);
  const receipts = new Map<string, readonly (string | null)[]>();
  for (const { query: id, receipt = null } of approvals) {
    receipts.set(id, [...(receipts.get(id) ?? []), receipt]);
  }
  return JSON.stringify({
    vp_token: token,
    state: request.state,
    receipts: Object.fromEntries(receipts),
  });
}

function readText(value: JsonValue | undefined, most: number): string {
  if (typeof value !== "string" || value.length === 0 || value.length > most) {
    throw new PresentationError("presentation.response");
  }
  return value;
}

function readReceipts(receipts: JsonObject, id: string, count: number): readonly (string | undefined)[] {
  const list = Object.hasOwn(receipts, id) ? receipts[id] : undefined;
  if (list === undefined) return [];
  if (!Array.isArray(list) || list.length !== count) throw new PresentationError("presentation.response");
  return (list as readonly JsonValue[]).map((receipt) =>
    receipt === null ? undefined : readText(receipt, MAX_RECEIPT),
  );
}

function readDocuments(token: JsonObject, receipts: JsonObject): PresentedDocument[] {
  const documents: PresentedDocument[] = [];
  for (const [id, list] of Object.entries(token)) {
    if (!QUERY_ID.test(id) || !Array.isArray(list) || list.length === 0) {
      throw new PresentationError("presentation.response");
    }
    if (documents.length + list.length > MAX_DOCUMENTS) throw new PresentationError("presentation.too_large");
    const proofs = readReceipts(receipts, id, list.length);
    for (const [i, item] of (list as readonly JsonValue[]).entries()) {
      const presentation = readText(item, MAX_PRESENTATION);
      const receipt = proofs[i];
      documents.push({ presentation, query: id, ...(receipt === undefined ? {} : { receipt }) });
    }
  }
  return documents;
}

/**
 * Reads a decrypted response, at most 512 KiB. Members it does not know are passed over, as section 8
 * demands. Throws `presentation.too_large`, `.response`, or `.declined` for an error response.
 */
export function parseResponse(text: unknown): PresentationResponse {
  if (typeof text !== "string") throw new PresentationError("presentation.response");
  if (text.length > MAX_RESPONSE_LENGTH) throw new PresentationError("presentation.too_large");
  let value: JsonValue;
  try {
    value = parseJson(text, { maxLength: MAX_RESPONSE_LENGTH, maxDepth: 8 });
  } catch (error) {
    if (error instanceof JsonError) throw new PresentationError("presentation.response");
    throw error;
  }
  if (!isJsonObject(value)) throw new PresentationError("presentation.response");
  if (typeof value["error"] === "string") throw new PresentationError("presentation.declined");
  const token = value["vp_token"];
  const receipts = value["receipts"] ?? {};
  if (!isJsonObject(token) || !isJsonObject(receipts)) throw new PresentationError("presentation.response");
  const documents = readDocuments(token, receipts);
  if (documents.length === 0) throw new PresentationError("presentation.response");
  return { state: readText(value["state"], 256), documents };
}
