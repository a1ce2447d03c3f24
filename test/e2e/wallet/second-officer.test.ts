import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, test } from "node:test";
import type { IssueView } from "../../../src/contract/views.ts";
import { BATCH_DRAFT } from "../../../src/exchange/draft-types.ts";
import type { TestWallet } from "../../support/test-wallet.ts";
import { BIRTH_VCT, TITLE, TITLE_VCT, WalletWorld, whole } from "../../support/wallet-world.ts";

const world = await WalletWorld.open({ after }, ["civil-registry", "land-registry"]);
const land = world.office("land-registry");
const civil = world.office("civil-registry");
const owner = await world.citizen("owner");
const heir = await world.citizen("heir");
const ORDER = createHash("sha256").update("The court of Lakeside orders").digest("base64url");
let parcels = 0;

/** A second wallet of an office, whose officer the registry lists beside the first. */
async function secondOfficer(office: "land-registry" | "civil-registry"): Promise<TestWallet> {
  const wallet = await world.wallet({ name: `${office}-second`, mode: "full", office });
  const { officer } = await wallet.ask("office.keys", {});
  const now = world.clock();
  const key = { use: "officer", key: officer, from: now - 60, to: now + 86_400 };
  await world.decide("office.amend", { id: office, addKeys: [key] });
  await wallet.ask("registry.sync", {});
  return wallet;
}

const second = await secondOfficer("land-registry");

const requestBy = async (holder: TestWallet, office: string, vct: string): Promise<string> =>
  (await holder.ask("holder.request_key", { office, vct })).request;

/** The owner's title, kept. */
async function held(): Promise<{
  readonly commitment: string;
  readonly parcel: string;
  readonly id: string;
}> {
  const parcel = `31/${++parcels}`;
  const request = await requestBy(owner, "land-registry", TITLE_VCT);
  const claims = { ...TITLE, parcel };
  const { row, delivery } = whole(
    await land.ask("office.issue", { type: "property-title", request, claims }),
  );
  const { id } = await owner.ask("holder.keep", { delivery });
  return { commitment: row.commitment, parcel, id };
}

const HEIR = { owner: "Jonah Heir", since: "2026-11-02" };

async function ordered(old: string, parcel: string): Promise<{ row: IssueView["row"]; draft: string }> {
  const request = await requestBy(heir, "land-registry", TITLE_VCT);
  const { row, draft, delivery } = await land.ask("office.replace_by_order", {
    old,
    request,
    claims: { ...TITLE, parcel, ...HEIR },
    reason: "death",
    order: ORDER,
  });
  assert.ok(draft !== undefined);
  assert.equal(delivery, undefined);
  assert.equal(row.state, "waiting");
  return { row, draft };
}

const mark = async (wallet: TestWallet, id: string) => {
  await wallet.ask("registry.sync", {});
  const { state, withoutConsent } = await wallet.ask("holder.show", { id });
  return { state, withoutConsent };
};

test("by an order: two officers, the difference seen, sealed, delivered, marked, and the old owner alarmed", async () => {
  const { commitment: old, parcel, id } = await held();
  assert.deepEqual(await mark(owner, id), { state: "valid", withoutConsent: false });
  const { row, draft } = await ordered(old, parcel);
  // Nothing has changed yet.
  assert.deepEqual(await mark(owner, id), { state: "valid", withoutConsent: false });

  const seen = await second.ask("office.preview_draft", { draft });
  assert.deepEqual(
    [seen.kind, seen.reason, seen.order, seen.isOwn, seen.consents, seen.old, seen.commitment],
    ["replace", "death", ORDER, false, 0, old, row.commitment],
  );
  const said = (claims: typeof seen.claims, name: string) =>
    claims.find(({ path }) => path[0] === name)?.value;
  assert.equal(said(seen.claims, "owner"), "Jonah Heir");
  assert.equal(said(seen.before ?? [], "owner"), "Ada Marie Sample");
  assert.deepEqual(
    seen.past.map(({ kind }) => kind),
    ["issued"],
  );
  assert.equal((await land.ask("office.preview_draft", { draft })).isOwn, true);
  assert.equal(await land.refused("office.approve", { draft }), "office.own_draft");
  // Among many, of which only some are read, nobody would see it.
  const batch = JSON.stringify({ typ: BATCH_DRAFT, drafts: [draft] });
  const looked = [row.commitment];
  assert.equal(await second.refused("bulk.preview_batch", { batch }), "office.draft_unfit");
  assert.equal(await second.refused("bulk.approve_batch", { batch, looked }), "office.draft_unfit");

  const approved = await second.ask("office.approve", { draft });
  assert.equal(approved.state, "sealed");
  assert.deepEqual(await mark(owner, id), { state: "replaced", withoutConsent: true });

  const issued = whole(await land.ask("office.refresh", { commitment: row.commitment }));
  assert.equal(issued.row.entry, approved.entry);
  await heir.ask("registry.sync", {});
  const kept = await heir.ask("holder.keep", { delivery: issued.delivery });
  assert.equal(kept.state, "valid");
  const record = await land.ask("office.record", { commitment: row.commitment });
  assert.equal(record.withoutConsent, "death");
  assert.equal(record.predecessor, old);
  assert.deepEqual(
    record.past.map(({ kind, reason }) => [kind, reason]),
    [
      ["issued", undefined],
      ["replaced", "death"],
      ["issued", undefined],
    ],
  );
  // Once is enough.
  assert.equal(await second.refused("office.approve", { draft }), "office.draft_stale");
  const [newest] = await second.ask("activity.list", { limit: 1 });
  assert.deepEqual([newest?.kind, newest?.code], ["approve", "office.draft_stale"]);
});

