import { toBase64Url } from "../../../src/bytes/base64.ts";
import type { Epochs } from "../../../src/chain/blocks/epochs.ts";
import type { OfficeRecord, TypeRecord } from "../../../src/chain/state/records.ts";
import { verifyCopy } from "../../../src/chain/blocks/copy-place.ts";
import { ChainProofError } from "../../../src/chain/blocks/proof-error.ts";
import { parseReceipt, type ReceiptFacts, verifyReceipt } from "../../../src/chain/blocks/receipt.ts";
import { placeOf, readStatus } from "../../../src/chain/roots/status-root.ts";
import type { Primitives } from "../../../src/crypto/ports.ts";
import { CodedError } from "../../../src/error.ts";
import type { SealPolicy } from "../../../src/note/seal.ts";
import { isJsonObject, type JsonObject } from "../../../src/json/value.ts";
import type { PolicyForBlock } from "../../../src/presentation/introduction.ts";
import type { Anchoring, Moment, RegistryView, StatusFinding } from "../../../src/trust/registry-view.ts";
import type { LightCopy, LightHead, LightState } from "./light-copy.ts";
import { chunkKey } from "./proven.ts";

/** What a verdict asks, answered from a light copy: what it holds no proof of is `unknown`. */
export class LightView implements RegistryView {
  readonly id: string;
  readonly #copy: LightCopy;
  readonly #primitives: Primitives;

  constructor(copy: LightCopy, primitives: Primitives) {
    this.id = toBase64Url(copy.registryId);
    this.#copy = copy;
    this.#primitives = primitives;
  }

  age(): Moment | undefined {
    const head = this.#copy.state?.head;
    return head === undefined ? undefined : { height: head.record.height, time: head.seal.time };
  }

  alarm(): string | undefined {
    return this.#copy.journal.alarm();
  }

  office(id: string): OfficeRecord | "absent" | "unknown" {
    const row = this.#copy.state?.rows.get(`office/${id}`)?.row;
    return row?.kind === "office" ? row.record : "unknown";
  }

  typeByVct(vct: string): TypeRecord | "absent" | "unknown" {
    for (const { row } of this.#copy.state?.rows.values() ?? []) {
      if (row.kind === "type" && row.record.vct === vct) return row.record;
    }
    return "unknown";
  }

  anchored(commitment: string, receipt?: string): Anchoring {
    const { state } = this.#copy;
    if (state === undefined || receipt === undefined) return { state: "unknown" };
    try {
      const facts = verifyReceipt(parseReceipt(receipt), policyOf(state), this.#primitives);
      return facts.entry.kind === "credential.batch"
        ? readCopy(facts, commitment, this.#primitives)
        : readAnchoring(facts, commitment);
    } catch (error) {
      if (!(error instanceof CodedError)) throw error;
      if (error instanceof ChainProofError && error.code === "receipt.not_followed")
        return { state: "unknown" };
      return { state: "invalid", code: String(error.code) };
    }
  }

  status(at: {
    readonly office: string;
    readonly index: number;
    readonly commitment: string;
  }): StatusFinding {
    const { state } = this.#copy;
    const { chunk, place } = placeOf(at.index);
    const held = state?.chunks.get(chunkKey(at.office, chunk));
    if (state === undefined || held === undefined) return { state: "unknown" };
    const status = readStatus(held.bits, place);
    const { height, time } = held;
    return {
      state: "known",
      status,
      ...(height === state.head.record.height ? {} : { asOf: { height, time } }),
    };
  }
}

/** Seals of larger trees than the head's may belong to authorities that are not known here. */
export function policyOf({
  head,
  epochs,
}: Pick<LightState, "head" | "epochs">): (size: number) => SealPolicy | undefined {
  return (size) => (size <= head.checkpoint.size ? epochs.policyFor(size) : undefined);
}

/**
 * Who may seal a block that an introduction shows. A block after our head is judged only where its
 * record names the very authorities of our head: epochs never come back, so none began in between, and
 * the set after the block before it is known.
 */
export function policyOfBlock({
  head,
  epochs,
}: {
  readonly head: Pick<LightHead, "record" | "checkpoint">;
  readonly epochs: Epochs;
}): PolicyForBlock {
  const own = head.record;
  return (record, size) => {
    if (size <= head.checkpoint.size) return epochs.policyFor(size);
    const isSameEpoch =
      record.epoch === own.epoch && record.authorities === own.authorities && record.since === own.since;
    const follows =
      record.first >= head.checkpoint.size && record.height > own.height && record.time >= own.time;
    return isSameEpoch && follows && record.since < record.first ? epochs.policyFor(size) : undefined;
  };
}

/** What the issuing entry says. The rules have been applied by whoever sealed it. */
function readAnchoring(facts: ReceiptFacts, commitment: string): Anchoring {
  const { entry, entryHash, record } = facts;
  const isReplacement = entry.kind === "credential.replace";
  const issued = isReplacement
    ? entry.body["new"]
    : entry.kind === "credential.issue"
      ? entry.body
      : undefined;
  if (!isJsonObject(issued) || issued["commitment"] !== commitment) {
    return { state: "invalid", code: "receipt.entry" };
  }
  return {
    state: "sealed",
    entry: entryHash,
    height: record.height,
    time: record.time,
    office: entry.by,
    ...credentialOf(issued),
    ...(isReplacement && "order" in entry.body ? { withoutConsent: String(entry.body["reason"]) } : {}),
  };
}

/** The same for a single-use copy. Throws ChainProofError or MerkleError. */
function readCopy(facts: ReceiptFacts, commitment: string, primitives: Primitives): Anchoring {
  const { entry, entryHash, record, copy } = facts;
  const { root, first, count, type, expires } = entry.body;
  verifyCopy({ root: String(root), count: Number(count) }, copy, commitment, primitives.sha256);
  return {
    state: "sealed",
    entry: entryHash,
    height: record.height,
    time: record.time,
    office: entry.by,
    type: String(type),
    index: Number(first),
    places: Number(count),
    expires: Number(expires),
  };
}

function credentialOf(issued: JsonObject): { type: string; index: number; expires: number } {
  return {
    type: String(issued["type"]),
    index: Number(issued["index"]),
    expires: Number(issued["expires"]),
  };
}
