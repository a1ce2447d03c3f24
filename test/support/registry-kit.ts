/**
 * A registry in memory for tests: founders, offices, types, and signed entries of every kind. Keys
 * come from names (test-keys.ts), so leaves are the same in every run.
 *
 *   const kit = new RegistryKit();                    // 4 authorities "authority-1".., quorum 3
 *   kit.take(kit.genesis);                            // applied to kit.state, must be accepted
 *   const land = kit.office("land", 2);               // keys of an office with two officers
 *   kit.take(kit.accredit(land, { issues: ["title"] }));
 *   kit.take(kit.define("title", UNIQUE_BY("land")));
 *   const leaf = kit.issue(land, "title", { tag: hashOf("parcel") });   // built, not applied
 *   kit.judge(leaf)                                   // what applyEntry answers, nothing written
 *   kit.take(leaf)                                    // applied; answers the leaf
 *
 * `standardRegistry()` (standard-registry.ts) is all of that with offices and types ready to use; its
 * `leaves` are every entry so far, genesis first. Builders read `after` from `kit.state`, so take an entry before you
 * build the next one on its subject, or pass `after`. `kit.time` is the time of every block; a block
 * is one entry. Anything the builders do not offer: `kit.entry({kind, by, body, signers, after?})`.
 */
import assert from "node:assert/strict";
import { nodePrimitives } from "../../main/crypto/primitives.ts";
import { toBase64Url } from "../../src/bytes/base64.ts";
import type { Ed25519Signer } from "../../src/crypto/ports.ts";
import type { JsonObject, JsonValue } from "../../src/json/value.ts";
import { leafHash } from "../../src/merkle/hash.ts";
import type { Result } from "../../src/result.ts";
import { applyEntry, endBlock } from "../../src/chain/entries/apply.ts";
import type { ApplyContext } from "../../src/chain/entries/apply-context.ts";
import { effectiveQuorum, liveAuthorities } from "../../src/chain/state/authority-set.ts";
import { type ConsentTerms, signConsent } from "../../src/chain/entries/consent.ts";
import { buildEntry, parseEntry, ZERO_HASH } from "../../src/chain/entries/entry.ts";
import type { EntryKind } from "../../src/chain/entries/kinds/table.ts";
import { MemoryState } from "../../src/chain/state/memory-state.ts";
import type { State, Write } from "../../src/chain/state/state.ts";
import type { ViolationCode } from "../../src/chain/entries/kinds/violation.ts";
import { authorityBody, type KitAuthority, kitAuthority, nodeBody } from "./kit-authority.ts";
import { hashOf, keyText, type P256Pair, seedP256, seedSigner } from "./test-keys.ts";

export const START = 1_750_000_000;
export const YEAR = 365 * 86_400;

export interface KitOptions {
  readonly authorities?: number;
  readonly quorum?: number;
  readonly origin?: string;
  /** Founded as a network: every authority has a log key and a consensus key of its own. */
  readonly network?: boolean;
}

export interface KitOffice {
  readonly id: string;
  readonly officers: readonly Ed25519Signer[];
  readonly credential: P256Pair;
  readonly request: P256Pair;
}

export interface EntryParts {
  readonly kind: EntryKind;
  readonly by: string;
  readonly body: JsonObject;
  readonly signers: readonly Ed25519Signer[];
  /** Default: what `kit.state` says the subject's last entry is. */
  readonly after?: string;
}

export interface AccreditParts {
  readonly by?: string;
  readonly issues?: readonly string[];
  readonly asks?: readonly JsonObject[];
  readonly deposits?: boolean;
  /** Of every key and right. Default: from START for 10 years. */
  readonly from?: number;
  readonly to?: number;
}

export interface IssueParts {
  readonly commitment?: string;
  readonly index?: number;
  readonly expires?: number;
  readonly tag?: string;
  readonly epoch?: number;
  /** Names of owners; each has a consent key of its own for each credential. */
  readonly owners?: readonly string[];
  readonly need?: number;
  readonly officers?: readonly Ed25519Signer[];
  readonly after?: string;
}

