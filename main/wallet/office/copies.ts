import { fromBase64Url, toBase64Url } from "../../../src/bytes/base64.ts";
import { buildBatchTree, roundOf, shuffle } from "../../../src/chain/blocks/batch-tree.ts";
import { ZERO_HASH } from "../../../src/chain/entries/entry.ts";
import type { TypeRecord } from "../../../src/chain/state/records.ts";
import type { ParsedArgsOf } from "../../../src/contract/contract.ts";
import type { BatchView } from "../../../src/contract/copies-views.ts";
import { type KeyRequest, parseKeyRequests } from "../../../src/exchange/key-request.ts";
import type { JsonObject } from "../../../src/json/value.ts";
import { leafHash } from "../../../src/merkle/hash.ts";
import { MAX_RESPONSE_LENGTH } from "../../../src/presentation/response.ts";
import { drawBelow } from "../draw-below.ts";
import { WalletError } from "../error.ts";
import type { BatchRow, IssuedCopiesRow } from "../copies-rows.ts";
import type { Session } from "../session.ts";
import { carryBatch } from "./carry-batch.ts";
import { syncOrSay } from "./carry.ts";
import { longestValidity, makeSigning, signCopy, withDerivedAges } from "./draft.ts";
import { signOfficeEntry } from "./issue.ts";
import { type OwnOffice, requireOwnOffice } from "./own-office.ts";
import { takeStatusRange } from "./status-index.ts";
import { tagOf } from "./tags.ts";

type Wanted = ParsedArgsOf<"copies.issue">;

const DAY = 86_400;
/** Characters of a copy's receipt, and of each unique tag in the entry that it holds. */
const RECEIPT_ROOM = 6000;
const TAG_ROOM = 64;

/** One holder's copies to be. */
interface Asked {
  readonly requests: readonly KeyRequest[];
  readonly values: JsonObject;
  readonly tag: string | undefined;
}

function readRequests(session: Session, office: OwnOffice, type: TypeRecord, { holders }: Wanted) {
  const expected = { registryId: session.registry.view.id, office: office.id, now: session.clock() };
  const asked = holders.map(({ request }) => parseKeyRequests(request, expected, session.primitives));
  if (asked.some(([one]) => one?.vct !== type.vct)) throw new WalletError("office.wrong_type");
  const copies = asked[0]?.length ?? 0;
  // Whoever had more copies than the others could be told by that.
  if (copies < 2 || asked.some(({ length }) => length !== copies)) throw new WalletError("copies.uneven");
  const keys = asked.flat().map(({ holder }) => holder.x);
  if (new Set(keys).size !== keys.length) throw new WalletError("office.holders");
  return asked;
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
function signAll(
  session: Session,
  office: OwnOffice,
  type: TypeRecord,
  asked: readonly Asked[],
  wanted: Wanted,
): Signed {
  const draw = drawBelow(session.random);
  const copies = asked[0]?.requests.length ?? 0;
  const count = roundOf(asked.length) * copies;
  const first = takeStatusRange(session, office, count);
  if (first === undefined) throw new WalletError("copies.too_many");
  const offsets = shuffle(
    Array.from({ length: count }, (_, offset) => offset),
    draw,
  );
  const times = timesOf(session, type, wanted.validFor);
  const signing = makeSigning(session);
  const signed = asked.map(({ requests, values }) =>
    requests.map(({ holder }) => {
      const index = first + (offsets.pop() as number);
      return { index, ...signCopy(session, office, { type, values, holder, index, signing, ...times }) };
    }),
  );
  const tree = buildBatchTree(
    signed.map((own) => own.map(({ commitment }) => fromBase64Url(commitment))),
    { draw, filler: () => session.random(32), sha256: session.primitives.sha256 },
  );
  const holders = asked.map(({ requests, values, tag }, holder) => ({
    certificate: signed[holder]?.[0]?.commitment ?? "",
    batch: tree.root,
    claims: values,
    encryption: { ...(requests[0] as KeyRequest).encryption },
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
 * Signs the single-use copies of several holders, keeps, submits them as one entry and waits for the
 * seal. What is kept is in the vault before the entry leaves, so that `copies.refresh` carries on with
 * it after a power cut. Throws `office.*`, `copies.*`, ExchangeError.
 */
export async function issueCopies(session: Session, wanted: Wanted): Promise<BatchView> {
  await syncOrSay(session);
  const office = requireOwnOffice(session);
  const type = office.state.type(wanted.type);
  if (type === undefined) throw new WalletError("office.unknown_type");
  if (type.approvals > 1 || type.consent.mode === "owners") throw new WalletError("copies.type");
  session.again.require("sign", [type]);
  const requests = readRequests(session, office, type, wanted);
  const asked: Asked[] = [];
  for (const [i, { claims }] of wanted.holders.entries()) {
    const { tag } = await tagOf(session, office, type, claims);
    asked.push({
      requests: requests[i] ?? [],
      values: withDerivedAges(type, claims, session.clock()),
      tag: typeof tag === "string" ? tag : undefined,
    });
  }
  const root = session.vault.transaction(() => {
    const signed = signAll(session, office, type, asked, wanted);
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
    return signed.root;
  });
  return await carryBatch(session, root);
}
