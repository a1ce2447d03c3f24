import type { ReceivingView } from "../../../src/contract/receive-views.ts";
import { VciError } from "../../openid4vci/error.ts";
import { WalletError } from "../error.ts";
import { copiesIn, saysTheSame } from "../copies/copies.ts";
import type { ReceivingRow } from "../rows.ts";
import type { Session } from "../session.ts";
import { dropExchange, requestAgain, requireExchange } from "./exchange.ts";
import { dropUnfit, keepReceiving, lookAt } from "./receive.ts";
import { noteFailed } from "./refills.ts";
import { UnderWay } from "../under-way.ts";

/** What an issuer says who gives nothing more, however often it is asked. */
const FINAL: ReadonlySet<string> = new Set(["vci.denied", "vci.gone", "vci.refused", "vci.swapped"]);
/** The same of one certificate, which may be there already for the keys of this wallet. */
const ENDED: ReadonlySet<string> = new Set(["vci.denied", "vci.gone"]);

/** Whether all of it came and says what the certificate here says that it was asked for. */
function isMoreOfTheSame(session: Session, { renews, awaited }: ReceivingRow): boolean {
  const held = renews === undefined ? undefined : session.store.held.get(renews);
  if (held?.copies === undefined) return false;
  return awaited.every((one) => {
    const [first] = copiesIn(session, one);
    return first !== undefined && saysTheSame(session, held, first.read);
  });
}

/**
 * More copies of a certificate that say the same as it are kept without a question: the person agreed to
 * that when they kept it. What says anything else waits to be looked at.
 */
export async function settleRefill(session: Session, view: ReceivingView): Promise<ReceivingView> {
  const { id, state, arrived } = view;
  if (state !== "arrived" || !isMoreOfTheSame(session, requireExchange(session, id).row)) return view;
  const isProven = arrived.every(({ keepable, trust }) => keepable && trust === "registry");
  if (!isProven) return view;
  await keepReceiving(session, id);
  return { ...view, state: "kept" };
}

/** What an issuer is asked for just now, by the person or by the program itself: once for both. */
const asking = new UnderWay<ReceivingView>();

/** Throws `receive.unknown`, VciError. */
export async function checkReceiving(session: Session, id: string): Promise<ReceivingView> {
  return await asking.once(session, id, () => check(session, id));
}

async function check(session: Session, id: string): Promise<ReceivingView> {
  const exchange = requireExchange(session, id);
  const { renews } = exchange.row;
  try {
    return await settleRefill(session, await lookAt(session, await requestAgain(session, exchange)));
  } catch (error) {
    const isOfCopies = renews !== undefined && session.store.held.get(renews)?.copies !== undefined;
    const final = isOfCopies ? FINAL : ENDED;
    if (renews !== undefined && error instanceof VciError && final.has(error.code)) {
      session.vault.transaction(() => {
        // Otherwise nobody would ever ask for others.
        if (session.store.receiving.get(id) !== undefined) dropExchange(session, exchange);
        noteFailed(session, renews, error.code);
        session.activity.append({ kind: "receive", outcome: "failed", code: error.code });
      });
    }
    throw error;
  }
}

/** Asks again for all that is due; what fails stays as it is, or is dropped as a person's own asking would. */
export async function fetchDue(session: Session): Promise<void> {
  dropUnfit(session);
  const now = session.clock();
  const isDue = (row: ReceivingRow): boolean =>
    row.awaited.some(({ arrived, next = 0 }) => arrived === undefined && next <= now) ||
    // It came, and the program was ended before it was kept.
    isMoreOfTheSame(session, row);
  const due = session.store.receiving
    .list()
    .filter(({ value }) => value.access !== undefined && isDue(value));
  for (const { id } of due) {
    try {
      const { state } = await checkReceiving(session, id);
      if (state !== "waiting") session.onChanged("receive");
    } catch (error) {
      if (!(error instanceof VciError) && !(error instanceof WalletError)) throw error;
      if (session.vault.state === "unlocked" && session.store.receiving.get(id) === undefined)
        session.onChanged("receive");
    }
  }
}