export interface ReplaceParts extends IssueParts {
  readonly reason?: string;
  /** Owners of the old credential who consent; default none. */
  readonly consentBy?: readonly string[];
  readonly parties?: readonly KitOffice[];
  /** Replaces without consent, by this order. */
  readonly order?: string;
  /** Changes the body before it is signed. */
  readonly tamper?: (body: JsonObject) => JsonObject;
}

/** Default type: one approval, no consent, not unique. */
const PLAIN_TYPE = {
  claims: [{ path: ["name"], label: { en: "Name" }, kind: "text", required: true }],
  approvals: 1,
  consent: { mode: "none", parties: [] },
  validity: 10 * YEAR,
  maxAge: { online: 3600, offline: 7 * 86_400 },
} as const;

/** Makes a type unique by the claim `name`, its tags kept by that office. */
export function UNIQUE_BY(keeper: string): JsonObject {
  return { unique: { claims: [["name"]], normaliser: "parcel/1", keeper, epoch: 1 } };
}

export const OWNERS_CONSENT: JsonObject = { consent: { mode: "owners", parties: [] } };

export class RegistryKit {
  readonly authorities: readonly KitAuthority[];
  readonly log: Ed25519Signer;
  readonly genesis: Uint8Array;
  readonly registryId: Uint8Array;
  readonly quorum: number;
  readonly #options: KitOptions;
  readonly #own = new MemoryState();
  /** Where `after` is looked up; set another one to build for it. */
  state: State = this.#own;
  time = START;
  /** Entries taken so far, which is also the next leaf and height of the kit's own one-entry blocks. */
  taken = 0;
  #fresh = 0;

  constructor(options: KitOptions = {}) {
    this.#options = options;
    const count = options.authorities ?? 4;
    const origin = options.origin ?? "registry.test/sealfolio";
    this.quorum = options.quorum ?? Math.min(count, 3);
    this.authorities = Array.from({ length: count }, (_, i) => this.authority(`authority-${i + 1}`));
    this.log = seedSigner(`${origin} log`);
    const isNetwork = options.network === true;
    const named = this.authorities
      .map(isNetwork ? nodeBody : authorityBody)
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    const body = {
      name: { en: "Test registry" },
      origin,
      ...(isNetwork ? {} : { log: keyText(this.log) }),
      authorities: named,
      quorum: this.quorum,
      rules: 1,
      engine: isNetwork ? "cometbft" : "solo",
    };
    const founders = this.authorities.map(({ entry }) => entry);
    this.genesis = buildEntry(
      new Uint8Array(32),
      { kind: "registry.genesis", by: "founders", after: ZERO_HASH, body },
      founders,
    );
    this.registryId = leafHash(this.genesis, nodePrimitives.sha256);
  }

