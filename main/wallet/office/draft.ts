import type { TypeRecord } from "../../../src/chain/state/records.ts";
import { countsAt } from "../../../src/chain/state/span.ts";
import { toBase64, toBase64Url } from "../../../src/bytes/base64.ts";
import { buildMdocCredential, mdocCommitmentOf } from "../../../src/credential/mdoc-profile.ts";
import { issueMdoc } from "../../../src/mdoc/issue.ts";
import { parseIssuerSigned } from "../../../src/mdoc/issuer-signed.ts";
import { commitmentOfIssued } from "../../../src/credential/commitment.ts";
import { deriveAges } from "../../../src/credential/derive-ages.ts";
import { issueSdJwt } from "../../../src/credential/sd-jwt/issue.ts";
import type { Holder, HolderRole } from "../../../src/credential/holders.ts";
import { type CredentialDraft, buildCredential } from "../../../src/credential/vc.ts";
import type { P256Jwk } from "../../../src/crypto/p256-jwk.ts";
import type { Es256Signer } from "../../../src/crypto/ports.ts";
import { type KeyRequest, parseKeyRequest } from "../../../src/exchange/key-request.ts";
import type { JsonObject } from "../../../src/json/value.ts";
import { nodeTextCodec } from "../../crypto/text-codec.ts";
import type { IssuedFormat } from "../../openid4vci/issuer/desk.ts";
import { WalletError } from "../error.ts";
import type { Session } from "../session.ts";
import { findOwnKey, type OwnOffice, thumbprintOf } from "../own-office.ts";
import { asClaimsError, bodyOf, type ReadyDraft } from "./ready-draft.ts";
import { takeStatusIndexes } from "./status-index.ts";

export interface Wanted {
  readonly type: TypeRecord;
  /** The holder's key request, as text. */
  readonly request: string;
  readonly role?: HolderRole | undefined;
  readonly others?: readonly { readonly request: string; readonly role: HolderRole }[] | undefined;
  /** Owners who must agree to what takes its place; all if left out. */
  readonly need?: number | undefined;
  readonly claims: JsonObject;
  /** Seconds; the type's longest if left out. */
  readonly validFor?: number | undefined;
  /** Of the thing it stands for, as `tagOf` gives it; nothing for a type without. */
  readonly tag: JsonObject;
}

/** The same for a holder whose key was proven on another way, in the format asked for. */
export interface WantedFor extends Omit<Wanted, "request" | "others"> {
  readonly holder: P256Jwk;
  readonly others?: readonly Holder[];
  /** SHA-256 of each owner's consent key, where the type asks for them. */
  readonly consents?: readonly string[];
  readonly format?: IssuedFormat;
  /** For programs that know only X.509. */
  readonly certificate?: Uint8Array;
  /** Address of this office's issuer, for wallets that follow no registry. */
  readonly issuer?: string | undefined;
  /** The office's key made ready, for many in a row. */
  readonly signing?: Signing;
}

