import { z } from "zod";
import type { JsonObject } from "../../src/json/value.ts";
import type { OutstandingRequest } from "../../src/presentation/outstanding.ts";
import { parseQuery } from "../../src/presentation/query.ts";
import type { Verdict } from "../../src/verdict/verdict.ts";
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
  answered: z.int().optional(),
});

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
  /** Of the holder, compact JWK members, for encrypting the delivery. */
  encryption: z.strictObject({ kty: z.literal("EC"), crv: z.literal("P-256"), x: z.string(), y: z.string() }),
  state: z.enum(["signed", "submitted", "sealed", "refused"]),
  code: z.string().optional(),
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
});
export interface ProposalRow {
  readonly old: string;
  readonly reason: string;
  readonly body: JsonObject;
  readonly row: Omit<IssuedRow, "entry" | "hash" | "state">;
  readonly answerBy: number;
}

/** A check made at the counter, without claims. */
const check = z.strictObject({
  at: z.int(),
  request: z.string().optional(),
  outcome: z.enum(["valid", "not valid", "cannot tell"]),
  checks: z.array(z.strictObject({ name: z.string(), code: z.string() })),
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

export interface WalletStore {
  readonly settings: Collection<Settings>;
  readonly keyRequests: Collection<KeyRequestRow>;
  readonly held: Collection<HeldRow>;
  readonly outstanding: Collection<OutstandingRequest>;
  readonly issued: Collection<IssuedRow>;
  readonly proposals: Collection<ProposalRow>;
  readonly checks: Collection<CheckRow>;
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
    proposals: vault.collection("proposals", codecOf<ProposalRow>(proposal)),
    checks: vault.collection("checks", codecOf<CheckRow>(check)),
    registry: vault.collection("registry", bytesCodec),
  };
}
