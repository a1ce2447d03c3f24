import { fromBase64Url } from "../../../src/bytes/base64.ts";
import { formatReceipt, parseReceipt } from "../../../src/chain/blocks/receipt.ts";
import type { BatchView } from "../../../src/contract/copies-views.ts";
import { p256Thumbprint } from "../../../src/crypto/p256.ts";
import type { P256Jwk } from "../../../src/crypto/p256-jwk.ts";
import { buildDelivery } from "../../../src/exchange/delivery.ts";
import { FollowError } from "../../follow/error.ts";
import { encryptResponse } from "../../presentation/jwe.ts";
import { WalletError } from "../error.ts";
import type { BatchRow, IssuedCopiesRow } from "../copies-rows.ts";
import type { Session } from "../session.ts";
import { awaitSeal } from "./carry.ts";
import { UnderWay } from "../under-way.ts";

/** What was refused was given to nobody: who asked by OpenID4VCI waits for another batch. */
function waitAgain({ store }: Session, { certificates }: BatchRow): void {
  const refused = new Set(certificates);
  for (const { id, value } of store.offers.list()) {
    const { commitment, ...row } = value;
    if (commitment !== undefined && refused.has(commitment)) store.offers.put(id, row);
  }
}

/** The end of the batch's way, told in the log in the same step. */
function put(session: Session, root: string, row: BatchRow): BatchRow {
  return session.vault.transaction(() => {
    session.store.batches.put(root, row);
    const party = row.type;
    if (row.state === "refused") waitAgain(session, row);
    if (row.state === "sealed") session.activity.append({ kind: "issue", outcome: "done", party });
    if (row.state === "refused") {
      const code = row.code === undefined ? {} : { code: row.code };
      session.activity.append({ kind: "issue", outcome: "refused", party, ...code });
    }
    return row;
  });
}

/** An entry is asked for before it is handed in, so it is never in the chain twice. Throws FollowError. */
async function carry(session: Session, root: string, row: BatchRow): Promise<BatchRow> {
  const { registry } = session;
  if (row.state === "sealed" || row.state === "refused") return row;
  const known = await registry.progress(row.hash);
  const handed = known.state === "unknown" ? await registry.submit(fromBase64Url(row.entry)) : known;
  if (handed.state === "refused") return put(session, root, { ...row, state: "refused", code: handed.code });
  const submitted: BatchRow =
    row.state === "submitted" ? row : put(session, root, { ...row, state: "submitted" });
  const progress = await awaitSeal(session, row.hash);
  if (progress.state === "refused") {
    return put(session, root, { ...submitted, state: "refused", code: progress.code });
  }
  if (progress.state !== "sealed") return submitted;
  const receipt = await registry.receipt(row.hash);
  return put(session, root, { ...submitted, state: "sealed", height: progress.height, receipt });
}

/** All copies of one holder, each with its place beside the one receipt of the batch. */
export function copiesWith(
  receipt: string,
  { copies }: IssuedCopiesRow,
): readonly { readonly credential: string; readonly receipt: string }[] {
  const batch = parseReceipt(receipt);
  return copies.map(({ credential, place }) => {
    const copy = { index: place.index, proof: place.proof.map((hash) => fromBase64Url(hash)) };
    return { credential, receipt: formatReceipt({ ...batch, copy }) };
  });
}

async function deliverTo(
  session: Session,
  receipt: string,
  row: IssuedCopiesRow,
  encryption: P256Jwk,
): Promise<string> {
  const credentials = copiesWith(receipt, row);
  const kid = p256Thumbprint(encryption, session.primitives.sha256);
  return await encryptResponse(buildDelivery({ credentials }), { kid, jwk: encryption });
}

const batches = new UnderWay<BatchRow>();

async function carryOnce(session: Session, root: string): Promise<BatchRow> {
  const begun = session.store.batches.get(root);
  if (begun === undefined) throw new WalletError("office.unknown_credential");
  try {
    const row = await carry(session, root, begun);
    if (row.state === "sealed") await session.registry.sync();
    return row;
  } catch (error) {
    if (error instanceof FollowError) throw new WalletError("office.unreachable");
    throw error;
  }
}

/** Takes a batch as far as it goes now. Throws `office.unknown_credential`, `.unreachable`. */
export async function carryBatchRow(session: Session, root: string): Promise<BatchRow> {
  return await batches.once(session, root, () => carryOnce(session, root));
}

/** The same, with the deliveries of those who asked by file. */
export async function carryBatch(session: Session, root: string): Promise<BatchView> {
  const { store } = session;
  const row = await carryBatchRow(session, root);
  const { receipt, state, code } = row;
  const holders = row.certificates.map(async (certificate) => {
    const held = store.copies.get(certificate);
    const encryption = held?.encryption;
    if (held === undefined || receipt === undefined || encryption === undefined) return { certificate };
    return { certificate, delivery: await deliverTo(session, receipt, held, encryption) };
  });
  return { batch: root, state, ...(code === undefined ? {} : { code }), holders: await Promise.all(holders) };
}