test("sent back with a reason: it waits no longer, and the registry has heard of nothing", async () => {
  const { commitment: old, parcel, id } = await held();
  const { row, draft } = await ordered(old, parcel);
  const note = "The order names parcel 31/20.";
  assert.equal(await second.refused("office.send_back", { draft, note: "  \n " }), "office.claims");
  assert.equal(await second.refused("office.send_back", { draft, note: "a\u202eb" }), "office.claims");
  assert.equal(await land.refused("office.send_back", { draft, note }), "office.own_draft");
  const { answer } = await second.ask("office.send_back", { draft, note });

  for (const forged of [
    answer.replace("31/20", "31/21"),
    answer.replace(/"sig":"(.)/, (_, first) => `"sig":"${first === "A" ? "B" : "A"}`),
    answer.replace(/"draft":"[^"]+"/, `"draft":"${"A".repeat(43)}"`),
  ])
    assert.equal(await land.refused("office.take_back", { answer: forged }), "exchange.signature");
  for (const text of ["", "{}", "nothing", draft, `${answer} `.repeat(300)])
    assert.match(await land.refused("office.take_back", { answer: text }), /^exchange\.(syntax|too_large)$/);
  assert.equal(await civil.refused("office.take_back", { answer }), "exchange.wrong_office");

  const back = await land.ask("office.take_back", { answer });
  assert.deepEqual(
    [back.commitment, back.state, back.code, back.note],
    [row.commitment, "refused", "office.returned", note],
  );
  assert.equal(await land.refused("office.take_back", { answer }), "office.unknown_credential");
  assert.deepEqual(await mark(owner, id), { state: "valid", withoutConsent: false });
  // It can be done over.
  const again = await ordered(old, parcel);
  assert.equal((await second.ask("office.approve", { draft: again.draft })).state, "sealed");
});

test("what a draft shows is what is signed: everything changed on its way is refused", async () => {
  const { commitment: old, parcel } = await held();
  const { draft } = await ordered(old, parcel);
  const other = (await ordered(old, parcel)).draft;
  const parts = JSON.parse(draft) as { [name: string]: string };
  const others = JSON.parse(other) as { [name: string]: string };
  const { credential = "", entry = "" } = parts;
  const disclosures = credential.split("~");
  const hidden = [...disclosures.slice(0, 1), ...disclosures.slice(2)].join("~");
  const changed = (members: object): string => JSON.stringify({ ...parts, ...members });
  const leaf = Buffer.from(entry, "base64url").toString("utf8");
  const withEntry = (text: string): string => changed({ entry: Buffer.from(text).toString("base64url") });

  for (const [text, code] of [
    [changed({ credential: others["credential"] }), "office.draft_unfit"],
    [changed({ credential: parts["old"] }), "office.draft_unfit"],
    [changed({ credential: hidden }), "office.draft_unfit"],
    [changed({ credential: "no credential" }), "office.draft_unfit"],
    [changed({ old: credential }), "office.draft_unfit"],
    [changed({ registry: "A".repeat(43) }), "exchange.wrong_registry"],
    [changed({ entry: "AAAA" }), "exchange.syntax"],
    [changed({ more: "x" }), "exchange.syntax"],
    [changed({ typ: "x" }), "exchange.syntax"],
    [changed({ credential: "x".repeat(200_000) }), "exchange.too_large"],
    [withEntry(leaf.replace('"reason":"death"', '"reason":"court"')), "exchange.signature"],
    [withEntry(leaf.replace('"by":"land-registry"', '"by":"civil-registry"')), "exchange.wrong_office"],
    [
      withEntry(leaf.replace(/"sig":"(.)/, (_, first) => `"sig":"${first === "A" ? "B" : "A"}`)),
      "exchange.signature",
    ],
    [withEntry(leaf.replace('"kind":"credential.replace"', '"kind":"credential.revoke"')), "exchange.syntax"],
    ["", "exchange.syntax"],
  ] as const) {
    assert.equal(await second.refused("office.preview_draft", { draft: text }), code);
    assert.equal(await second.refused("office.approve", { draft: text }), code);
  }
  // Without what it was before it can be judged all the same.
  const { old: _old, ...without } = parts;
  const view = await second.ask("office.preview_draft", { draft: JSON.stringify(without) });
  assert.equal(view.before, undefined);
  assert.equal(await civil.refused("office.preview_draft", { draft }), "exchange.wrong_office");
  assert.equal(await owner.refused("office.preview_draft", { draft }), "office.none");

  // The old one goes on in the meantime.
  await land.ask("office.suspend", { commitment: old, reason: "investigation" });
  assert.equal((await second.answer("office.approve", { draft })).ok, false);
  assert.equal(await second.refused("office.preview_draft", { draft }), "office.draft_stale");
});

