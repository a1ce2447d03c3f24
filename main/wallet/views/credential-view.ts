import { STATUS, type OfficeRecord, type Status, type TypeRecord } from "../../../src/chain/state/records.ts";
import type { CredentialState, CredentialView } from "../../../src/contract/views.ts";
import type { ClaimView } from "../../../src/credential/claim-view.ts";
import { type Credential, readCredential } from "../../../src/credential/vc.ts";
import { imageUrlOf } from "../../../src/bytes/image.ts";
import { commitmentOf } from "../../../src/credential/commitment.ts";
import { parseSdJwt, type SdJwt } from "../../../src/credential/sd-jwt/parse.ts";
import { processSdJwt } from "../../../src/credential/sd-jwt/process.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../../src/json/value.ts";
import type { Moment } from "../../../src/trust/registry-view.ts";
import type { DataAge } from "../../../src/verdict/verdict.ts";
import type { Session } from "../session.ts";
import { heldBy } from "./held-by.ts";

/** A credential text, read: what every service that touches one works with. */
export interface ReadCredential {
  readonly sdJwt: SdJwt;
  readonly commitment: string;
  readonly credential: Credential;
}

/** Throws CredentialError. */
export function readSdJwtVc(text: string, session: Pick<Session, "primitives">): ReadCredential {
  const { sha256 } = session.primitives;
  const sdJwt = parseSdJwt(text);
  return {
    sdJwt,
    commitment: commitmentOf(sdJwt, sha256),
    credential: readCredential(processSdJwt(sdJwt, sha256)),
  };
}

export function claimAt(claims: JsonObject, path: readonly string[]): JsonValue | undefined {
  let value: JsonValue | undefined = claims;
  for (const name of path) {
    value = isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  }
  return value;
}

/** The claims that are there, in the order and with the labels of the type. */
export function viewClaims(type: Pick<TypeRecord, "claims">, claims: JsonObject): readonly ClaimView[] {
  return type.claims.flatMap(({ path, label, kind }) => {
    const value = claimAt(claims, path);
    if (value === undefined) return [];
    // An mdoc holds a picture's bytes alone; a window wants to be told what they are.
    return [{ path, label, kind, value: kind === "image" ? (imageUrlOf(value) ?? value) : value }];
  });
}

export function ageAt(moment: Moment, now: number): DataAge {
  return { ...moment, seconds: Math.max(0, now - moment.time) };
}

export function dataAge(session: Pick<Session, "registry" | "clock">): DataAge | undefined {
  const moment = session.registry.view.age();
  return moment === undefined ? undefined : ageAt(moment, session.clock());
}

const STATES: Readonly<Record<Status, CredentialState>> = {
  [STATUS.valid]: "valid",
  [STATUS.invalid]: "revoked",
  [STATUS.suspended]: "suspended",
  [STATUS.replaced]: "replaced",
};

interface KnownState {
  readonly state: CredentialState;
  readonly successor?: string;
}

/** What this wallet's own copy of the registry says of a credential now. */
export function stateOf(
  credential: Pick<Credential, "office" | "index" | "expires">,
  commitment: string,
  session: Pick<Session, "registry" | "clock">,
): KnownState {
  const { view } = session.registry;
  const found = view.status({ office: credential.office, index: credential.index, commitment });
  if (found.state === "unknown" || view.alarm() !== undefined) return { state: "cannot tell" };
  const state = STATES[found.status];
  if (state === "valid" && credential.expires < session.clock()) return { state: "expired" };
  return found.successor === undefined ? { state } : { state, successor: found.successor };
}

/** A record or a name made of its id, where this copy does not hold it. */
function nameOf(record: OfficeRecord | TypeRecord | "absent" | "unknown", id: string) {
  return typeof record === "string" ? { en: id } : record.name;
}

export interface ViewedCredential {
  readonly read: ReadCredential;
  readonly receipt: string;
  readonly hasConsentKey: boolean;
  /** Key of the keyring that it is held with. */
  readonly holder: string;
}

/** What a person sees of a credential, all but the id of its row. */
export function viewCredential(held: ViewedCredential, session: Session): Omit<CredentialView, "id"> {
  const { credential, commitment } = held.read;
  const { view } = session.registry;
  const office = view.office(credential.office);
  const type = view.typeByVct(credential.vct);
  const anchoring = view.anchored(commitment, held.receipt);
  const issued =
    anchoring.state === "sealed"
      ? { issued: { height: anchoring.height, time: anchoring.time, entry: anchoring.entry } }
      : {};
  const age = dataAge(session);
  return {
    commitment,
    type: {
      id: typeof type === "string" ? credential.vct : type.id,
      vct: credential.vct,
      name: nameOf(type, credential.vct),
    },
    office: { id: credential.office, name: nameOf(office, credential.office) },
    claims: typeof type === "string" ? [] : viewClaims(type, credential.claims),
    ...issued,
    expires: credential.expires,
    ...stateOf(credential, commitment, session),
    ...(age === undefined ? {} : { age }),
    withConsentKey: held.hasConsentKey,
    ...heldBy(credential.holders, session, held.holder),
    withoutConsent: false,
  };
}
