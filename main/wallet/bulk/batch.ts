import { fromBase64Url, toBase64Url } from "../../../src/bytes/base64.ts";
import { addEntrySignature } from "../../../src/chain/entries/entry.ts";
import type { ParsedArgsOf, ValueOf } from "../../../src/contract/contract.ts";
import { BATCH_DRAFT } from "../../../src/exchange/draft-types.ts";
import { ExchangeError } from "../../../src/exchange/error.ts";
import { JsonError } from "../../../src/json/error.ts";
import { parseJson } from "../../../src/json/parse.ts";
import { isJsonObject, type JsonValue } from "../../../src/json/value.ts";
import { leafHash } from "../../../src/merkle/hash.ts";
import { FollowError } from "../../follow/error.ts";
import { WalletError } from "../error.ts";
import { awaitSeal, draftOf, syncOrSay } from "../office/carry.ts";
import { openDraft, type OpenedDraft } from "../office/open-draft.ts";
import { previewDraft, requireSecond } from "../office/second-officer.ts";
import type { Session } from "../session.ts";
import { requireJob, rowsOf } from "./jobs.ts";

const TYP = BATCH_DRAFT;
const MAX_LENGTH = 32 << 20;
/** Drafts in one message. */
const MAX_DRAFTS = 10_000;
/** Fewest that are drawn to be read; of many, as many as their square root. */
const LEAST_SAMPLE = 5;

/** What waits for a second officer, as one message. Throws `office.none`, `bulk.unknown`, `bulk.nothing`. */
export function draftsOf(session: Session, id: string): { readonly batch: string } {
  requireJob(session, id);
  const drafts = rowsOf(session, id).flatMap(({ value }) => {
    const row = value.commitment === undefined ? undefined : session.store.issued.get(value.commitment);
    return row?.state === "waiting" ? [draftOf(session, row)] : [];
  });
  if (drafts.length === 0) throw new WalletError("bulk.nothing");
  return { batch: JSON.stringify({ typ: TYP, drafts }) };
}

function readBatch(text: string): readonly string[] {
  let value: JsonValue;
  try {
    value = parseJson(text, { maxLength: MAX_LENGTH, maxDepth: 3 });
  } catch (error) {
    if (error instanceof JsonError) throw new ExchangeError("exchange.syntax");
    throw error;
  }
  if (!isJsonObject(value) || value["typ"] !== TYP || Object.keys(value).length !== 2)
    throw new ExchangeError("exchange.syntax");
  const { drafts } = value;
  if (!Array.isArray(drafts) || drafts.length === 0) throw new ExchangeError("exchange.syntax");
  const texts = drafts as readonly JsonValue[];
  if (texts.length > MAX_DRAFTS) throw new ExchangeError("exchange.too_large");
  return texts.map((one) => {
    if (typeof one !== "string") throw new ExchangeError("exchange.syntax");
    return one;
  });
}

interface OpenedOne {
  readonly text: string;
  readonly opened: OpenedDraft;
}

/** All of a batch that is not sealed yet, each checked as a single draft is. Throws as `openDraft`. */
function openBatch(session: Session, text: string): readonly OpenedOne[] {
  const seen = new Set<string>();
  let last: WalletError | undefined;
  const open = readBatch(text).flatMap((one): readonly OpenedOne[] => {
    try {
      const opened = openDraft(session, one);
      const { commitment } = opened.terms.next;
      if (seen.has(commitment)) throw new ExchangeError("exchange.syntax");
      seen.add(commitment);
      return [{ text: one, opened }];
    } catch (error) {
      // A batch that was approved in part is taken up again.
      if (!(error instanceof WalletError) || error.code !== "office.draft_stale") throw error;
      last = error;
      return [];
    }
  });
  if (open.length === 0 && last !== undefined) throw last;
  return open;
}

/** What was drawn to be read, by the batch's hash; drawn once, so that nobody draws until it suits. */
const drawn = new WeakMap<Session, Map<string, ReadonlySet<string>>>();

function drawSample(session: Session, batch: string, commitments: readonly string[]): ReadonlySet<string> {
  const known = drawn.get(session) ?? new Map<string, ReadonlySet<string>>();
  drawn.set(session, known);
  const id = toBase64Url(session.primitives.sha256(new TextEncoder().encode(batch)));
  const before = known.get(id);
  if (before !== undefined) return before;
  const size = Math.min(commitments.length, Math.max(LEAST_SAMPLE, Math.ceil(Math.sqrt(commitments.length))));
  const rest = [...commitments];
  const sample = new Set<string>();
  while (sample.size < size) {
    const bytes = session.random(4);
    const at = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0) % rest.length;
    sample.add(rest.splice(at, 1)[0] as string);
  }
  known.set(id, sample);
  return sample;
}

const commitmentOf = ({ opened }: OpenedOne): string => opened.terms.next.commitment;

/** Checks all of a batch and draws some to be read; nothing is signed. Throws as `openDraft`. */
export async function previewBatch(
  session: Session,
  { batch }: ParsedArgsOf<"bulk.preview_batch">,
): Promise<ValueOf<"bulk.preview_batch">> {
  await session.registry.learn({ offices: [], newest: true });
  const open = openBatch(session, batch);
  const sample = drawSample(session, batch, open.map(commitmentOf));
  const shown = open.filter((one) => sample.has(commitmentOf(one)));
  const views = [];
  for (const { text } of shown) views.push(await previewDraft(session, text));
  return { count: open.length, type: open[0]?.opened.type.id ?? "", sample: views };
}

/**
 * Signs all of a batch as the second officer, submits them and waits for their seals. Throws as
 * `openDraft`, `office.own_draft`, `.no_key`, `.not_sent`, `bulk.not_looked`.
 */
export async function approveBatch(
  session: Session,
  { batch, looked }: ParsedArgsOf<"bulk.approve_batch">,
): Promise<ValueOf<"bulk.approve_batch">> {
  await syncOrSay(session, "office.not_sent");
  const open = openBatch(session, batch);
  const seen = new Set(looked);
  const sample = drawSample(session, batch, open.map(commitmentOf));
  const isLookedAt = open.every((one) => !sample.has(commitmentOf(one)) || seen.has(commitmentOf(one)));
  if (!isLookedAt) throw new WalletError("bulk.not_looked");
  const registryId = fromBase64Url(session.registry.view.id);
  for (const { opened } of open) requireSecond(session, opened);
  session.again.require(
    "sign",
    open.map(({ opened }) => opened.type),
  );
  const leaves = open.map(({ opened }) => {
    const signer = session.keyring.ed25519Signer(requireSecond(session, opened).id);
    return addEntrySignature(registryId, opened.leaf, signer);
  });
  const party = open[0]?.opened.type.id ?? "";
  session.vault.transaction(() => {
    for (const leaf of leaves) session.acts.remember(leaf);
    session.activity.append({ kind: "approve", outcome: "done", party });
  });
  let refused = 0;
  const sealed = (): number =>
    open.filter((one) => session.registry.state?.credential(commitmentOf(one)) !== undefined).length;
  try {
    for (const leaf of leaves) {
      if ((await session.registry.submit(leaf)).state === "refused") refused++;
    }
    const last = leaves.at(-1);
    if (last !== undefined) await awaitSeal(session, toBase64Url(leafHash(last, session.primitives.sha256)));
    await session.registry.sync();
    // One that was under way already may have begun before the seal.
    if (sealed() + refused < open.length) await session.registry.sync();
  } catch (error) {
    if (error instanceof FollowError) throw new WalletError("office.not_sent");
    throw error;
  }
  return { sealed: sealed(), refused };
}
