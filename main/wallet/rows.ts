import { z } from "zod";
import { HOLDER_ROLES } from "../../src/credential/holders.ts";
import type { JsonObject, JsonValue } from "../../src/json/value.ts";
import type { OutstandingRequest } from "../../src/presentation/outstanding.ts";
import { parseQuery } from "../../src/presentation/query.ts";
import type { Verdict } from "../../src/verdict/verdict.ts";
import {
  certificate,
  type CertificateRow,
  offer,
  type OfferRow,
  serving,
  type ServingRow,
} from "./offers/rows.ts";
import { faceRow, type MatcherRow, matcherRow } from "./counter/matcher/rows.ts";
import {
  batch,
  type BatchRow,
  heldCopies,
  issuedCopies,
  type IssuedCopiesRow,
  p256Jwk,
} from "./copies-rows.ts";
import { bytesCodec, type Collection, jsonCodec } from "../vault/collection.ts";
import type { Vault } from "../vault/vault.ts";

/** Rows of a wallet's vault, as they lie in it: plain JSON. Times in POSIX seconds. */

const settings = z.strictObject({
  registry: z.string(),
  sources: z.array(z.string()).min(1),
  mode: z.enum(["full", "light"]),
  office: z.string().optional(),
  /** Where tag keepers are reached, by office id. */
  keepers: z.record(z.string(), z.string()).optional(),
});
export type Settings = Readonly<z.infer<typeof settings>>;

/** A key request of ours that an office may still answer; by the id of its agreement key. */
const keyRequest = z.strictObject({
  office: z.string(),
  vct: z.string(),
  /** Keys of the keyring. */
  holder: z.string(),
  agreement: z.string(),
  consent: z.string().optional(),
  /** Keys of further single-use copies. */
  copies: z.array(z.string()).optional(),
  made: z.int(),
});
export type KeyRequestRow = Readonly<z.infer<typeof keyRequest>>;

const heldCredential = z.strictObject({
  /** SD-JWT as issued, all disclosures with it. */
  credential: z.string(),
  commitment: z.string(),
  receipt: z.string(),
  holder: z.string(),
  consent: z.string().optional(),
  kept: z.int(),
  /** Of the key request that it answered. */
  request: z.string(),
  /** What its owner agreed to have in its place, by commitment. */
  agreed: z.array(z.string()).optional(),
  /** Where it is there as single-use copies: this one is shown next, the others after it. */
  copies: heldCopies.optional(),
});
export type HeldRow = Readonly<z.infer<typeof heldCredential>>;

const outstanding = z.strictObject({
  nonce: z.string(),
  state: z.string(),
  clientId: z.string(),
  issued: z.int(),
  expires: z.int(),
  query: z.unknown().transform((value) => parseQuery(value)),
  purpose: z.string(),
  encryption: z.string(),
  posted: z
    .strictObject({
      request: z.string(),
      responseUri: z.string(),
      encrypted: z.boolean(),
      compare: z.boolean(),
    })
    .optional(),
  answered: z.int().optional(),
  declined: z.boolean().optional(),
  check: z.string().optional(),
  closed: z.int().optional(),
});

const holderRole = z.enum(HOLDER_ROLES);
/** What an office signed, and how far it got on its way into the registry; by commitment. */
const issued = z.strictObject({
  credential: z.string(),
  type: z.string(),
  claims: z.record(z.string(), z.json()),
  expires: z.int(),
  made: z.int(),
  /** Leaf bytes, base64url, and their hash. */
  entry: z.string(),
  hash: z.string(),
  /** Of the holder, for encrypting the delivery. */
  encryption: p256Jwk.optional(),
  /** Who it is for, where not for one person themselves. */
  role: holderRole.optional(),
  others: z.array(z.strictObject({ role: holderRole, encryption: p256Jwk })).optional(),
  /** `waiting`: for the second officer. */
  state: z.enum(["waiting", "signed", "submitted", "sealed", "refused"]),
  code: z.string().optional(),
  /** Why the second officer sent it back. */
  note: z.string().optional(),
  height: z.int().optional(),
  receipt: z.string().optional(),
  index: z.int(),
  /** Commitment of the credential that it takes the place of. */
  replaces: z.string().optional(),
});
export type IssuedRow = Readonly<Omit<z.infer<typeof issued>, "claims">> & { readonly claims: JsonObject };