/** A signed credential that the registry does not know yet. */
export interface SignedCredential {
  /** The delivery is encrypted to it; undefined where the holder waits on a protected line. */
  readonly encryption: P256Jwk | undefined;
  readonly role?: HolderRole | undefined;
  /** The same for who holds it together with them. */
  readonly others?: readonly { readonly role: HolderRole; readonly encryption: P256Jwk }[];
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
export function withDerivedAges(type: TypeRecord, claims: JsonObject, now: number): JsonObject {
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

function consentOf(type: TypeRecord, consents: readonly string[], need = consents.length): JsonObject {
  if (type.consent.mode === "none") return {};
  if (consents.length === 0) throw new WalletError("office.consent_missing");
  if (need > consents.length || new Set(consents).size !== consents.length) {
    throw new WalletError("office.holders");
  }
  return { consent: { need, keys: consents.toSorted() } };
}

/**
 * Signs a credential for who made the key requests. Nothing is kept and nothing is told yet. Throws
 * ExchangeError, `office.wrong_type`, `.claims`, `.consent_missing`, `.holders`, `.no_key`.
 */
export function signCredential(session: Session, office: OwnOffice, wanted: Wanted): SignedCredential {
  const expected = { registryId: session.registry.view.id, office: office.id, now: session.clock() };
  const { request, role, others = [] } = wanted;
  const read = (text: string): KeyRequest => {
    const asked = parseKeyRequest(text, expected, session.primitives);
    if (asked.vct !== wanted.type.vct) throw new WalletError("office.wrong_type");
    if (wanted.type.consent.mode !== "none" && asked.consent === undefined) {
      throw new WalletError("office.consent_missing");
    }
    return asked;
  };
  const first = read(request);
  const more = others.map((one) => ({ role: one.role, asked: read(one.request) }));
  const signed = signFor(session, office, {
    ...wanted,
    holder: first.holder,
    others: more.map((one) => ({ role: one.role, key: one.asked.holder })),
    consents: [first, ...more.map(({ asked }) => asked)].flatMap(({ consent }) => consent ?? []),
  });
  return {
    ...signed,
    encryption: first.encryption,
    role,
    others: more.map((one) => ({ role: one.role, encryption: one.asked.encryption })),
  };
}

export interface Signing {
  readonly key: string;
  readonly kid: string;
  readonly signer: Es256Signer;
  readonly certificate: Uint8Array | undefined;
}

/** This office's key as it counts now. Throws `office.no_key`. */
export function makeSigning(session: Session, certificate?: Uint8Array): Signing {
  const now = session.clock();
  const key = findOwnKey(session, "credential", (span) => countsAt(span, now));
  if (key === undefined) throw new WalletError("office.no_key");
  const signer = session.keyring.es256Signer(key.id);
  return { key: key.id, kid: thumbprintOf(session, key), signer, certificate };
}

/** A credential of that format and its commitment. */
function signAs(
  format: IssuedFormat,
  draft: CredentialDraft,
  { kid, signer, certificate }: Signing,
  session: Session,
): { readonly credential: string; readonly commitment: string } {
  const ports = { sha256: session.primitives.sha256, random: session.random, codec: nodeTextCodec };
  if (format === "mso_mdoc") {
    const x5chain = certificate === undefined ? [] : [certificate];
    const bytes = issueMdoc({ ...buildMdocCredential(draft), kid, x5chain }, signer, ports);
    const commitment = mdocCommitmentOf(parseIssuerSigned(bytes), ports.sha256);
    return { credential: toBase64Url(bytes), commitment };
  }
  const x5c = certificate === undefined ? {} : { x5c: [toBase64(certificate)] };
  const credential = issueSdJwt({ ...buildCredential(draft, nodeTextCodec), kid, ...x5c }, signer, ports);
  return { credential, commitment: commitmentOfIssued(credential, ports.sha256) };
}

/** A single-use copy: what differs between those of one batch is given. Throws `office.claims`. */
export function signCopy(
  session: Session,
  office: OwnOffice,
  copy: {
    readonly type: TypeRecord;
    readonly values: JsonObject;
    readonly holder: P256Jwk;
    readonly issuedAt: number;
    readonly expires: number;
    readonly index: number;
    readonly signing: Signing;
    readonly issuer?: string | undefined;
  },
): { readonly credential: string; readonly commitment: string } {
  const { signing, ...draft } = copy;
  try {
    const address = { registryId: session.registry.view.id, office: office.id };
    return signAs("dc+sd-jwt", { ...draft, ...address }, signing, session);
  } catch (error) {
    throw asClaimsError(error);
  }
}

/** Throws `office.claims`, `.consent_missing`, `.holders`. */
export function readyDraft(
  session: Session,
  office: Pick<OwnOffice, "id">,
  wanted: WantedFor,
  index: number,
): ReadyDraft {
  const { type, holder, issuer, role, others, tag } = wanted;
  const now = session.clock();
  const longest = longestValidity(type);
  const expires = now + Math.min(wanted.validFor ?? longest, longest);
  try {
    const values = withDerivedAges(type, wanted.claims, now);
    const address = { registryId: session.registry.view.id, office: office.id };
    const draft = { ...address, type, values, issuedAt: now, expires, index, holder, role, others, issuer };
    return { draft, rest: { ...tag, ...consentOf(type, wanted.consents ?? [], wanted.need) } };
  } catch (error) {
    throw asClaimsError(error);
  }
}

/** As `signCredential`, for a key that was proven already. Throws `office.claims`, `.consent_missing`, `.no_key`. */
export function signFor(session: Session, office: OwnOffice, wanted: WantedFor): SignedCredential {
  const { format = "dc+sd-jwt", role } = wanted;
  const signing = wanted.signing ?? makeSigning(session, wanted.certificate);
  const [index] = takeStatusIndexes(session, office, 1) as [number];
  const ready = readyDraft(session, office, wanted, index);
  try {
    const { credential, commitment } = signAs(format, ready.draft, signing, session);
    return { role, credential, ...signedOf(ready, commitment) };
  } catch (error) {
    throw asClaimsError(error);
  }
}

/** What is kept of a draft once it is signed. */
export function signedOf(
  ready: ReadyDraft,
  commitment: string,
): Omit<SignedCredential, "role" | "others" | "credential"> {
  const { values: claims, expires, index } = ready.draft;
  return { encryption: undefined, commitment, claims, expires, index, body: bodyOf(ready, commitment) };
}
