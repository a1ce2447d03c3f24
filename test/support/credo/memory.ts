import {
  randomBytes,
  randomUUID,
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  type JsonWebKey,
  sign,
  verify,
} from "node:crypto";

/** What of a Credo record is used here. */
interface CredoRecord {
  readonly id: string;
  readonly type: string;
  getTags(): { readonly [tag: string]: unknown };
  clone(): CredoRecord;
}

interface RecordClass {
  readonly type: string;
}

type Query = { readonly [tag: string]: unknown } & {
  readonly $and?: readonly Query[];
  readonly $or?: readonly Query[];
  readonly $not?: Query;
};

function fits(record: CredoRecord, query: Query): boolean {
  const { $and = [], $or, $not, ...tags } = query;
  const own = record.getTags();
  const isMatch = Object.entries(tags).every(([name, wanted]) => {
    if (wanted === undefined) return true;
    const value = own[name];
    if (Array.isArray(wanted)) return Array.isArray(value) && wanted.every((one) => value.includes(one));
    return value === wanted;
  });
  return (
    isMatch &&
    $and.every((one) => fits(record, one)) &&
    ($or === undefined || $or.some((one) => fits(record, one))) &&
    ($not === undefined || !fits(record, $not))
  );
}

/** Credo's storage in memory. */
export class MemoryStorage {
  readonly supportsCursorPagination = false;
  readonly #records = new Map<string, CredoRecord>();