/** A replacement that waits for the owners' consent; by the new commitment. */
const proposal = z.strictObject({
  old: z.string(),
  reason: z.string(),
  /** Body of the new credential, as in `credential.issue`. */
  body: z.record(z.string(), z.json()),
  row: issued.omit({ entry: true, hash: true, state: true }),
  answerBy: z.int(),
  /** Of owners who agreed, each looked at; all of them go into the entry. */
  consents: z.array(z.strictObject({ key: z.string(), sig: z.string() })).optional(),
});
export interface ProposalRow {
  readonly old: string;
  readonly reason: string;
  readonly body: JsonObject;
  readonly row: Omit<IssuedRow, "entry" | "hash" | "state">;
  readonly answerBy: number;
  readonly consents?: readonly { readonly key: string; readonly sig: string }[] | undefined;
}

/** A check made at the counter, without claims. */
const check = z.strictObject({
  at: z.int(),
  request: z.string().optional(),
  outcome: z.enum(["valid", "not valid", "cannot tell"]),
  checks: z.array(z.strictObject({ name: z.string(), code: z.string() })),
  /** It came on paper. */
  onPaper: z.literal(true).optional(),
  /** What the visitor said to a comparison by a program, and what came of it; never a picture. */
  face: faceRow.optional(),
  /** What the offices signed, without the claims: kept until the check was made again with newer data. */
  documents: z.array(z.strictObject({ issued: z.string(), receipt: z.string().optional() })).optional(),
  /** How that went. `seen`: somebody was told that it turned. */
  again: z
    .strictObject({
      state: z.enum(["held", "turned"]),
      at: z.int(),
      code: z.string().optional(),
      seen: z.literal(true).optional(),
    })
    .optional(),
});
export type CheckRow = Readonly<z.infer<typeof check>>;

export function describeCheck(verdict: Verdict, request: string | undefined): CheckRow {
  return {
    at: verdict.at,
    outcome: verdict.outcome,
    checks: verdict.checks.map(({ name, code }) => ({ name, code })),
    ...(request === undefined ? {} : { request }),
  };
}

const json: z.ZodType<JsonValue> = z.json();

const configuration = z.strictObject({
  id: z.string(),
  format: z.enum(["dc+sd-jwt", "mso_mdoc"]),
  type: z.string(),
  names: z.record(z.string(), z.string()),
  claims: z.array(z.strictObject({ path: z.array(z.string()), names: z.record(z.string(), z.string()) })),
  scope: z.string().optional(),
  /** As so many single-use copies. */
  copies: z.int().optional(),
});

/** One kind of credential on its way, with the keys it was asked for, one for each copy. */
const awaited = z.strictObject({
  configuration,
  keys: z.array(z.string()),
  transaction: z.string().optional(),
  /** Not asked again before it. */
  next: z.int().optional(),
  arrived: z.array(z.strictObject({ credential: z.string(), receipt: z.string().optional() })).optional(),
  notification: z.string().optional(),
});
export type AwaitedRow = Readonly<z.infer<typeof awaited>>;

/** What an issuer was asked for and nobody has kept or refused yet. */
const receiving = z.strictObject({
  issuer: z.string(),
  names: z.record(z.string(), z.string()),
  /** Its metadata as it was when the offer was opened: what comes is held to it. */
  metadata: json,
  dpop: z.string(),
  access: json.optional(),
  awaited: z.array(awaited),
  made: z.int(),
  /** Id of the credential here that it is to take the place of. */
  renews: z.string().optional(),
});
export type ReceivingRow = Readonly<z.infer<typeof receiving>>;

