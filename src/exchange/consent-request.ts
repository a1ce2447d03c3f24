import { fromBase64UrlOf } from "../bytes/base64.ts";
import type { P256Jwk } from "../crypto/p256-jwk.ts";
import type { Es256Signer, Primitives } from "../crypto/ports.ts";
import type { JsonObject } from "../json/value.ts";
import { type CompactJws, parseCompactJws, signCompactJws, verifyCompactJws } from "../jws/compact.ts";
import { formatClientId, parseClientId } from "../presentation/client-id.ts";
import { type ClaimChange, readClaimChanges } from "./claim-changes.ts";
import { ExchangeError } from "./error.ts";
import { asExchangeError } from "./key-request.ts";

const TYP = "sealfolio-consent-request+jwt";
const MAX_LENGTH = 32_768;

/** What an owner is asked to agree to; the first five members are what the consent key signs. */
export interface ConsentRequest {
  readonly old: string;
  readonly new: string;
  readonly office: string;
  readonly type: string;
  /** Of the new credential, POSIX seconds. */
  readonly expires: number;
  readonly registryId: string;
  readonly reason: string;
  /** In the office's own words: what is agreed to is the commitment. Absent where it says nothing of them. */
  readonly changes?: readonly ClaimChange[];
  readonly issuedAt: number;
  /** Until when the office waits for the answer. */
  readonly answerBy: number;
  /** Thumbprint (RFC 7638) of the office's credential key that signed this. */
  readonly kid: string;
}

/** Signs with a credential key of the office. */
export function buildConsentRequest(request: ConsentRequest, signer: Es256Signer): string {
  const payload: JsonObject = {
    iss: formatClientId({ registry: request.registryId, office: request.office }),
    iat: request.issuedAt,
    exp: request.answerBy,
    old: request.old,
    new: request.new,
    type: request.type,
    expires: request.expires,
    reason: request.reason,
    ...(request.changes !== undefined && {
      changes: request.changes.map(({ path, to }) => ({ path, ...(to !== undefined && { to }) })),
    }),
  };
  return signCompactJws({ typ: TYP, kid: request.kid }, payload, signer);
}

function text(value: unknown, most: number): string {
  if (typeof value !== "string" || value.length === 0 || value.length > most) {
    throw new ExchangeError("exchange.syntax");
  }
  return value;
}

function seconds(value: unknown): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) {
    throw new ExchangeError("exchange.syntax");
  }
  return value;
}

function hash(value: unknown): string {
  const read = text(value, 43);
  fromBase64UrlOf(read, 32);
  return read;
}

function readRequest(jws: CompactJws): ConsentRequest {
  const { payload } = jws;
  const changes = payload["changes"];
  const issuer = parseClientId(text(payload["iss"], 160));
  if (issuer === undefined) throw new ExchangeError("exchange.syntax");
  return {
    registryId: issuer.registry,
    office: issuer.office,
    old: hash(payload["old"]),
    new: hash(payload["new"]),
    type: text(payload["type"], 64),
    expires: seconds(payload["expires"]),
    reason: text(payload["reason"], 32),
    ...(changes !== undefined && { changes: readClaimChanges(changes) }),
    issuedAt: seconds(payload["iat"]),
    answerBy: seconds(payload["exp"]),
    kid: hash(jws.header["kid"]),
  };
}

/**
 * Reads a request for consent; `keyOf` finds the office's key in the reader's own copy of the registry
 * (undefined: it holds none that may sign). Throws ExchangeError only.
 */
export function parseConsentRequest(
  given: unknown,
  expected: { readonly registryId: string; readonly now: number },
  keyOf: (office: string, kid: string) => P256Jwk | undefined,
  primitives: Pick<Primitives, "verifyEs256">,
): ConsentRequest {
  try {
    const jws = parseCompactJws(given, { typ: TYP, maxLength: MAX_LENGTH });
    const request = readRequest(jws);
    if (request.registryId !== expected.registryId) throw new ExchangeError("exchange.wrong_registry");
    const key = keyOf(request.office, request.kid);
    if (key === undefined) throw new ExchangeError("exchange.wrong_office");
    verifyCompactJws(jws, key, primitives);
    if (request.answerBy < expected.now) throw new ExchangeError("exchange.expired");
    return request;
  } catch (error) {
    throw asExchangeError(error);
  }
}
