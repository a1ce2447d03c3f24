import type { TypeRecord } from "../../../src/chain/state/records.ts";
import { countsAt } from "../../../src/chain/state/span.ts";
import { deriveAges } from "../../../src/credential/derive-ages.ts";
import { CredentialError } from "../../../src/credential/error.ts";
import { issueSdJwt } from "../../../src/credential/sd-jwt/issue.ts";
import { buildCredential } from "../../../src/credential/vc.ts";
import { type KeyRequest, parseKeyRequest } from "../../../src/exchange/key-request.ts";
import type { JsonObject } from "../../../src/json/value.ts";
import { WalletError } from "../error.ts";
import type { Session } from "../session.ts";
import { readSdJwtVc } from "../views/credential-view.ts";
import { findOwnKey, type OwnOffice, thumbprintOf } from "./own-office.ts";
import { chooseStatusIndex } from "./status-index.ts";

export interface Wanted {
  readonly type: TypeRecord;
  /** The holder's key request, as text. */
  readonly request: string;
  readonly claims: JsonObject;
  /** Seconds; the type's longest if left out. */
  readonly validFor?: number | undefined;
  /** Of the thing it stands for, as `tagOf` gives it; nothing for a type without. */
  readonly tag: JsonObject;
}

/** A signed credential that the registry does not know yet. */
export interface SignedCredential {
  readonly request: KeyRequest;
  readonly credential: string;
  readonly commitment: string;
  readonly claims: JsonObject;
  readonly expires: number;
  readonly index: number;
  /** Body of `credential.issue`, or `new` of `credential.replace`. */
  readonly body: JsonObject;
}

const DAY = 86_400;

function has(type: TypeRecord, name: string): boolean {
  return type.claims.some(({ path }) => path.length === 1 && path[0] === name);
}

/** Whether a claim is worked out from others: an officer never types it in. */
export function isDerived(type: TypeRecord, path: readonly string[]): boolean {
  const [name, ...more] = path;
  const isAge = name === "age_over_18" || name === "age_over_21";
  return isAge && more.length === 0 && has(type, "birthdate") && has(type, "age_over_18");
}

/** Ages stand beside the birth date where the type has them. */
function withDerivedAges(type: TypeRecord, claims: JsonObject, now: number): JsonObject {
  const { birthdate } = claims;
  if (typeof birthdate !== "string" || !has(type, "age_over_18")) return claims;
  const ages = deriveAges(birthdate, new Date(now * 1000).toISOString().slice(0, 10));
  return {
    ...claims,
    age_over_18: ages.age_over_18,
    ...(has(type, "age_over_21") ? { age_over_21: ages.age_over_21 } : {}),
  };
}

/** Longest that this office makes a credential of the type valid for, in seconds: the block's time may lie a little before our clock, and the rule counts from there. */
export function longestValidity(type: TypeRecord): number {
  return type.validity > 2 * DAY ? type.validity - DAY : Math.floor(type.validity / 2);
}

function consentOf(type: TypeRecord, request: KeyRequest): JsonObject {
  if (type.consent.mode === "none") return {};
  if (request.consent === undefined) throw new WalletError("office.consent_missing");
  return { consent: { need: 1, keys: [request.consent] } };
}

/** What the officer typed does not make a credential of this type. */
function asClaimsError(error: unknown): unknown {
  return error instanceof CredentialError ? new WalletError("office.claims") : error;
}

/**
 * Signs a credential for who made the key request. Nothing is kept and nothing is told yet. Throws
 * ExchangeError, `office.wrong_type`, `.claims`, `.consent_missing`, `.no_key`.
 */
export function signCredential(session: Session, office: OwnOffice, wanted: Wanted): SignedCredential {
  const { registry, primitives, random } = session;
  const { type } = wanted;
  const now = session.clock();
  const expected = { registryId: registry.view.id, office: office.id, now };
  const request = parseKeyRequest(wanted.request, expected, primitives);
  if (request.vct !== type.vct) throw new WalletError("office.wrong_type");
  const key = findOwnKey(session, "credential", (span) => countsAt(span, now));
  if (key === undefined) throw new WalletError("office.no_key");
  const index = chooseStatusIndex(session, office);
  const longest = longestValidity(type);
  const expires = now + Math.min(wanted.validFor ?? longest, longest);
  try {
    const values = withDerivedAges(type, wanted.claims, now);
    const draft = buildCredential({
      registryId: registry.view.id,
      office: office.id,
      type,
      values,
      issuedAt: now,
      expires,
      index,
      holder: request.holder,
    });
    const kid = thumbprintOf(session, key);
    const credential = issueSdJwt({ ...draft, kid }, session.keyring.es256Signer(key.id), {
      sha256: primitives.sha256,
      random,
    });
    const { commitment } = readSdJwtVc(credential, session);
    const body = {
      commitment,
      type: type.id,
      index,
      expires,
      ...wanted.tag,
      ...consentOf(type, request),
    };
    return { request, credential, commitment, claims: values, expires, index, body };
  } catch (error) {
    throw asClaimsError(error);
  }
}
