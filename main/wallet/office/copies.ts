import type { TypeRecord } from "../../../src/chain/state/records.ts";
import type { ParsedArgsOf } from "../../../src/contract/contract.ts";
import type { BatchView } from "../../../src/contract/copies-views.ts";
import { parseKeyRequests } from "../../../src/exchange/key-request.ts";
import { WalletError } from "../error.ts";
import type { Session } from "../session.ts";
import { batchBefore, markOf, noteAnswered } from "./answered.ts";
import { carryBatch } from "./carry-batch.ts";
import { syncOrSay } from "./carry.ts";
import { withDerivedAges } from "./draft.ts";
import { type OwnOffice, requireOwnOffice } from "../own-office.ts";
import { type Asked, mayBeCopies, signBatch } from "./sign-batch.ts";
import { tagOf } from "./tags.ts";

type Wanted = ParsedArgsOf<"copies.issue">;

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

/**
 * Signs the single-use copies of several holders, keeps, submits them as one entry and waits for the
 * seal. What is kept is in the vault before the entry leaves, so that `copies.refresh`, or the same once
 * more, carries on with it after a power cut. Throws `office.*`, `copies.*`, ExchangeError.
 */
export async function issueCopies(session: Session, wanted: Wanted): Promise<BatchView> {
  await syncOrSay(session);
  const office = requireOwnOffice(session);
  const type = office.state.type(wanted.type);
  if (type === undefined) throw new WalletError("office.unknown_type");
  if (!mayBeCopies(type)) throw new WalletError("copies.type");
  session.again.require("sign", [type]);
  const mark = markOf(session, [type.id, wanted.holders.map((one) => ({ ...one })), wanted.validFor ?? null]);
  const before = batchBefore(session, mark, office.id);
  if (before !== undefined) return await carryBatch(session, before);
  const requests = readRequests(session, office, type, wanted);
  const asked: Asked[] = [];
  for (const [i, { claims }] of wanted.holders.entries()) {
    const { tag } = await tagOf(session, office, type, claims);
    const own = requests[i] ?? [];
    asked.push({
      keys: own.map(({ holder }) => holder),
      ...(own[0] === undefined ? {} : { encryption: own[0].encryption }),
      values: withDerivedAges(type, claims, session.clock()),
      tag: typeof tag === "string" ? tag : undefined,
    });
  }
  const root = session.vault.transaction(() => {
    // Meanwhile the same may have been asked for once more.
    const known = batchBefore(session, mark, office.id);
    if (known !== undefined) return known;
    const signed = signBatch(session, office, type, asked, { validFor: wanted.validFor });
    noteAnswered(session, mark, signed.root);
    return signed.root;
  });
  return await carryBatch(session, root);
}