  /** The same founders before anything happened. */
  empty(): RegistryKit {
    return new RegistryKit(this.#options);
  }

  /** Keys of an authority, admitted or not. */
  authority(id: string): KitAuthority {
    return kitAuthority(id);
  }

  /** Keys of an office, accredited or not. */
  office(id: string, officers = 1): KitOffice {
    return {
      id,
      officers: Array.from({ length: officers }, (_, i) => seedSigner(`${id} officer ${i + 1}`)),
      credential: seedP256(`${id} credential`),
      request: seedP256(`${id} request`),
    };
  }

  /** The consent key that an owner has for one credential. */
  ownerKey(owner: string, commitment: string): Ed25519Signer {
    return seedSigner(`owner ${owner} of ${commitment}`);
  }

  context(leaf: Uint8Array, more: Partial<ApplyContext> = {}): ApplyContext {
    return {
      registryId: this.registryId,
      height: this.taken,
      time: this.time,
      leaf: this.taken,
      entryHash: this.hash(leaf),
      primitives: nodePrimitives,
      ...more,
    };
  }

  hash(leaf: Uint8Array): string {
    return toBase64Url(leafHash(leaf, nodePrimitives.sha256));
  }

  judge(leaf: Uint8Array, more: Partial<ApplyContext> = {}): Result<readonly Write[], ViolationCode> {
    return applyEntry(this.#own, parseEntry(leaf), this.context(leaf, more));
  }

  /** As a block of its own; fails the test if it is refused. */
  take(leaf: Uint8Array): Uint8Array {
    const outcome = this.judge(leaf);
    if (!outcome.ok) assert.fail(`entry refused: ${outcome.code}`);
    this.#own.write(outcome.value);
    this.#own.write(endBlock(this.#own, this.taken));
    this.taken++;
    return leaf;
  }

  entry({ kind, by, body, signers, after }: EntryParts): Uint8Array {
    const last = after ?? this.#lastOn(kind, body);
    return buildEntry(this.registryId, { kind, by, after: last, body }, signers);
  }

  /** An entry by the authorities together; default signers: as many of today's as the quorum. */
  byQuorum(kind: EntryKind, body: JsonObject, signers = this.#quorumSigners()): Uint8Array {
    return this.entry({ kind, by: "quorum", body, signers });
  }

  /** An entry by one authority, the first unless said otherwise. */
  byAuthority(kind: EntryKind, body: JsonObject, by = "authority-1"): Uint8Array {
    return this.entry({ kind, by, body, signers: [this.authority(by).entry] });
  }

  admit(id: string): Uint8Array {
    return this.byQuorum("authority.admit", authorityBody(this.authority(id)));
  }

  retire(id: string, reason = "ended"): Uint8Array {
    return this.byQuorum("authority.retire", { id, reason });
  }

  accredit(office: KitOffice, parts: AccreditParts = {}): Uint8Array {
    const span = { from: parts.from ?? START, to: parts.to ?? START + 10 * YEAR };
    const officers = office.officers.map((signer) => ({ use: "officer", key: keyText(signer), ...span }));
    const body = {
      id: office.id,
      name: { en: office.id },
      keys: [
        ...officers,
        { use: "credential", key: office.credential.key, ...span },
        { use: "request", key: office.request.key, ...span },
      ],
      issues: (parts.issues ?? []).map((type) => ({ type, ...span })),
      asks: parts.asks ?? [],
      ...(parts.deposits === true ? { deposits: span } : {}),
    };
    return this.byAuthority("office.accredit", body, parts.by);
  }

  amendOffice(id: string, change: JsonObject): Uint8Array {
    return this.byAuthority("office.amend", { id, ...change });
  }

  withdraw(id: string, reason = "ended"): Uint8Array {
    return this.byAuthority("office.withdraw", { id, reason });
  }

  define(id: string, change: JsonObject = {}): Uint8Array {
    const body = { id, vct: `https://types.test/${id}`, name: { en: id }, ...PLAIN_TYPE, ...change };
    return this.byAuthority("type.define", body);
  }

  issueBody(office: KitOffice, type: string, parts: IssueParts = {}): JsonObject & { commitment: string } {
    const commitment = parts.commitment ?? hashOf(`credential ${this.#fresh++}`);
    const unique = this.state.type(type)?.unique;
    return {
      commitment,
      type,
      index: parts.index ?? this.#freeIndex(office.id),
      expires: parts.expires ?? this.time + YEAR,
      ...(parts.tag === undefined ? {} : { tag: parts.tag, epoch: parts.epoch ?? unique?.epoch ?? 1 }),
      ...(parts.owners === undefined ? {} : { consent: this.#owners(parts.owners, commitment, parts.need) }),
    };
  }

  issue(office: KitOffice, type: string, parts: IssueParts = {}): Uint8Array {
    const signers = parts.officers ?? office.officers.slice(0, this.state.type(type)?.approvals ?? 1);
    const body = this.issueBody(office, type, parts);
    return this.entry({ kind: "credential.issue", by: office.id, body, signers, ...afterOf(parts) });
  }

  suspend(office: KitOffice, commitment: string, reason = "lost"): Uint8Array {
    return this.#status("credential.suspend", office, commitment, reason);
  }

  reinstate(office: KitOffice, commitment: string, reason = "resolved"): Uint8Array {
    return this.#status("credential.reinstate", office, commitment, reason);
  }

  revoke(office: KitOffice, commitment: string, reason = "fraud"): Uint8Array {
    return this.#status("credential.revoke", office, commitment, reason);
  }

  /** By consent of `consentBy` (and parties), or by `order`; default officers: as many as needed. */
  replace(office: KitOffice, old: string, parts: ReplaceParts = {}): Uint8Array {
    const type = this.state.credential(old)?.type ?? "title";
    const next = this.issueBody(office, type, parts);
    const expires = next["expires"] as number;
    const terms = { expires, new: next.commitment, office: office.id, old, type };
    const agreed = parts.order === undefined ? this.#agreement(terms, parts) : { order: parts.order };
    const reason = parts.reason ?? (parts.order === undefined ? "transfer" : "court");
    const body = { old, new: next, reason, ...agreed };
    const need = parts.order === undefined ? (this.state.type(type)?.approvals ?? 1) : 2;
    return this.entry({
      kind: "credential.replace",
      by: office.id,
      body: parts.tamper === undefined ? body : parts.tamper(body),
      signers: parts.officers ?? office.officers.slice(0, need),
      ...afterOf(parts),
    });
  }

  deposit(office: KitOffice, digest: string): Uint8Array {
    const signers = office.officers.slice(0, 1);
    return this.entry({ kind: "document.deposit", by: office.id, body: { digest }, signers });
  }

  retag(keeper: KitOffice, body: JsonObject): Uint8Array {
    return this.entry({ kind: "type.retag", by: keeper.id, body, signers: keeper.officers.slice(0, 1) });
  }

  #agreement(terms: ConsentTerms, parts: ReplaceParts): JsonObject {
    const consents = (parts.consentBy ?? [])
      .map((owner) => ({ ...signConsent(this.registryId, terms, this.ownerKey(owner, terms.old)) }))
      .sort((a, b) => (a.key < b.key ? -1 : 1));
    const parties = (parts.parties ?? []).map((party) => ({
      office: party.id,
      ...signConsent(this.registryId, terms, party.officers[0] as Ed25519Signer),
    }));
    return { consents, ...(parties.length === 0 ? {} : { parties }) };
  }

  #status(kind: EntryKind, office: KitOffice, commitment: string, reason: string): Uint8Array {
    const signers = office.officers.slice(0, 1);
    return this.entry({ kind, by: office.id, body: { commitment, reason }, signers });
  }

  #quorumSigners(): readonly Ed25519Signer[] {
    const live = liveAuthorities(this.state);
    const need = effectiveQuorum(live.length, this.state.registry()?.quorum ?? this.quorum);
    return live.slice(0, need).map(({ id }) => this.authority(id).entry);
  }

  #owners(owners: readonly string[], commitment: string, need = owners.length): JsonObject {
    const keys = owners.map((owner) =>
      toBase64Url(nodePrimitives.sha256(this.ownerKey(owner, commitment).publicKey)),
    );
    return { need, keys: keys.sort() };
  }