/** A credential that is no SD-JWT VC of a registry's office: of an issuer outside, or an mdoc. */
const outside = z.strictObject({
  format: z.enum(["dc+sd-jwt", "mso_mdoc"]),
  credential: z.string(),
  commitment: z.string(),
  receipt: z.string().optional(),
  holder: z.string(),
  /** Further copies of the same, each with a key of its own. */
  copies: z.array(z.strictObject({ credential: z.string(), holder: z.string() })),
  issuer: z.string(),
  issuerNames: z.record(z.string(), z.string()),
  configuration,
  kept: z.int(),
});
export type OutsideRow = Readonly<z.infer<typeof outside>>;

/** By what an issuer gives the next of a credential; by the credential's id. */
const renewal = z.strictObject({
  issuer: z.string(),
  names: z.record(z.string(), z.string()),
  metadata: json,
  configuration,
  /** Key that the token is bound to. */
  dpop: z.string(),
  refresh: z.string(),
  server: z.string(),
  /** When the issuer was last asked. */
  tried: z.int().optional(),
  /** The person did not want what came: not asked again unless they say so. */
  refused: z.boolean().optional(),
});
export type RenewalRow = Readonly<z.infer<typeof renewal>>;

/** A certificate that the person trusts to name issuers; by its fingerprint. */
const anchor = z.strictObject({ certificate: z.string(), imported: z.int() });
export type AnchorRow = Readonly<z.infer<typeof anchor>>;

/** Places of this office's status list that are given away, one bit each; or, without bits, how many in all. */
const placesRow = z.strictObject({ taken: z.int(), bits: z.string().optional() });
export type PlacesRow = Readonly<z.infer<typeof placesRow>>;

/** Certificates from one table. */
const bulk = z.strictObject({
  name: z.string(),
  type: z.string(),
  made: z.int(),
  validFor: z.int().optional(),
  total: z.int(),
});
export type BulkJobRow = Readonly<z.infer<typeof bulk>>;

/** One row of a table; by a hash of the type and the row's key, so that the same never stands for two. */
const bulkRow = z.strictObject({
  job: z.string(),
  row: z.int(),
  key: z.string(),
  /** Of what the row asks for: the same key must ask for the same. */
  asks: z.string(),
  request: z.string(),
  /** In what capacity it will be held, where not for oneself. */
  role: holderRole.optional(),
  claims: z.record(z.string(), json),
  /** Set with what was signed by it, in one step. */
  commitment: z.string().optional(),
  /** Why nothing can be signed by it. */
  code: z.string().optional(),
});
export type BulkRow = Readonly<Omit<z.infer<typeof bulkRow>, "claims">> & { readonly claims: JsonObject };

/** A document put into the registry; by the digest that stands there. */
const deposit = z.strictObject({
  name: z.string(),
  opening: z.strictObject({ salt: z.string(), file: z.string(), author: z.string(), sig: z.string() }),
  office: z.string(),
  /** Where that office takes documents in; absent where it is this one. */
  url: z.string().optional(),
  made: z.int(),
  /** Leaf that the office signed, base64url. */
  entry: z.string().optional(),
  state: z.enum(["signed", "sealed", "refused"]),
  code: z.string().optional(),
  height: z.int().optional(),
  time: z.int().optional(),
  statement: z.string().optional(),
});
export type DepositRow = Readonly<z.infer<typeof deposit>>;

/** An entry that this office's officer signed and that no row of the register stands for; by the leaf's hash. */
const act = z.strictObject({ at: z.int() });
export type ActRow = Readonly<z.infer<typeof act>>;

/** What was signed for what was asked for, by a hash of that: a commitment, or the root of a batch. */
const answered = z.strictObject({ signed: z.string() });
export type AnsweredRow = Readonly<z.infer<typeof answered>>;

