import { fromBase64Url } from "../../../src/bytes/base64.ts";
import type { TypeRecord } from "../../../src/chain/state/records.ts";
import { TagError } from "../../../src/chain/tags/tag-error.ts";
import type { P256Jwk } from "../../../src/crypto/p256-jwk.ts";
import { ExchangeError } from "../../../src/exchange/error.ts";
import { parseKeyRequest } from "../../../src/exchange/key-request.ts";
import { WalletError } from "../error.ts";
import { makeSigning, readyDraft, signedOf, type Signing, type WantedFor } from "../office/draft.ts";
import type { ReadyDraft } from "../office/ready-draft.ts";
import { officerKey, rowOf } from "../office/issue.ts";
import { type OwnOffice, requireOwnOffice } from "../own-office.ts";
import { type RowResult, signRows } from "../office/sign-row.ts";
import { takeStatusIndexes } from "../office/status-index.ts";
import { tagOf } from "../office/tags.ts";
import { mayIssue } from "../office/types.ts";
import type { BulkJobRow } from "../rows.ts";
import type { Session } from "../session.ts";
import type { OwnRow } from "./jobs.ts";
import { RowSigners } from "./row-signers.ts";

/** What stands in a row that cannot be issued, and not in the office's way to work. */
const ROW_CODES: ReadonlySet<string> = new Set(["office.claims", "office.consent_missing", "office.holders"]);

interface Wanted {
  readonly encryption: P256Jwk;
  readonly wanted: WantedFor;
}

interface Prepared {
  readonly row: OwnRow;
  readonly encryption: P256Jwk;
  readonly ready: ReadyDraft;
}

/** Signs rows of a job and writes them down, a chunk in one step. Throws `office.unknown_type`, `.no_key`. */
export class ChunkSigner {
  readonly #session: Session;
  readonly #job: BulkJobRow;
  readonly #office: OwnOffice;
  readonly #type: TypeRecord;
  readonly #signing: Signing;
  #threads: { readonly borrower: RowSigners; readonly end: () => void; readonly officer: string } | undefined;

  constructor(session: Session, job: BulkJobRow) {
    this.#session = session;
    this.#job = job;
    this.#office = requireOwnOffice(session);
    const type = this.#office.state.type(job.type);
    if (type === undefined || !mayIssue(this.#office, type, session.clock()))
      throw new WalletError("office.unknown_type");
    this.#type = type;
    this.#signing = makeSigning(session);
  }

  /** What will be signed for a row, but for its place. Tags are asked for here: a keeper may be elsewhere. */
  async #wantedOf({ value }: OwnRow): Promise<Wanted> {
    const session = this.#session;
    const type = this.#type;
    const expected = { registryId: session.registry.view.id, office: this.#office.id, now: session.clock() };
    const { holder, encryption, consent } = parseKeyRequest(value.request, expected, session.primitives);
    const { validFor } = this.#job;
    const tag = await tagOf(session, this.#office, type, value.claims);
    const consents = consent === undefined ? [] : [consent];
    return {
      encryption,
      wanted: { type, holder, role: value.role, consents, claims: value.claims, validFor, tag },
    };
  }

  /** A row's code if what is in it cannot be issued; anything else is thrown on. */
  #codeOf(error: unknown): string {
    const isOfRow =
      error instanceof ExchangeError ||
      error instanceof TagError ||
      (error instanceof WalletError && ROW_CODES.has(error.code));
    if (!isOfRow) throw error;
    return error instanceof TagError ? "office.claims" : error.code;
  }

  /** Makes all of a chunk ready to be signed. Places are taken for good before anything is signed for them. */
  async #prepare(rows: readonly OwnRow[], wrong: Map<OwnRow, string>): Promise<readonly Prepared[]> {
    const session = this.#session;
    const wanted: (Wanted & { readonly row: OwnRow })[] = [];
    for (const row of rows) {
      try {
        wanted.push({ row, ...(await this.#wantedOf(row)) });
      } catch (error) {
        wrong.set(row, this.#codeOf(error));
      }
    }
    const places = session.vault.transaction(() => takeStatusIndexes(session, this.#office, wanted.length));
    return wanted.flatMap(({ row, encryption, wanted: one }, at) => {
      try {
        return [{ row, encryption, ready: readyDraft(session, this.#office, one, places[at] as number) }];
      } catch (error) {
        wrong.set(row, this.#codeOf(error));
        return [];
      }
    });
  }

  /** On all cores where there are many, else here; what threads fail at is done here. */
  async #signAll(ready: readonly ReadyDraft[]): Promise<readonly RowResult[]> {
    const session = this.#session;
    const officer = officerKey(session);
    const { kid, signer: credential } = this.#signing;
    const threads = this.#threads?.officer === officer.id ? this.#threads : undefined;
    if (threads !== undefined) {
      try {
        return await threads.borrower.sign(ready);
      } catch {
        this.close();
      }
    }
    const keys = { kid, credential, officer: session.keyring.ed25519Signer(officer.id) };
    return signRows(ready, keys, session.random);
  }

  /** Lends the office's keys to threads, until `close` or the lock. */
  startThreads(): void {
    const { keyring } = this.#session;
    const officer = officerKey(this.#session);
    const { key, kid, signer } = this.#signing;
    const ids = { credential: key, officer: officer.id };
    const lent = keyring.lendTo(ids, (keys) => {
      const officerPublic = fromBase64Url(officer.publicKey);
      return new RowSigners({ ...keys, kid, credentialKey: signer.publicKey, officerKey: officerPublic });
    });
    this.#threads = { ...lent, officer: officer.id };
  }

  close(): void {
    this.#threads?.end();
    this.#threads = undefined;
  }

  get isForTwo(): boolean {
    return this.#type.approvals > 1;
  }

  /** Writes down what was signed, and what could not be: the commitments. */
  #writeDown(
    prepared: readonly Prepared[],
    results: readonly RowResult[],
    wrong: ReadonlyMap<OwnRow, string>,
  ): readonly string[] {
    const session = this.#session;
    const { bulkRows, issued } = session.store;
    const type = this.#type;
    const state = this.isForTwo ? "waiting" : "signed";
    const signed: string[] = [];
    const fail = ({ id, value }: OwnRow, code: string): void => void bulkRows.put(id, { ...value, code });
    session.vault.transaction(() => {
      for (const [row, code] of wrong) fail(row, code);
      for (const [at, { row, encryption, ready }] of prepared.entries()) {
        const result = results[at] as RowResult;
        if (!result.ok) {
          fail(row, result.code);
          continue;
        }
        const { credential, commitment, entry } = result;
        const { role } = ready.draft;
        const made = { ...signedOf(ready, commitment), role, credential, encryption };
        issued.put(commitment, { ...rowOf(made, type.id, entry, session), state }, { expected: 0 });
        bulkRows.put(row.id, { ...row.value, commitment });
        signed.push(commitment);
      }
      session.activity.append({ kind: "sign", outcome: "done", party: type.id });
    });
    return signed;
  }

  /** Signs rows and writes them down in one step: their commitments. What was signed is submitted, now or after a restart. */
  async sign(rows: readonly OwnRow[]): Promise<readonly string[]> {
    const wrong = new Map<OwnRow, string>();
    const prepared = await this.#prepare(rows, wrong);
    const results = await this.#signAll(prepared.map(({ ready }) => ready));
    return this.#writeDown(prepared, results, wrong);
  }
}
