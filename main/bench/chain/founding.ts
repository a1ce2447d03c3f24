import { toBase64Url } from "../../../src/bytes/base64.ts";
import { registryIdOf } from "../../../src/chain/blocks/ledger.ts";
import { buildEntry, type UnsignedEntry, ZERO_HASH } from "../../../src/chain/entries/entry.ts";
import type { Ed25519Signer } from "../../../src/crypto/ports.ts";
import { cosign } from "../../../src/note/cosignature.ts";
import { cosignerName } from "../../../src/note/keys.ts";
import { signAsLog } from "../../../src/note/log-signature.ts";
import { addSignatures } from "../../../src/note/note.ts";
import { nodePrimitives } from "../../crypto/primitives.ts";
import { ID_CARD } from "../registry/id-card.ts";
import { seededP256, seededSigner } from "./seeded-keys.ts";

export const YEAR = 365 * 86_400;
export const ORIGIN = "registry.bench/large";
/** Officers of an office who sign entries. */
export const OFFICERS = 5;
/** Time of block 0, POSIX seconds. */
export const FOUNDED = 1_780_000_000;
const SPAN = { from: FOUNDED - 1000, to: FOUNDED + 20 * YEAR };

/** A type whose credentials hold a unique tag, beside the ID card, whose do not. */
export const TITLE = {
  ...ID_CARD,
  id: "property-title",
  vct: "https://types.bench/property-title",
  name: { en: "Property title" },
  unique: { claims: [["document_number"]], normaliser: "plain/1", keeper: "office-0000", epoch: 1 },
} as const;

export function officeId(office: number): string {
  return `office-${String(office).padStart(4, "0")}`;
}

export function officerName(office: number, officer: number): string {
  return `${officeId(office)} officer ${officer}`;
}

interface Authority {
  readonly id: string;
  readonly entry: Ed25519Signer;
  readonly cosign: Ed25519Signer;
}

function newAuthority(number: number): Authority {
  const id = `authority-${number}`;
  return { id, entry: seededSigner(`${id} entry`), cosign: seededSigner(`${id} cosign`) };
}

function fieldsOf({ id, entry, cosign: cosigner }: Authority) {
  const keys = { entry: toBase64Url(entry.publicKey), cosign: toBase64Url(cosigner.publicKey) };
  return { id, name: { en: id }, ...keys };
}

/** The bodies that found and keep a large registry, with keys made from their names. */
export class Founders {
  readonly genesis: Uint8Array;
  readonly registryId: Uint8Array;
  readonly #log = seededSigner("log");
  /** In office, oldest first. */
  #authorities: readonly Authority[] = [1, 2, 3, 4].map(newAuthority);
  /** After the next block. */
  #coming = this.#authorities;

  constructor() {
    const body = {
      name: { en: "Large registry to measure by" },
      origin: ORIGIN,
      log: toBase64Url(this.#log.publicKey),
      authorities: this.#authorities.map(fieldsOf),
      quorum: 3,
      rules: 1,
      engine: "solo",
    };
    const unsigned = { kind: "registry.genesis", by: "founders", after: ZERO_HASH, body } as const;
    const signers = this.#authorities.map(({ entry }) => entry);
    this.genesis = buildEntry(new Uint8Array(32), unsigned, signers);
    this.registryId = registryIdOf(this.genesis, nodePrimitives);
  }

  /** Everything but genesis that must stand before the first credential. */
  *beginnings(offices: number): Generator<Uint8Array> {
    for (let office = 0; office < offices; office++) yield this.#accredit(office);
    yield this.#byAuthority("type.define", ID_CARD);
    yield this.#byAuthority("type.define", TITLE);
  }

  /** Begins the next epoch: first a fifth authority comes, then the oldest leaves. */
  changeAuthorities(): Uint8Array {
    const signers = this.#authorities.map(({ entry }) => entry);
    const change = this.#authorities.length === 4 ? this.#admit() : this.#retire();
    return buildEntry(this.registryId, { by: "quorum", ...change }, signers);
  }

  /** Who keeps the log, and those in office with the key that each cosigns by. */
  get keepers(): {
    readonly log: Ed25519Signer;
    readonly authorities: readonly { readonly id: string; readonly cosign: Ed25519Signer }[];
  } {
    return { log: this.#log, authorities: this.#authorities };
  }

  /** The next block's seal, by everybody who held office before it. */
  seal(text: string, time: number): string {
    const lines = this.#authorities.map(({ id, cosign: signer }) =>
      cosign(text, cosignerName(ORIGIN, id), signer, time),
    );
    this.#authorities = this.#coming;
    return addSignatures(text, [signAsLog(text, ORIGIN, this.#log), ...lines]);
  }

  #admit(): Pick<UnsignedEntry, "kind" | "after" | "body"> {
    const next = newAuthority(5);
    this.#coming = [...this.#authorities, next];
    return { kind: "authority.admit", after: ZERO_HASH, body: fieldsOf(next) };
  }

  #retire(): Pick<UnsignedEntry, "kind" | "after" | "body"> {
    const [oldest, ...rest] = this.#authorities as readonly [Authority, ...Authority[]];
    this.#coming = rest;
    const body = { id: oldest.id, reason: "ended" };
    return { kind: "authority.retire", after: toBase64Url(this.registryId), body };
  }

  #byAuthority(kind: "type.define" | "office.accredit", body: UnsignedEntry["body"]): Uint8Array {
    const { id, entry } = this.#authorities[0] as Authority;
    return buildEntry(this.registryId, { kind, by: id, after: ZERO_HASH, body }, [entry]);
  }

  #accredit(office: number): Uint8Array {
    const id = officeId(office);
    const officers = Array.from({ length: OFFICERS }, (_, officer) => {
      const key = toBase64Url(seededSigner(officerName(office, officer)).publicKey);
      return { use: "officer", key, ...SPAN };
    });
    const keys = [...officers, { use: "credential", key: seededP256(id), ...SPAN }];
    const issues = [ID_CARD.id, TITLE.id].map((type) => ({ type, ...SPAN }));
    const body = { id, name: { en: `Office ${office}` }, keys, issues, asks: [], deposits: SPAN };
    return this.#byAuthority("office.accredit", body);
  }
}