  #place(type: string, id: string): string {
    return `${type}/${id}`;
  }

  async save(_: unknown, record: CredoRecord): Promise<void> {
    await Promise.resolve(this.#records.set(this.#place(record.type, record.id), record.clone()));
  }

  async update(_: unknown, record: CredoRecord): Promise<void> {
    await Promise.resolve(this.#records.set(this.#place(record.type, record.id), record.clone()));
  }

  async delete(_: unknown, record: CredoRecord): Promise<void> {
    await Promise.resolve(this.#records.delete(this.#place(record.type, record.id)));
  }

  async deleteById(_: unknown, { type }: RecordClass, id: string): Promise<void> {
    await Promise.resolve(this.#records.delete(this.#place(type, id)));
  }

  async getById(_: unknown, { type }: RecordClass, id: string): Promise<CredoRecord> {
    const found = this.#records.get(this.#place(type, id));
    if (found === undefined) {
      const { RecordNotFoundError } = await import("@credo-ts/core");
      throw new RecordNotFoundError("no such record", { recordType: type });
    }
    return found.clone();
  }

  async getAll(_: unknown, { type }: RecordClass): Promise<CredoRecord[]> {
    return await this.findByQuery(_, { type }, {});
  }

  async findByQuery(_: unknown, { type }: RecordClass, query: Query): Promise<CredoRecord[]> {
    const all = [...this.#records.values()].filter((one) => one.type === type && fits(one, query));
    return await Promise.resolve(all.map((one) => one.clone()));
  }
}

interface Agreeing {
  readonly key: {
    readonly keyAgreement: {
      readonly keyId: string;
      readonly externalPublicJwk: JsonWebKey;
      readonly apu?: Uint8Array;
      readonly apv?: Uint8Array;
    };
  };
}

interface Encrypting extends Agreeing {
  readonly encryption: { readonly algorithm: string; readonly aad?: Uint8Array };
  readonly data: Uint8Array;
}

interface Decrypting extends Agreeing {
  readonly decryption: {
    readonly algorithm: string;
    readonly iv: Uint8Array;
    readonly aad?: Uint8Array;
    readonly tag: Uint8Array;
  };
  readonly encrypted: Uint8Array;
}

/** 32 bits, the highest first. */
function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

type PublicJwk = JsonWebKey & { readonly kid?: string };

/** Credo's keys by node:crypto: P-256 alone. */
export class NodeKeys {
  readonly backend = "node";
  readonly #keys = new Map<string, JsonWebKey>();

  isOperationSupported(
    _: unknown,
    wanted: {
      readonly operation: string;
      readonly algorithm?: string;
      readonly keyAgreement?: { readonly algorithm?: string };
    },
  ): boolean {
    const { operation, algorithm, keyAgreement } = wanted;
    if (operation === "decrypt" || operation === "encrypt") return keyAgreement?.algorithm === "ECDH-ES";
    if (operation === "sign" || operation === "verify") return algorithm === "ES256";
    return ["createKey", "importKey", "deleteKey", "randomBytes"].includes(operation);
  }

  #public(keyId: string, { kty, crv, x, y }: JsonWebKey): PublicJwk {
    return { kid: keyId, kty: kty ?? "", crv: crv ?? "", x: x ?? "", y: y ?? "" };
  }

  async getPublicKey(_: unknown, keyId: string): Promise<PublicJwk | null> {
    const key = this.#keys.get(keyId);
    return await Promise.resolve(key === undefined ? null : this.#public(keyId, key));
  }

  async createKey(_: unknown, options: { readonly keyId?: string }) {
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    return await this.importKey(_, { ...options, privateJwk: privateKey.export({ format: "jwk" }) });
  }

  async importKey(_: unknown, options: { readonly keyId?: string; readonly privateJwk: JsonWebKey }) {
    const keyId = options.keyId ?? randomUUID();
    this.#keys.set(keyId, options.privateJwk);
    return await Promise.resolve({ keyId, publicJwk: this.#public(keyId, options.privateJwk) });
  }

  async deleteKey(_: unknown, { keyId }: { readonly keyId: string }): Promise<boolean> {
    return await Promise.resolve(this.#keys.delete(keyId));
  }

  async sign(_: unknown, { keyId, data }: { readonly keyId: string; readonly data: Uint8Array }) {
    const key = createPrivateKey({ key: this.#keys.get(keyId) as JsonWebKey, format: "jwk" });
    const signature = new Uint8Array(sign("sha256", data, { key, dsaEncoding: "ieee-p1363" }));
    return await Promise.resolve({ signature });
  }

  async verify(
    _: unknown,
    {
      key,
      data,
      signature,
    }: {
      readonly key: { readonly publicJwk?: PublicJwk; readonly keyId?: string };
      readonly data: Uint8Array;
      readonly signature: Uint8Array;
    },
  ) {
    const publicJwk = key.publicJwk ?? (await this.getPublicKey(_, key.keyId ?? "")) ?? {};
    const { kty, crv, x, y } = publicJwk;
    const jwk = { kty: kty ?? "", crv: crv ?? "", x: x ?? "", y: y ?? "" };
    const verifier = createPublicKey({ key: jwk, format: "jwk" });
    const verified = verify("sha256", data, { key: verifier, dsaEncoding: "ieee-p1363" }, signature);
    return verified ? { verified, publicJwk } : { verified };
  }

  /** The content's key by ECDH-ES (RFC 7518 section 4.6) and the cipher it is for. */
  #agree({ key }: Agreeing, algorithm: string) {
    const { keyId, externalPublicJwk, apu = new Uint8Array(), apv = new Uint8Array() } = key.keyAgreement;
    const { kty, crv, x, y } = externalPublicJwk;
    const other = { kty: kty ?? "", crv: crv ?? "", x: x ?? "", y: y ?? "" };
    const shared = diffieHellman({
      privateKey: createPrivateKey({ key: this.#keys.get(keyId) as JsonWebKey, format: "jwk" }),
      publicKey: createPublicKey({ key: other, format: "jwk" }),
    });
    const bits = algorithm === "A128GCM" ? 128 : 256;
    const parts = [Buffer.from(algorithm), Buffer.from(apu), Buffer.from(apv)];
    const info = parts.flatMap((part) => [word(part.length), part]);
    const derived = createHash("sha256")
      .update(Buffer.concat([word(1), shared, ...info, word(bits)]))
      .digest()
      .subarray(0, bits / 8);
    return { derived, cipher: bits === 128 ? ("aes-128-gcm" as const) : ("aes-256-gcm" as const) };
  }

  /** A JWE by ECDH-ES with AES-GCM (RFC 7518 sections 4.6 and 5.3). */
  async encrypt(_: unknown, { key, encryption, data }: Encrypting) {
    const { algorithm, aad = new Uint8Array() } = encryption;
    const { derived, cipher: name } = this.#agree({ key }, algorithm);
    const iv = randomBytes(12);
    const cipher = createCipheriv(name, derived, iv);
    cipher.setAAD(aad);
    const encrypted = new Uint8Array(Buffer.concat([cipher.update(data), cipher.final()]));
    return await Promise.resolve({
      encrypted,
      iv: new Uint8Array(iv),
      tag: new Uint8Array(cipher.getAuthTag()),
    });
  }

  async decrypt(_: unknown, { key, decryption, encrypted }: Decrypting) {
    const { algorithm, iv, aad = new Uint8Array(), tag } = decryption;
    const { derived, cipher: name } = this.#agree({ key }, algorithm);
    const cipher = createDecipheriv(name, derived, iv);
    cipher.setAAD(aad);
    cipher.setAuthTag(tag);
    const data = new Uint8Array(Buffer.concat([cipher.update(encrypted), cipher.final()]));
    return await Promise.resolve({ data });
  }

  randomBytes(_: unknown, { length }: { readonly length: number }) {
    return new Uint8Array(randomBytes(length));
  }
}
