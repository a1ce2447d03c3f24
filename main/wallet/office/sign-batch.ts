import { fromBase64Url, toBase64Url } from "../../../src/bytes/base64.ts";
import { buildBatchTree, roundOf, shuffle } from "../../../src/chain/blocks/batch-tree.ts";
import { ZERO_HASH } from "../../../src/chain/entries/entry.ts";
import type { TypeRecord } from "../../../src/chain/state/records.ts";
import type { P256Jwk } from "../../../src/crypto/p256-jwk.ts";
import type { JsonObject } from "../../../src/json/value.ts";
import { leafHash } from "../../../src/merkle/hash.ts";
import { MAX_RESPONSE_LENGTH } from "../../../src/presentation/response.ts";
import { drawBelow } from "../draw-below.ts";
import { WalletError } from "../error.ts";
import type { BatchRow, IssuedCopiesRow } from "../copies-rows.ts";
import type { Session } from "../session.ts";
import { longestValidity, makeSigning, signCopy } from "./draft.ts";
import { signOfficeEntry } from "./issue.ts";
import type { OwnOffice } from "../own-office.ts";
import { takeStatusRange } from "./status-index.ts";

const DAY = 86_400;
/** Characters of a copy's receipt, and of each unique tag in the entry that it holds. */
const RECEIPT_ROOM = 6000;
const TAG_ROOM = 64;

/** One holder's copies to be. */
export interface Asked {
  /** Each was proven to be the holder's. */
  readonly keys: readonly P256Jwk[];
  /** Of a delivery by file. */
  readonly encryption?: P256Jwk;
  /** The holder's first offer, where they collect by OpenID4VCI. */
  readonly line?: string;
  readonly values: JsonObject;
  readonly tag: string | undefined;
}

/** What is the same for all of a batch. */
export interface BatchTerms {
  /** Seconds; the type's longest if left out. */
  readonly validFor?: number | undefined;
  /** For wallets that follow no registry, as in `WantedFor`. */
  readonly issuer?: string | undefined;
  readonly certificate?: Uint8Array;
}

/** Kinds whose copies an office signs alone. */
export function mayBeCopies({ approvals, consent }: TypeRecord): boolean {
  return approvals === 1 && consent.mode !== "owners";
}

/** Tags nobody holds, and those that an earlier batch of this office gives over. */
function tagsOf(office: OwnOffice, type: TypeRecord, asked: readonly Asked[]): JsonObject {
  if (type.unique === undefined) return {};
  const all = asked.flatMap(({ tag }) => tag ?? []).sort();
  if (new Set(all).size !== all.length) throw new WalletError("office.claims");
  const isRenewed = (tag: string): boolean => {
    const holder = office.state.tagHolder(type.id, tag);
    const record = holder === undefined ? undefined : office.state.credential(holder);
    return record?.batch !== undefined && record.office === office.id;
  };
  const renewed = all.filter(isRenewed);
  const tags = all.filter((tag) => !isRenewed(tag));
  return {
    epoch: type.unique.epoch,
    ...(tags.length === 0 ? {} : { tags }),
    ...(renewed.length === 0 ? {} : { renewed }),
  };
}

/** The same times for the whole batch, and those of whole days, so that they tell no two apart. */
function timesOf(session: Session, type: TypeRecord, validFor: number | undefined) {
  const now = session.clock();
  const longest = longestValidity(type);
  const end = now + Math.min(validFor ?? longest, longest);
  const unit = end - now > 30 * DAY ? DAY : 1;
  return { issuedAt: now - (now % unit), expires: end - (end % unit) };
}

interface Signed {
  readonly root: string;
  readonly batch: Omit<BatchRow, "entry" | "hash" | "state" | "made">;
  readonly body: JsonObject;
  readonly holders: readonly (IssuedCopiesRow & { readonly certificate: string })[];
}

/** Signs every copy; within a transaction of the vault, since places are taken. */
function sign(
  session: Session,
  office: OwnOffice,
  type: TypeRecord,
  asked: readonly Asked[],
  terms: BatchTerms,
): Signed {
  const draw = drawBelow(session.random);
  const copies = asked[0]?.keys.length ?? 0;
  const count = roundOf(asked.length) * copies;
  const first = takeStatusRange(session, office, count);
  if (first === undefined) throw new WalletError("copies.too_many");
  const offsets = shuffle(
    Array.from({ length: count }, (_, offset) => offset),
    draw,
  );
  const times = timesOf(session, type, terms.validFor);
  const { issuer } = terms;
  const signing = makeSigning(session, terms.certificate);
  const signed = asked.map(({ keys, values }) =>
    keys.map((holder) => {
      const index = first + (offsets.pop() as number);
      const copy = { type, values, holder, index, signing, issuer, ...times };
      return { index, ...signCopy(session, office, copy) };
    }),
  );
  const tree = buildBatchTree(
    signed.map((own) => own.map(({ commitment }) => fromBase64Url(commitment))),
    { draw, filler: () => session.random(32), sha256: session.primitives.sha256 },
  );
  const holders = asked.map(({ encryption, line, values, tag }, holder) => ({
    certificate: signed[holder]?.[0]?.commitment ?? "",
    batch: tree.root,
    claims: values,
    ...(encryption === undefined ? {} : { encryption: { ...encryption } }),
    ...(line === undefined ? {} : { line }),
    ...(tag === undefined ? {} : { tag }),
    copies: (signed[holder] ?? []).map(({ credential, index }, copy) => {
      const place = tree.places[holder]?.[copy];
      const proof = (place?.proof ?? []).map((hash) => toBase64Url(hash));
      return { credential, index, place: { index: place?.index ?? -1, proof } };
    }),
  }));
  const room = RECEIPT_ROOM + TAG_ROOM * asked.length;
  for (const { copies: own } of holders) {
    const length = own.reduce((all, { credential }) => all + credential.length + room, 0);
    if (length > MAX_RESPONSE_LENGTH) throw new WalletError("copies.too_many");
  }
  const { expires } = times;
  const body = { root: tree.root, type: type.id, first, count, expires, ...tagsOf(office, type, asked) };
  const certificates = holders.map(({ certificate }) => certificate);
  return { root: tree.root, batch: { type: type.id, expires, certificates }, body, holders };
}

/**
 * Signs everybody's copies and writes them down with the entry that commits to them. Gives the batch's root and, in the order of `asked`, each one's certificate. Throws
 * `copies.too_many`, `office.claims`, `.no_key`.
 */
export function signBatch(
  session: Session,
  office: OwnOffice,
  type: TypeRecord,
  asked: readonly Asked[],
  terms: BatchTerms,
): { readonly root: string; readonly certificates: readonly string[] } {
  return session.vault.transaction(() => {
    const signed = sign(session, office, type, asked, terms);
    const entry = signOfficeEntry(session, office, {
      kind: "credential.batch",
      after: ZERO_HASH,
      body: signed.body,
    });
    const hash = toBase64Url(leafHash(entry, session.primitives.sha256));
    const row = { ...signed.batch, made: session.clock(), entry: toBase64Url(entry), hash };
    session.store.batches.put(signed.root, { ...row, state: "signed" }, { expected: 0 });
    for (const { certificate, ...holder } of signed.holders) {
      session.store.copies.put(certificate, holder, { expected: 0 });
    }
    session.activity.append({ kind: "sign", outcome: "done", party: type.id });
    return { root: signed.root, certificates: signed.batch.certificates };
  });
}