test("a reason that needs the owner is no order's, and with no node nothing is signed or kept", async () => {
  const { commitment: old, parcel } = await held();
  const request = await requestBy(heir, "land-registry", TITLE_VCT);
  const args = { old, request, claims: { ...TITLE, parcel, ...HEIR }, order: ORDER };
  assert.equal(
    await land.refused("office.replace_by_order", { ...args, reason: "transfer" }),
    "office.order_reason",
  );
  const { row, draft } = await ordered(old, parcel);
  await second.ask("registry.sync", {});
  await world.withoutNode(async () => {
    const refused = await land.refused("office.replace_by_order", { ...args, reason: "court" });
    assert.equal(refused, "office.unreachable");
    // What waits can be looked at, and passed on again.
    assert.equal((await second.ask("office.preview_draft", { draft })).commitment, row.commitment);
    assert.equal((await land.ask("office.refresh", { commitment: row.commitment })).draft, draft);
    assert.equal(await second.refused("office.approve", { draft }), "office.not_sent");
  });
  assert.equal((await second.ask("office.approve", { draft })).state, "sealed");
});

test("with the owner's consent nobody is alarmed", async () => {
  const { commitment: old, parcel, id } = await held();
  const request = await requestBy(heir, "land-registry", TITLE_VCT);
  const claims = { ...TITLE, parcel, ...HEIR };
  const proposed = await land.ask("office.propose_replacement", { old, request, claims, reason: "transfer" });
  const { consent } = await owner.ask("holder.consent", { request: proposed.consentRequest });
  whole(await land.ask("office.complete_replacement", { proposal: proposed.proposal, consents: [consent] }));
  assert.deepEqual(await mark(owner, id), { state: "replaced", withoutConsent: false });
});

test("a type that asks for two officers is issued and replaced by two", async () => {
  await world.decide("type.amend", { id: "property-title", approvals: 2 });
  await land.ask("registry.sync", {});
  const parcel = `32/${++parcels}`;
  const request = await requestBy(owner, "land-registry", TITLE_VCT);
  const claims = { ...TITLE, parcel };
  const first = await land.ask("office.issue", { type: "property-title", request, claims });
  assert.deepEqual([first.row.state, first.delivery], ["waiting", undefined]);
  const draft = first.draft ?? "";
  const seen = await second.ask("office.preview_draft", { draft });
  assert.deepEqual([seen.kind, seen.before, seen.old, seen.past.length], ["issue", undefined, undefined, 0]);
  assert.equal((await second.ask("office.approve", { draft })).state, "sealed");
  const issued = whole(await land.ask("office.refresh", { commitment: first.row.commitment }));
  const { id } = await owner.ask("holder.keep", { delivery: issued.delivery });

  const next = await requestBy(heir, "land-registry", TITLE_VCT);
  const proposed = await land.ask("office.propose_replacement", {
    old: first.row.commitment,
    request: next,
    claims: { ...claims, ...HEIR },
    reason: "transfer",
  });
  const { consent } = await owner.ask("holder.consent", { request: proposed.consentRequest });
  const given = { proposal: proposed.proposal, consents: [consent] };
  const waiting = await land.ask("office.complete_replacement", given);
  assert.equal(waiting.row.state, "waiting");
  const look = await second.ask("office.preview_draft", { draft: waiting.draft ?? "" });
  assert.deepEqual([look.consents, look.order, look.reason], [1, undefined, "transfer"]);
  assert.equal((await second.ask("office.approve", { draft: waiting.draft ?? "" })).state, "sealed");
  whole(await land.ask("office.refresh", { commitment: proposed.proposal }));
  assert.deepEqual(await mark(owner, id), { state: "replaced", withoutConsent: false });
  const vct = BIRTH_VCT;
  assert.equal((await civil.ask("office.types", {})).find((type) => type.vct === vct)?.approvals, 1);
  assert.equal((await land.ask("office.types", {}))[0]?.approvals, 2);
});
