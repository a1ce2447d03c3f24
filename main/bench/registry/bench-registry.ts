import { toBase64Url } from "../../../src/bytes/base64.ts";
import { utf8 } from "../../../src/bytes/bytes.ts";
import { buildEntry, ZERO_HASH } from "../../../src/chain/entries/entry.ts";
import { registryIdOf } from "../../../src/chain/blocks/ledger.ts";
import { p256Compress } from "../../../src/crypto/p256.ts";
import type { Ed25519Signer, Es256Signer } from "../../../src/crypto/ports.ts";
import type { JsonObject } from "../../../src/json/value.ts";
import { formatCheckpoint } from "../../../src/note/checkpoint.ts";
import { cosign } from "../../../src/note/cosignature.ts";
import { cosignerName } from "../../../src/note/keys.ts";
import { signAsLog } from "../../../src/note/log-signature.ts";
import { addSignatures } from "../../../src/note/note.ts";
import { ed25519Signer, es256Signer, newEd25519Secret, newP256Secret } from "../../crypto/keys.ts";
import { nodePrimitives } from "../../crypto/primitives.ts";
import { Database } from "../../doors/database.ts";
import { systemRandom } from "../../doors/random.ts";
import { LogStore } from "../../log/log-store.ts";
import { LOG_SCHEMA } from "../../log/rows.ts";
import { ChainCopy } from "../../registry/home/chain-copy.ts";
import { BenchError } from "../error.ts";
import { ID_CARD } from "./id-card.ts";

export const ORIGIN = "registry.bench/sealfolio";
export const OFFICE = "identity-office";
const AUTHORITIES = 4;
const QUORUM = 3;
/** Time of every block; nothing here reads a clock. */
export const BLOCK_TIME = 1_780_000_000;
const SPAN = { from: BLOCK_TIME - 1000, to: BLOCK_TIME + 10 * 365 * 86_400 };

function newSigner(): Ed25519Signer {
  return ed25519Signer(newEd25519Secret(systemRandom));
}

interface Authority {
  readonly id: string;
  readonly entry: Ed25519Signer;
  readonly cosign: Ed25519Signer;
}

/**
 * A registry in memory with four authorities, an office and the ID card's type: real entries, blocks
 * and seals, ordered by nobody but the caller.
 */
export class BenchRegistry {
  readonly genesis: Uint8Array;
  readonly registryId: Uint8Array;
  readonly chain: ChainCopy;
  /** Signs credentials of the office. */
  readonly issuer: Es256Signer = es256Signer(newP256Secret(systemRandom));
  readonly #officer = newSigner();
  readonly #log = newSigner();
  readonly #authorities: readonly Authority[];
  readonly #db: Database;

  constructor() {
    this.#authorities = Array.from({ length: AUTHORITIES }, (_, i) => {
      return { id: `authority-${i + 1}`, entry: newSigner(), cosign: newSigner() };
    });
    this.genesis = this.#buildGenesis();
    this.registryId = registryIdOf(this.genesis, nodePrimitives);
    this.#db = new Database(":memory:", { applicationId: 1, migrations: [LOG_SCHEMA] });
    const store = new LogStore(this.#db, nodePrimitives.sha256);
    this.chain = new ChainCopy(store, this.genesis, this.registryId, nodePrimitives);
    this.seal([this.genesis]);
    this.seal([this.#byAuthority("type.define", ID_CARD), this.#accreditOffice()]);
  }

  get id(): string {
    return toBase64Url(this.registryId);
  }

  #buildGenesis(): Uint8Array {
    const authorities = this.#authorities.map(({ id, entry, cosign: cosigner }) => ({
      id,
      name: { en: id },
      entry: toBase64Url(entry.publicKey),
      cosign: toBase64Url(cosigner.publicKey),
    }));
    const body = {
      name: { en: "Registry to measure by" },
      origin: ORIGIN,
      log: toBase64Url(this.#log.publicKey),
      authorities,
      quorum: QUORUM,
      rules: 1,
      engine: "solo",
    };
    const unsigned = { kind: "registry.genesis", by: "founders", after: ZERO_HASH, body } as const;
    // The registry has no id yet, so genesis is signed with 32 zero bytes in its place.
    return buildEntry(
      new Uint8Array(32),
      unsigned,
      this.#authorities.map(({ entry }) => entry),
    );
  }

  #byAuthority(kind: "type.define" | "office.accredit", body: JsonObject): Uint8Array {
    const { id, entry } = this.#authorities[0] as Authority;
    return buildEntry(this.registryId, { kind, by: id, after: ZERO_HASH, body }, [entry]);
  }

  #accreditOffice(): Uint8Array {
    const keys = [
      { use: "officer", key: toBase64Url(this.#officer.publicKey), ...SPAN },
      { use: "credential", key: toBase64Url(p256Compress(this.issuer.publicKey)), ...SPAN },
    ];
    const issues = [{ type: ID_CARD.id, ...SPAN }];
    const body = { id: OFFICE, name: { en: "Identity office" }, keys, issues, asks: [] };
    return this.#byAuthority("office.accredit", body);
  }

  /** The entry that issues a credential; not in the log yet. */
  issueEntry(commitment: string, index: number, expires: number): Uint8Array {
    const body = { commitment, type: ID_CARD.id, index, expires };
    const unsigned = { kind: "credential.issue", by: OFFICE, after: ZERO_HASH, body } as const;
    return buildEntry(this.registryId, unsigned, [this.#officer]);
  }

  /** As `issueEntry`, for a credential that nobody holds: where only the log matters. */
  issueNobody(index: number, expires: number): Uint8Array {
    const commitment = toBase64Url(nodePrimitives.sha256(utf8(`nobody ${index}`)));
    return this.issueEntry(commitment, index, expires);
  }

  /** One block of these entries, sealed by every authority. Throws `bench.unexpected` if a rule refuses one. */
  seal(entries: readonly Uint8Array[]): void {
    const { draft, outcomes } = this.chain.ledger.draft(entries, BLOCK_TIME);
    if (draft === undefined || outcomes.some(({ ok }) => !ok)) throw new BenchError("bench.unexpected");
    const body = formatCheckpoint({ origin: ORIGIN, size: draft.size, root: draft.root });
    const lines = this.#authorities.map(({ id, cosign: signer }) =>
      cosign(body, cosignerName(ORIGIN, id), signer, BLOCK_TIME),
    );
    this.chain.append(draft, addSignatures(body, [signAsLog(body, ORIGIN, this.#log), ...lines]));
  }

  close(): void {
    this.#db.close();
  }
}
