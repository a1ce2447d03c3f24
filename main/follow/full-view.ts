import { toBase64Url } from "../../src/bytes/base64.ts";
import type { CredentialRecord, OfficeRecord, TypeRecord } from "../../src/chain/state/records.ts";
import { parseReceipt, receiptSize } from "../../src/chain/blocks/receipt.ts";
import { CodedError } from "../../src/error.ts";
import type { Anchoring, Moment, RegistryView, StatusFinding } from "../../src/verdict/registry-view.ts";
import type { OwnCopy } from "./own-copy.ts";

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
    if (known !== undefined) return anchoringOf(known);
    const { head } = this.#copy.ledger;
    if (head === undefined || (receipt !== undefined && sizeOf(receipt) > head.size))
      return { state: "unknown" };
    return { state: "absent" };
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
      return { state: "known", status };
    const { changed, successor } = known;
    return {
      state: "known",
      status,
      ...(changed === undefined
        ? {}
        : { reason: changed.reason, changed: { height: changed.height, time: changed.time } }),
      ...(successor === undefined ? {} : { successor }),
    };
  }
}

function anchoringOf(credential: CredentialRecord): Anchoring {
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

/** Leaves of the tree that a receipt claims to be proven in; 0 if it is none. */
function sizeOf(receipt: string): number {
  try {
    return receiptSize(parseReceipt(receipt));
  } catch (error) {
    if (error instanceof CodedError) return 0;
    throw error;
  }
}
