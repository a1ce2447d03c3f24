import { fromBase64Url, toBase64Url } from "../../../src/bytes/base64.ts";
import { isOfficer } from "../../../src/chain/entries/signers.ts";
import type { OfficeRecord, TypeRecord } from "../../../src/chain/state/records.ts";
import { countsAt } from "../../../src/chain/state/span.ts";
import type { State } from "../../../src/chain/state/state.ts";
import {
  buildTagAnswer,
  readTagCall,
  type SignedTagCall,
  TAG_CALL_SKEW,
} from "../../../src/chain/tags/tag-call.ts";
import { CodedError } from "../../../src/error.ts";
import { findOwnKey } from "../own-office.ts";
import type { Session } from "../session.ts";
import { tagUnderKey } from "./own-key.ts";

export type KeeperErrorCode =
  /** The caller is no office that may issue the type now, or its key is no officer's. */
  | "tags.not_allowed"
  | "tags.not_keeper"
  | "tags.epoch"
  | "tags.time"
  | "tags.replayed"
  | "tags.rate"
  /** This keeper's copy of the registry or its keys are not ready. */
  | "tags.not_ready";

/** A call that is not answered. */
export class KeeperError extends CodedError<KeeperErrorCode> {}

export interface TagAllowance {
  /** Tags an office may ask for in a second, and at once after a pause. */
  readonly perSecond: number;
  readonly burst: number;
}

/** Enough for every counter of an office; too little to try all the parcels of a country in a day. */
export const TAG_ALLOWANCE: TagAllowance = { perSecond: 1, burst: 256 };

/** What each office has left, and the calls taken lately. */
export class CallBook {
  readonly #allowance: TagAllowance;
  readonly #left = new Map<string, { tags: number; at: number }>();
  readonly #taken = new Map<string, number>();

  constructor(allowance: TagAllowance = TAG_ALLOWANCE) {
    this.#allowance = allowance;
  }

  /** Throws `tags.replayed`, `tags.rate`. */
  take(office: string, nonce: string, tags: number, now: number): void {
    for (const [old, at] of this.#taken) {
      if (at + 2 * TAG_CALL_SKEW >= now) break;
      this.#taken.delete(old);
    }
    if (this.#taken.has(nonce)) throw new KeeperError("tags.replayed");
    const { perSecond, burst } = this.#allowance;
    const held = this.#left.get(office) ?? { tags: burst, at: now };
    const left = Math.min(burst, held.tags + Math.max(0, now - held.at) * perSecond);
    if (left < tags) throw new KeeperError("tags.rate");
    this.#left.set(office, { tags: left - tags, at: now });
    this.#taken.set(nonce, now);
  }
}

function keptType(state: State, call: SignedTagCall, keeper: string): TypeRecord {
  const type = state.type(call.type);
  if (type?.unique === undefined || type.unique.keeper !== keeper) throw new KeeperError("tags.not_keeper");
  // The present key, one that a change under way leads to, and the next one to prepare a change.
  const { epoch, retag } = type.unique;
  if (call.epoch < epoch || call.epoch > (retag?.epoch ?? epoch) + 1) throw new KeeperError("tags.epoch");
  return type;
}

function mayAsk(office: OfficeRecord | undefined, call: SignedTagCall, now: number): boolean {
  if (office === undefined || office.withdrawn !== undefined) return false;
  const issues = office.issues.some((right) => right.type === call.type && countsAt(right, now));
  return issues && isOfficer(office, call.key, now);
}

/**
 * Answers one call of an office with the tags it asked for. Cheap checks and the caller's rights come
 * before anything is computed. Throws KeeperError, TagCallError, TagError.
 */
export function answerTagCall(session: Session, bytes: Uint8Array, book: CallBook): Uint8Array {
  const { primitives, registry } = session;
  const registryId = fromBase64Url(registry.view.id);
  const call = readTagCall(registryId, bytes, primitives);
  const now = session.clock();
  if (Math.abs(now - call.time) > TAG_CALL_SKEW) throw new KeeperError("tags.time");
  const keeper = session.settings.office;
  const { state } = registry;
  if (state === undefined || keeper === undefined) throw new KeeperError("tags.not_ready");
  if (!mayAsk(state.office(call.by), call, now)) throw new KeeperError("tags.not_allowed");
  const type = keptType(state, call, keeper);
  const officer = findOwnKey(session, "officer", (span) => countsAt(span, now));
  if (officer === undefined) throw new KeeperError("tags.not_ready");
  book.take(call.by, call.nonce, call.inputs.length, now);
  const tags = call.inputs.map((values) => tagUnderKey(session, type, call.epoch, values));
  const signer = session.keyring.ed25519Signer(officer.id);
  return buildTagAnswer(registryId, bytes, tags, signer, primitives);
}

/** A call's nonce. */
export function newNonce(session: Pick<Session, "random">): string {
  return toBase64Url(session.random(32));
}
