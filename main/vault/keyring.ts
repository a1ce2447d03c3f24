import type { KeyObject } from "node:crypto";
import { z } from "zod";
import { fromBase64Url, toBase64Url } from "../../src/bytes/base64.ts";
import { computeTag, type TagInput } from "../../src/chain/tags/tag.ts";
import { p256ToJwk } from "../../src/crypto/p256.ts";
import type { Ed25519Signer, Es256Signer } from "../../src/crypto/ports.ts";
import { newEd25519Secret, newP256Secret } from "../crypto/keys.ts";
import type { Clock } from "../doors/clock.ts";
import type { RandomBytes } from "../doors/random.ts";
import { bytesCodec, type Collection, jsonCodec } from "./collection.ts";
import { VaultError } from "./error.ts";
import { type Algorithm, privateKeyObject, publicKeyOf, signWith } from "./key-object.ts";
import type { Vault } from "./vault.ts";

/** What a key is for, and with that what kind of key it is; used for nothing else. */
export const KEY_PURPOSES = {
  /** Binds one credential copy to this wallet. */
  holder: "ES256",
  /** Agrees to a replacement. */
  consent: "Ed25519",
  /** Lets answers and deliveries be encrypted to us. */
  agreement: "ES256",
  officer: "Ed25519",
  /** Stands in deposited documents as their author. */
  author: "Ed25519",
  credential: "ES256",
  request: "ES256",
  tag: "HS256",
  /** An authority's entries, its cosignatures, its log. */
  entry: "Ed25519",
  cosigner: "Ed25519",
  log: "Ed25519",
} as const satisfies Readonly<Record<string, Algorithm | "HS256">>;

export type KeyPurpose = keyof typeof KEY_PURPOSES;

const PURPOSES = Object.keys(KEY_PURPOSES) as [KeyPurpose, ...KeyPurpose[]];

const keyInfo = z.strictObject({
  id: z.string(),
  purpose: z.enum(PURPOSES),
  /** The owner's word for it: an office's id, a credential's row. */
  note: z.string(),
  /** POSIX seconds. */
  made: z.int(),
  /** Base64url: 32 bytes Ed25519, 33 bytes P-256 (compressed point), nothing for a tag key. */
  publicKey: z.string(),
});

/** All of a key that anyone outside of this file ever sees. */
export type KeyInfo = Readonly<z.infer<typeof keyInfo>>;

type Rows = Pick<Vault, "collection" | "transaction" | "onLock" | "state">;

const MAX_LOADED = 256;

/**
 * The keys in a vault. Secrets lie sealed in rows of their own; they are loaded for use into the
 * library's key objects, which the lock drops. Nothing returned from here holds a secret.
 */
export class Keyring {
  readonly #vault: Rows;
  readonly #random: RandomBytes;
  readonly #clock: Clock;
  readonly #infos: Collection<KeyInfo>;
  readonly #secrets: Collection<Uint8Array>;
  readonly #loaded = new Map<string, KeyObject>();
  readonly #lent = new Set<{ readonly close: () => unknown }>();
  #locks = 0;

  constructor(vault: Rows, deps: { readonly random: RandomBytes; readonly clock: Clock }) {
    this.#vault = vault;
    this.#random = deps.random;
    this.#clock = deps.clock;
    this.#infos = vault.collection(
      "keys",
      jsonCodec((value) => keyInfo.parse(value)),
    );
    this.#secrets = vault.collection("key-secrets", bytesCodec);
    vault.onLock(() => {
      this.#locks += 1;
      this.#loaded.clear();
      for (const borrower of this.#lent) borrower.close();
      this.#lent.clear();
    });
  }

