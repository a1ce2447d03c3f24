import { toBase64Url } from "../../src/bytes/base64.ts";
import { type AskRight, type OfficeRecord, STATUS, type TypeRecord } from "../../src/chain/state/records.ts";
import { commitmentOfIssued } from "../../src/credential/commitment.ts";
import { issueSdJwt } from "../../src/credential/sd-jwt/issue.ts";
import { parseSdJwt } from "../../src/credential/sd-jwt/parse.ts";
import { presentSdJwt, selectDisclosures } from "../../src/credential/sd-jwt/present.ts";
import { buildCredential } from "../../src/credential/vc.ts";
import { p256Compress, p256Thumbprint } from "../../src/crypto/p256.ts";
import { nodePrimitives } from "../../main/crypto/primitives.ts";
import { es256Signer } from "../../main/crypto/keys.ts";
import type { Es256Signer } from "../../src/crypto/ports.ts";
import { buildQuery } from "../../src/presentation/ask.ts";
import { formatClientId } from "../../src/presentation/client-id.ts";
import type { RequestContext } from "../../src/verdict/case.ts";
import type { Anchoring, Moment, RegistryView, StatusFinding } from "../../src/trust/registry-view.ts";

/** A small registry that answers from what a test puts into it, with real keys and signatures. */

export const DAY = 86_400;
export const NOW = 1_780_000_000;
export const REGISTRY = toBase64Url(new Uint8Array(32).fill(7));
export const VCT = "https://types.example/id-card";
export const NONCE = "n".repeat(22);
const { sha256 } = nodePrimitives;

/** Fixed keys, so that a failing property can be run again. */
export function signerOf(seed: number): Es256Signer {
  return es256Signer(new Uint8Array(32).fill(seed));
}

export const ISSUER = signerOf(1);
export const HOLDER = signerOf(2);
export const COUNTER = signerOf(3);

export function registryKey(signer: Es256Signer): string {
  return toBase64Url(p256Compress(signer.publicKey));
}

export const TYPE: TypeRecord = {
  id: "id-card",
  vct: VCT,
  name: { en: "Identity card", de: "Personalausweis" },
  claims: [
    { path: ["family_name"], label: { en: "Family name" }, kind: "text", required: true },
    { path: ["age_over_18"], label: { en: "Over 18" }, kind: "boolean", required: true },
    { path: ["address", "city"], label: { en: "City" }, kind: "place", required: false },
    { path: ["address", "street"], label: { en: "Street" }, kind: "text", required: false },
    {
      path: ["nationalities"],
      label: { en: "Nationality" },
      kind: "text",
      required: false,
      multiple: true,
    },
  ],
  approvals: 1,
  consent: { mode: "none", parties: [] },
  validity: 3650 * DAY,
  maxAge: { online: 3600, offline: 7 * DAY },
  by: "authority",
  defined: 0,
  last: REGISTRY,
};

const ALWAYS = { from: 0, to: NOW + 1000 * DAY };

export const OFFICE: OfficeRecord = {
  id: "identity-office",
  name: { en: "Identity office", de: "Ausweisamt" },
  by: "authority",
  accredited: 1000,
  keys: [{ use: "credential", key: registryKey(ISSUER), ...ALWAYS }],
  issues: [{ type: "id-card", ...ALWAYS }],
  asks: [],
  deposits: [],
  last: REGISTRY,
};

export const RIGHT: AskRight = {
  purpose: "open-account",
  label: { en: "Opening an account" },
  claims: [
    { type: "id-card", path: ["age_over_18"] },
    { type: "id-card", path: ["address", "city"] },
  ],
  ...ALWAYS,
};

export const BANK: OfficeRecord = {
  id: "bank",
  name: { en: "Bank" },
  by: "authority",
  accredited: 1000,
  keys: [{ use: "request", key: registryKey(COUNTER), ...ALWAYS }],
  issues: [],
  asks: [RIGHT],
  deposits: [],
  last: REGISTRY,
};

export const ISSUED_AT = NOW - 100 * DAY;
export const EXPIRES = NOW + 500 * DAY;
export const INDEX = 4711;

