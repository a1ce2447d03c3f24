import { fromBase64Url, toBase64Url } from "../../../src/bytes/base64.ts";
import { concat, utf8 } from "../../../src/bytes/bytes.ts";
import { addEntrySignature } from "../../../src/chain/entries/entry.ts";
import { MOST_FILE } from "../../../src/contract/bulk-views.ts";
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
import { type OpenedDraft, readDraft } from "../office/open-draft.ts";
import { previewDraft, requireSecond } from "../office/second-officer.ts";
import type { Session } from "../session.ts";
import { requireJob, rowsOf } from "./jobs.ts";

const TYP = BATCH_DRAFT;
const MAX_LENGTH = 32 << 20;
/** Drafts in one message. */
const MAX_DRAFTS = 10_000;
/** Fewest that are drawn to be read; of many, as many as their square root. */
const LEAST_SAMPLE = 5;

/** As many as a message has room for of what waits for a second officer. Throws `office.none`, `bulk.unknown`, `bulk.nothing`. */
export function draftsOf(session: Session, id: string, room = MOST_FILE): ValueOf<"bulk.drafts"> {
  requireJob(session, id);
  const drafts: string[] = [];
  let more = 0;
  let left = room - JSON.stringify({ typ: TYP, drafts }).length;
  for (const { value } of rowsOf(session, id)) {
    const row = value.commitment === undefined ? undefined : session.store.issued.get(value.commitment);
    if (row?.state !== "waiting") continue;
    if (more > 0 || drafts.length === MAX_DRAFTS) {
      more++;
      continue;
    }
    const draft = draftOf(session, row);
    left -= JSON.stringify(draft).length + 1;
    if (left < 0 && drafts.length > 0) more++;
    else drafts.push(draft);
  }
  if (drafts.length === 0) throw new WalletError("bulk.nothing");
  return { batch: JSON.stringify({ typ: TYP, drafts }), count: drafts.length, more };
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

/**
 * As a table makes them: of one type, and nothing is replaced. Only some of a batch are read, and what takes
 * a title from its owner must not be among those that are not. Throws `office.draft_unfit`.
 */
function requireAlike(drafts: readonly OpenedDraft[]): void {
  const type = drafts[0]?.type.id;
  const isAlike = drafts.every((one) => one.terms.old === undefined && one.type.id === type);
  if (!isAlike) throw new WalletError("office.draft_unfit");
}

const commitmentOf = ({ opened }: OpenedOne): string => opened.terms.next.commitment;

interface OpenedBatch {
  /** What is not sealed yet. */
  readonly open: readonly OpenedOne[];
  /** Those of it that were drawn to be read, by commitment. */
  readonly sample: ReadonlySet<string>;
}

/** All of a batch, each checked as a single draft is; one that was approved in part is taken up again. Throws as `openDraft`. */
function openBatch(session: Session, text: string): OpenedBatch {
  const seen = new Set<string>();
  const open: OpenedOne[] = [];
  for (const one of readBatch(text)) {
    const { isFresh, ...opened } = readDraft(session, one);
    const { commitment } = opened.terms.next;
    if (seen.has(commitment)) throw new ExchangeError("exchange.syntax");
    seen.add(commitment);
    if (isFresh) open.push({ text: one, opened });
  }
  requireAlike(open.map(({ opened }) => opened));
  if (open.length === 0) throw new WalletError("office.draft_stale");
  const sample = drawSample(session, [...seen]);
  const isSome = open.some((one) => sample.has(commitmentOf(one)));
  return { open, sample: isSome ? sample : drawSample(session, open.map(commitmentOf)) };
}

const SAMPLE = utf8("sealfolio/batch-sample/v1\n");

/**
 * What is to be read of those: drawn by a secret of this wallet's own from what they are, so that who puts
 * them together cannot know it, and who reads them cannot draw until it suits.
 */
function drawSample(session: Session, commitments: readonly string[]): ReadonlySet<string> {
  const { keyring, primitives } = session;
  const [officer] = keyring.list("officer");
  // Ed25519 signs the same in the same way (RFC 8032 section 5.1.6), and nobody is shown this signature. Who
  // has no key looks only.
  const secret = officer === undefined ? SAMPLE : keyring.ed25519Signer(officer.id).sign(SAMPLE);
  const drawn = (commitment: string): string =>
    toBase64Url(primitives.sha256(concat(secret, utf8(commitment))));
  const order = commitments.map((one) => ({ one, at: drawn(one) })).sort((a, b) => (a.at < b.at ? -1 : 1));
  const size = Math.max(LEAST_SAMPLE, Math.ceil(Math.sqrt(commitments.length)));
  return new Set(order.slice(0, size).map(({ one }) => one));
}

/** Checks all of a batch and draws some to be read; nothing is signed. Throws as `openDraft`. */
export async function previewBatch(
  session: Session,
  { batch }: ParsedArgsOf<"bulk.preview_batch">,
): Promise<ValueOf<"bulk.preview_batch">> {
  await session.registry.learn({ offices: [], newest: true });
  const { open, sample } = openBatch(session, batch);
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
  const { open, sample } = openBatch(session, batch);
  const seen = new Set(looked);
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
