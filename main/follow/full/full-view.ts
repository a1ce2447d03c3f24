import { toBase64Url } from "../../../src/bytes/base64.ts";
import type { CredentialRecord, OfficeRecord, TypeRecord } from "../../../src/chain/state/records.ts";
import { verifyCopy } from "../../../src/chain/blocks/copy-place.ts";
import { parseReceipt, type Receipt, receiptSize } from "../../../src/chain/blocks/receipt.ts";
import { parseEntry } from "../../../src/chain/entries/entry.ts";
import { sha256 } from "../../../src/crypto/sha256.ts";
import { CodedError } from "../../../src/error.ts";
import type { Anchoring, Moment, RegistryView, StatusFinding } from "../../../src/trust/registry-view.ts";
import type { OwnCopy } from "../copy/own-copy.ts";

type Known = Extract<StatusFinding, { state: "known" }>;

/** What of a copy is read; one as of a day has no more. */
export interface ViewedCopy {
  readonly ledger: Pick<OwnCopy["ledger"], "head" | "state" | "status" | "registryId">;
  readonly seal: Pick<NonNullable<OwnCopy["seal"]>, "time"> | undefined;
  readonly journal: Pick<OwnCopy["journal"], "alarm">;
}

/** What a verdict asks, answered from a full copy. */
export class FullView implements RegistryView {
  readonly id: string;
  readonly #copy: ViewedCopy;

  constructor(copy: ViewedCopy) {
    this.#copy = copy;
    this.id = toBase64Url(copy.ledger.registryId);
  }

  /** A state that is not sealed as a whole (a sync ended early) is as old as its last block. */
  age(): Moment | undefined {
    const { head } = this.#copy.ledger;
    if (head === undefined) return undefined;
    return { height: head.height, time: this.#copy.seal?.time ?? head.time };
  }

  alarm(): string | undefined {
    return this.#copy.journal.alarm();
  }

  office(id: string): OfficeRecord | "absent" | "unknown" {
    return this.#copy.ledger.state.office(id) ?? this.#missing();
  }

  typeByVct(vct: string): TypeRecord | "absent" | "unknown" {
    return this.#copy.ledger.state.typeByVct(vct) ?? this.#missing();
  }

  #missing(): "absent" | "unknown" {
    return this.#copy.ledger.head === undefined ? "unknown" : "absent";
  }

  /** From the state alone; a receipt only tells whether the entry may be newer than this copy. */
  anchored(commitment: string, receipt?: string): Anchoring {
    const known = this.#copy.ledger.state.credential(commitment);
    // A batch is no credential, whoever may sign for one.
    if (known !== undefined) return known.batch === undefined ? anchoringOf(known) : { state: "absent" };
    const { head } = this.#copy.ledger;
    const read = receipt === undefined ? undefined : readReceipt(receipt);
    if (head === undefined || (read !== undefined && receiptSize(read) > head.size))
      return { state: "unknown" };
    return read?.copy === undefined ? { state: "absent" } : this.#copyAnchored(commitment, read);
  }

  /** Of a receipt no more is used than which batch the copy is of, and where in it. */
  #copyAnchored(commitment: string, receipt: Receipt): Anchoring {
    try {
      const { kind, body } = parseEntry(receipt.entry.leaf);
      const root = kind === "credential.batch" ? String(body["root"]) : "";
      const record = this.#copy.ledger.state.credential(root);
      if (record?.batch === undefined) return { state: "absent" };
      verifyCopy({ root, count: record.batch.count }, receipt.copy, commitment, sha256);
      return { ...anchoringOf(record), places: record.batch.count };
    } catch (error) {
      if (!(error instanceof CodedError)) throw error;
      return { state: "invalid", code: String(error.code) };
    }
  }

  status(at: {
    readonly office: string;
    readonly index: number;
    readonly commitment: string;
  }): StatusFinding {
    const { ledger } = this.#copy;
    if (ledger.head === undefined) return { state: "unknown" };
    const status = ledger.status(at.office, at.index);
    const known = ledger.state.credential(at.commitment);
    if (known === undefined || known.office !== at.office || known.index !== at.index)
      return { state: "known", status, ...changeOf(ledger.state.copy(at.office, at.index)?.changed) };
    const { changed, successor } = known;
    return {
      state: "known",
      status,
      ...changeOf(changed),
      ...(successor === undefined ? {} : { successor }),
    };
  }
}

function changeOf(changed: CredentialRecord["changed"]): Pick<Known, "reason" | "changed"> {
  return changed === undefined
    ? {}
    : { reason: changed.reason, changed: { height: changed.height, time: changed.time } };
}

function anchoringOf(credential: CredentialRecord): Extract<Anchoring, { state: "sealed" }> {
  const { issued, office, type, index, expires, withoutConsent } = credential;
  return {
    state: "sealed",
    entry: issued.entry,
    height: issued.height,
    time: issued.time,
    office,
    type,
    index,
    expires,
    ...(withoutConsent === undefined ? {} : { withoutConsent }),
  };
}

/** Undefined if it is none. */
function readReceipt(receipt: string): Receipt | undefined {
  try {
    const read = parseReceipt(receipt);
    receiptSize(read);
    return read;
  } catch (error) {
    if (error instanceof CodedError) return undefined;
    throw error;
  }
}