export const VALUES = {
  family_name: "Muster",
  age_over_18: true,
  address: { city: "Bonn", street: "Am Hof 1" },
  nationalities: ["DE", "FR"],
};

let salts = 0;

/** Issues by the key given, whatever the registry says of it. */
export function issue(
  options: {
    readonly signer?: Es256Signer;
    readonly office?: string;
    readonly type?: TypeRecord;
    readonly registryId?: string;
    readonly issuedAt?: number;
    readonly expires?: number;
  } = {},
): string {
  const { signer = ISSUER, office = OFFICE.id, type = TYPE, registryId = REGISTRY } = options;
  const { issuedAt = ISSUED_AT, expires = EXPIRES } = options;
  const draft = buildCredential({
    registryId,
    office,
    type,
    values: VALUES,
    issuedAt,
    expires,
    index: INDEX,
    holder: HOLDER.publicKey,
  });
  const random = (length: number) => sha256(Uint8Array.of(salts++ & 255, salts >> 8)).subarray(0, length);
  return issueSdJwt({ ...draft, kid: p256Thumbprint(signer.publicKey, sha256) }, signer, { sha256, random });
}

export const CREDENTIAL = issue();

export function commitmentTo(credential: string): string {
  return commitmentOfIssued(credential, sha256);
}

export const CLIENT_ID = formatClientId({ registry: REGISTRY, office: "bank" });
export const OVER_18 = [["age_over_18"]];
export const QUERY = buildQuery([{ vct: VCT, claims: [{ path: ["age_over_18"], optional: false }] }]);
export const QUERY_ID = "document0";

export const REQUEST: RequestContext = {
  nonce: NONCE,
  clientId: CLIENT_ID,
  query: QUERY,
  issued: NOW - 60,
  expires: NOW + 600,
};

export function present(
  options: {
    readonly credential?: string;
    readonly paths?: readonly (readonly (string | number | null)[])[];
    readonly holder?: Es256Signer;
    readonly nonce?: string;
    readonly audience?: string;
    readonly issuedAt?: number;
  } = {},
): string {
  const { credential = CREDENTIAL, paths = OVER_18, holder = HOLDER } = options;
  const { nonce = NONCE, audience = CLIENT_ID, issuedAt = NOW } = options;
  const selection = selectDisclosures(parseSdJwt(credential), paths, sha256);
  return presentSdJwt(selection, { nonce, audience, issuedAt }, holder, sha256);
}

export interface World {
  readonly offices?: readonly (OfficeRecord | { readonly id: string; readonly answer: "unknown" })[];
  readonly types?: readonly TypeRecord[];
  /** What is said of types that are not among `types`. */
  readonly otherTypes?: "absent" | "unknown";
  readonly age?: Moment | undefined;
  readonly alarm?: string;
  readonly anchoring?: Anchoring;
  readonly status?: StatusFinding;
}

export const SEALED: Extract<Anchoring, { state: "sealed" }> = {
  state: "sealed",
  entry: REGISTRY,
  height: 5,
  time: ISSUED_AT + 10,
  office: OFFICE.id,
  type: TYPE.id,
  index: INDEX,
  expires: EXPIRES,
};

export const AGE: Moment = { height: 40, time: NOW - 600 };

/** All in order unless `world` says otherwise. */
export function viewOf(world: World = {}): RegistryView {
  const { offices = [OFFICE, BANK], types = [TYPE], otherTypes = "absent" } = world;
  const { anchoring = SEALED, status = { state: "known", status: STATUS.valid } } = world;
  const age = "age" in world ? world.age : AGE;
  return {
    id: REGISTRY,
    age: () => age,
    alarm: () => world.alarm,
    office: (id) => {
      const found = offices.find((office) => office.id === id);
      if (found === undefined) return "absent";
      return "answer" in found ? found.answer : found;
    },
    typeByVct: (vct) => types.find((type) => type.vct === vct) ?? otherTypes,
    anchored: () => anchoring,
    status: () => status,
  };
}