  #freeIndex(office: string): number {
    let index = this.#fresh;
    while (this.state.atIndex(office, index) !== undefined) index++;
    return index;
  }

  #lastOn(kind: EntryKind, body: JsonObject): string {
    const { state } = this;
    const id = String(body["id"] ?? body["type"]);
    const commitment = String(body["old"] ?? body["commitment"]);
    const subject = kind.slice(0, kind.indexOf("."));
    const rows: { readonly [subject: string]: () => { readonly last: string } | undefined } = {
      registry: () => state.registry(),
      authority: () => state.authority(id),
      office: () => state.office(id),
      type: () => state.type(id),
      credential: () => state.credential(commitment),
    };
    return rows[subject]?.()?.last ?? ZERO_HASH;
  }
}

function afterOf({ after }: { readonly after?: string }): { readonly after?: string } {
  return after === undefined ? {} : { after };
}

/** The body of a leaf, for tests that look into what they built. */
export function bodyOf(leaf: Uint8Array): { readonly [name: string]: JsonValue } {
  return parseEntry(leaf).body;
}

/** Where `credential.issue` or the new part of a `credential.replace` puts its credential. */
export function commitmentOf(leaf: Uint8Array): string {
  const body = bodyOf(leaf);
  const next = body["new"] as JsonObject | undefined;
  return String(next === undefined ? body["commitment"] : next["commitment"]);
}