/** How far the registry was searched for acts of this wallet's own, and those it does not know. */
const actsState = z.strictObject({
  /** Leaves. */
  seen: z.int().min(0),
  gap: z.strictObject({ acts: z.int().min(1), from: z.int(), to: z.int() }).optional(),
});
export type ActsRow = Readonly<z.infer<typeof actsState>>;

export interface WalletStore {
  readonly acts: Collection<ActRow>;
  readonly answered: Collection<AnsweredRow>;
  readonly actsState: Collection<ActsRow>;
  readonly certificates: Collection<CertificateRow>;
  readonly places: Collection<PlacesRow>;
  readonly bulk: Collection<BulkJobRow>;
  readonly bulkRows: Collection<BulkRow>;
  readonly matcher: Collection<MatcherRow>;
  readonly offers: Collection<OfferRow>;
  readonly serving: Collection<ServingRow>;
  readonly receiving: Collection<ReceivingRow>;
  readonly outside: Collection<OutsideRow>;
  readonly renewals: Collection<RenewalRow>;
  readonly anchors: Collection<AnchorRow>;
  readonly settings: Collection<Settings>;
  readonly keyRequests: Collection<KeyRequestRow>;
  readonly held: Collection<HeldRow>;
  readonly outstanding: Collection<OutstandingRequest>;
  readonly issued: Collection<IssuedRow>;
  readonly batches: Collection<BatchRow>;
  readonly copies: Collection<IssuedCopiesRow>;
  readonly proposals: Collection<ProposalRow>;
  readonly checks: Collection<CheckRow>;
  readonly deposits: Collection<DepositRow>;
  /** A light copy of the registry, one document. */
  readonly registry: Collection<Uint8Array>;
}

/** zod's optional members are `T | undefined`; what was written never holds an undefined one. */
function codecOf<T>(schema: z.ZodType<unknown>) {
  return jsonCodec((value) => schema.parse(value) as T);
}

export function openStore(vault: Pick<Vault, "collection">): WalletStore {
  return {
    settings: vault.collection("settings", codecOf<Settings>(settings)),
    keyRequests: vault.collection("key-requests", codecOf<KeyRequestRow>(keyRequest)),
    held: vault.collection("held", codecOf<HeldRow>(heldCredential)),
    outstanding: vault.collection("outstanding", codecOf<OutstandingRequest>(outstanding)),
    issued: vault.collection("issued", codecOf<IssuedRow>(issued)),
    batches: vault.collection("batches", codecOf<BatchRow>(batch)),
    copies: vault.collection("copies", codecOf<IssuedCopiesRow>(issuedCopies)),
    proposals: vault.collection("proposals", codecOf<ProposalRow>(proposal)),
    checks: vault.collection("checks", codecOf<CheckRow>(check)),
    deposits: vault.collection("deposits", codecOf<DepositRow>(deposit)),
    registry: vault.collection("registry", bytesCodec),
    certificates: vault.collection("certificates", codecOf<CertificateRow>(certificate)),
    places: vault.collection("places", codecOf<PlacesRow>(placesRow)),
    bulk: vault.collection("bulk", codecOf<BulkJobRow>(bulk)),
    bulkRows: vault.collection("bulk-rows", codecOf<BulkRow>(bulkRow)),
    matcher: vault.collection("matcher", codecOf<MatcherRow>(matcherRow)),
    offers: vault.collection("offers", codecOf<OfferRow>(offer)),
    serving: vault.collection("serving", codecOf<ServingRow>(serving)),
    receiving: vault.collection("receiving", codecOf<ReceivingRow>(receiving)),
    outside: vault.collection("outside", codecOf<OutsideRow>(outside)),
    acts: vault.collection("acts", codecOf<ActRow>(act)),
    answered: vault.collection("answered", codecOf<AnsweredRow>(answered)),
    actsState: vault.collection("acts-state", codecOf<ActsRow>(actsState)),
    renewals: vault.collection("renewals", codecOf<RenewalRow>(renewal)),
    anchors: vault.collection("anchors", codecOf<AnchorRow>(anchor)),
  };
}