  /** A new key, kept before it is told. */
  createKey(purpose: KeyPurpose, note = ""): KeyInfo {
    const algorithm = KEY_PURPOSES[purpose];
    const secret = this.#newSecret(algorithm);
    try {
      const info: KeyInfo = {
        id: toBase64Url(this.#random(16)),
        purpose,
        note,
        made: this.#clock(),
        publicKey:
          algorithm === "HS256"
            ? ""
            : toBase64Url(publicKeyOf(algorithm, privateKeyObject(algorithm, secret))),
      };
      this.#vault.transaction(() => {
        this.#infos.put(info.id, info, { expected: 0 });
        this.#secrets.put(info.id, secret, { expected: 0 });
      });
      return info;
    } finally {
      secret.fill(0);
    }
  }

  #newSecret(algorithm: Algorithm | "HS256"): Uint8Array {
    if (algorithm === "HS256") return this.#random(32);
    return algorithm === "ES256" ? newP256Secret(this.#random) : newEd25519Secret(this.#random);
  }

  /** Throws `vault.no_key`. */
  info(id: string): KeyInfo {
    const info = this.#infos.get(id);
    if (info === undefined) throw new VaultError("vault.no_key");
    return info;
  }

  /** Oldest first. */
  list(purpose?: KeyPurpose): readonly KeyInfo[] {
    const infos = this.#infos.list().map((entry) => entry.value);
    const wanted = purpose === undefined ? infos : infos.filter((info) => info.purpose === purpose);
    return wanted.sort((a, b) => a.made - b.made || (a.id < b.id ? -1 : 1));
  }

  /** For good; whether there was such a key. */
  deleteKey(id: string): boolean {
    return this.#vault.transaction(() => {
      this.#loaded.delete(id);
      this.#secrets.delete(id);
      return this.#infos.delete(id);
    });
  }

  #withSecret<T>(id: string, work: (secret: Uint8Array) => T): T {
    const secret = this.#secrets.get(id);
    if (secret === undefined) throw new VaultError("vault.no_key");
    try {
      return work(secret);
    } finally {
      secret.fill(0);
    }
  }

  #load(id: string, algorithm: Algorithm): KeyObject {
    const known = this.#loaded.get(id);
    if (known !== undefined) return known;
    const key = this.#withSecret(id, (secret) => privateKeyObject(algorithm, secret));
    const [oldest] = this.#loaded.keys();
    if (this.#loaded.size >= MAX_LOADED && oldest !== undefined) this.#loaded.delete(oldest);
    this.#loaded.set(id, key);
    return key;
  }

  /** Signs until the next lock, then throws `vault.locked`; a deleted key throws `vault.no_key`. */
  #sign(id: string, algorithm: Algorithm): (message: Uint8Array) => Uint8Array {
    const locks = this.#locks;
    return (message) => {
      if (this.#locks !== locks || this.#vault.state !== "unlocked") throw new VaultError("vault.locked");
      return signWith(algorithm, this.#load(id, algorithm), message);
    };
  }

  #publicKey(id: string, algorithm: Algorithm | "HS256"): Uint8Array {
    const info = this.info(id);
    if (KEY_PURPOSES[info.purpose] !== algorithm) throw new VaultError("vault.wrong_key");
    return fromBase64Url(info.publicKey);
  }

  /** Throws `vault.no_key`, or `vault.wrong_key` for a key of another kind. */
  ed25519Signer(id: string): Ed25519Signer {
    return { publicKey: this.#publicKey(id, "Ed25519"), sign: this.#sign(id, "Ed25519") };
  }

  /** As `ed25519Signer`, for P-256. */
  es256Signer(id: string): Es256Signer {
    return { publicKey: p256ToJwk(this.#publicKey(id, "ES256")), sign: this.#sign(id, "ES256") };
  }

  /** Unique tag (src/chain/tags/tag.ts) under a tag key. */
  computeTag(id: string, input: TagInput): string {
    this.#publicKey(id, "HS256");
    return this.#withSecret(id, (secret) => computeTag(secret, input));
  }

  /** Lends an `agreement` key to a library that decrypts with it (ECDH-ES); it must not be kept after `work`. */
  async withAgreementKey<T>(id: string, work: (key: KeyObject) => Promise<T>): Promise<T> {
    if (this.info(id).purpose !== "agreement") throw new VaultError("vault.wrong_key");
    return await work(this.#load(id, "ES256"));
  }

  /**
   * Lends an office's keys to what signs with them in threads of this process, by handle: no copy is made.
   * What `start` gives is closed by the lock, and by the function returned. Throws as `es256Signer`.
   */
  lendTo<T extends { readonly close: () => unknown }>(
    ids: { readonly credential: string; readonly officer: string },
    start: (keys: { readonly credential: KeyObject; readonly officer: KeyObject }) => T,
  ): { readonly borrower: T; readonly end: () => void } {
    const load = (id: string, purpose: "credential" | "officer"): KeyObject => {
      if (this.info(id).purpose !== purpose) throw new VaultError("vault.wrong_key");
      return this.#load(id, KEY_PURPOSES[purpose]);
    };
    const borrower = start({
      credential: load(ids.credential, "credential"),
      officer: load(ids.officer, "officer"),
    });
    this.#lent.add(borrower);
    return {
      borrower,
      end: () => {
        this.#lent.delete(borrower);
        borrower.close();
      },
    };
  }
}
