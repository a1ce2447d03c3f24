import assert from "node:assert/strict";
import { after, test } from "node:test";
import { ADVERSARY, forge } from "../../support/adversary.ts";
import type { TestWallet } from "../../support/test-wallet.ts";
import { BIRTH_VCT, TITLE, TITLE_VCT, WalletWorld, whole } from "../../support/wallet-world.ts";

const world = await WalletWorld.open({ after }, ["civil-registry", "land-registry"]);
const civil = world.office("civil-registry");
const land = world.office("land-registry");
const citizen = await world.citizen();
const buyer = await world.citizen("buyer");
let parcels = 0;

const requestBy = async (holder: TestWallet, office: string, vct: string): Promise<string> =>
  (await holder.ask("holder.request_key", { office, vct })).request;

const title = async (holder: TestWallet, parcel: string) =>
  await land.ask("office.issue", {
    type: "property-title",
    request: await requestBy(holder, "land-registry", TITLE_VCT),
    claims: { ...TITLE, parcel },
  });

/** The citizen's title, kept, and what the land registry asks for before it is the buyer's. */
async function proposedSale() {
  const parcel = `7/${++parcels}`;
  const { row, delivery } = whole(await title(citizen, parcel));
  await citizen.ask("holder.keep", { delivery });
  const old = row.commitment;
  const request = await requestBy(buyer, "land-registry", TITLE_VCT);
  const claims = { ...TITLE, parcel, owner: "Jonah Buyer" };
  const proposed = await land.ask("office.propose_replacement", { old, request, claims, reason: "transfer" });
  return { old, ...proposed };
}

const rowOf = async (office: TestWallet, commitment: string) => {
  const rows = await office.ask("office.register", { limit: 1000 });
  return rows.find((row) => row.commitment === commitment);
};

test("what is issued is in the register, found by its words, and delivered again when asked for", async () => {
  const { row, delivery } = await world.issueBirth(citizen, world.birth("C 1/1991"));
  assert.equal(row.state, "sealed");
  assert.equal(row.status, "valid");
  assert.ok((row.height ?? 0) > 0);
  assert.deepEqual(await rowOf(civil, row.commitment), row);
  for (const search of ["qvistgaard", "ZYXANDRIA c 1/1991", "birth-certificate", "otto", ""]) {
    const found = await civil.ask("office.register", { search, limit: 10 });
    assert.deepEqual(
      found.map(({ commitment }) => commitment),
      [row.commitment],
      search,
    );
  }
  assert.deepEqual(await civil.ask("office.register", { search: "nobody", limit: 10 }), []);
  const again = whole(await civil.ask("office.refresh", { commitment: row.commitment }));
  assert.notEqual(again.delivery, delivery);
  await citizen.ask("holder.keep", { delivery: again.delivery });
  assert.equal(await citizen.refused("holder.keep", { delivery }), "holder.already_kept");
});

test("the register is asked by word, kind, group and time, and says how many of how many", async () => {
  const { row } = whole(await title(citizen, "91/1"));
  const all = await land.ask("office.find", { from: 0, count: 200 });
  assert.deepEqual([all.found, all.total, all.rows.length], [all.total, all.total, all.total]);
  assert.ok(all.oldest !== undefined && all.oldest <= row.issued);
  const find = async (asked: { readonly [name: string]: string | number }) => {
    const { rows, found, total, milliseconds } = await land.ask("office.find", {
      ...asked,
      from: 0,
      count: 200,
    });
    assert.deepEqual([found, total], [rows.length, all.total]);
    assert.ok(Number.isInteger(milliseconds) && milliseconds >= 0);
    return rows.map(({ commitment }) => commitment);
  };
  const live = { search: "91/1", type: "property-title", group: "live", since: row.issued };
  assert.deepEqual(await find(live), [row.commitment]);
  assert.deepEqual(await find({ ...live, type: "id-card" }), []);
  assert.deepEqual(await find({ ...live, group: "ended" }), []);
  assert.deepEqual(await find({ ...live, group: "waiting" }), []);
  assert.deepEqual(await find({ ...live, since: row.issued + 1 }), []);
  assert.deepEqual(await find({ ...live, before: row.issued }), []);
  await land.ask("office.revoke", { commitment: row.commitment, reason: "error" });
  assert.deepEqual(await find({ ...live, group: "ended" }), [row.commitment]);
  const part = await land.ask("office.find", { from: 1, count: 1 });
  assert.deepEqual([part.rows, part.found], [all.rows.slice(1, 2), all.total]);
  assert.equal(await citizen.refused("office.find", { from: 0, count: 1 }), "office.none");
});

test("a second one for the same thing is refused by the registry, and the row says so", async () => {
  const first = whole(await title(citizen, "12/3"));
  for (const parcel of ["12/3", "012/3", "１２/３"]) {
    const { row, delivery } = await title(buyer, parcel);
    assert.equal(delivery, undefined);
    assert.deepEqual([row.state, row.code], ["refused", "tag.held"]);
    assert.deepEqual(await rowOf(land, row.commitment), row);
    const refreshed = await land.ask("office.refresh", { commitment: row.commitment });
    assert.deepEqual(refreshed, { row });
  }
  const [newest] = await land.ask("activity.list", { limit: 1 });
  assert.deepEqual([newest?.kind, newest?.outcome, newest?.code], ["issue", "refused", "tag.held"]);
  // What has ended holds its parcel no longer.
  await land.ask("office.revoke", { commitment: first.row.commitment, reason: "error" });
  whole(await title(buyer, "12/3"));
});

test("suspended, reinstated, suspended, revoked for good", async () => {
  const { row } = await world.issueBirth(citizen, world.birth("C 2/1991"));
  const { commitment } = row;
  const change = async (kind: "suspend" | "reinstate" | "revoke", reason: string) => {
    const { state, code, row: changed } = await civil.ask(`office.${kind}`, { commitment, reason });
    return [state, code, changed?.status];
  };
  assert.deepEqual(await change("suspend", "investigation"), ["sealed", undefined, "suspended"]);
  const [state, code] = await change("suspend", "investigation");
  assert.equal(state, "refused");
  assert.match(code ?? "", /^[a-z_]+\.[a-z_]+$/);
  assert.deepEqual(await change("reinstate", "error"), ["sealed", undefined, "valid"]);
  assert.equal((await change("reinstate", "error"))[0], "refused");
  assert.deepEqual(await change("revoke", "no-such-reason"), ["refused", "body.choice", "valid"]);
  assert.deepEqual(await change("revoke", "lost"), ["sealed", undefined, "revoked"]);
  for (const kind of ["suspend", "reinstate", "revoke"] as const) {
    assert.equal((await change(kind, "error"))[0], "refused");
  }
  assert.equal((await rowOf(civil, commitment))?.status, "revoked");
});

test("an office changes what it issued itself, and nothing else", async () => {
  const { row } = await world.issueBirth(citizen, world.birth("C 3/1991"));
  for (const commitment of [row.commitment, "A".repeat(43)]) {
    for (const call of ["office.suspend", "office.reinstate", "office.revoke"] as const) {
      const args = { commitment, reason: "error" };
      assert.equal(await land.refused(call, args), "office.unknown_credential");
    }
    assert.equal(await land.refused("office.refresh", { commitment }), "office.unknown_credential");
  }
  const request = await requestBy(citizen, "land-registry", TITLE_VCT);
  const args = { old: row.commitment, request, claims: TITLE, reason: "transfer" };
  assert.equal(await land.refused("office.propose_replacement", args), "office.unknown_credential");
});

test("a sale with the owner's consent ends the old title and issues the new one", async () => {
  const { old, proposal, consentRequest } = await proposedSale();
  const view = await citizen.ask("holder.preview_consent", { request: consentRequest });
  assert.equal(view.credential.commitment, old);
  assert.equal(view.office.id, "land-registry");
  assert.equal(view.reason, "transfer");
  const owner = view.changes?.find(({ path }) => path.join() === "owner");
  assert.deepEqual(
    { before: owner?.before, after: owner?.after, label: owner?.label["en"] },
    { before: "Ada Marie Sample", after: "Jonah Buyer", label: "Owner" },
  );
  assert.equal((await rowOf(land, old))?.status, "valid");
  const { consent } = await citizen.ask("holder.consent", { request: consentRequest });
  const args = { proposal, consents: [consent] };
  const { row, delivery } = whole(await land.ask("office.complete_replacement", args));
  assert.equal(row.commitment, proposal);
  assert.equal((await buyer.ask("holder.keep", { delivery })).state, "valid");
  await citizen.ask("registry.sync", {});
  const before = await citizen.ask("holder.show", { id: old });
  assert.equal(before.state, "replaced");
  assert.equal((await rowOf(land, old))?.status, "replaced");
  // Once more: the same delivery, no second entry.
  const again = whole(await land.ask("office.complete_replacement", args));
  assert.deepEqual(again.row, row);
});

test("a consent by another is refused by the registry, and the right one still counts", async () => {
  const { old, proposal, consentRequest } = await proposedSale();
  const other = await proposedSale();
  const foreign = (await citizen.ask("holder.consent", { request: other.consentRequest })).consent;
  const { consent } = await citizen.ask("holder.consent", { request: consentRequest });
  const { key, sig } = JSON.parse(consent) as { key: string; sig: string };
  const wrong: readonly (readonly [consents: readonly string[], code: string])[] = [
    [[foreign], "consent.unknown_key"],
    [
      [JSON.stringify({ key, sig: sig.replace(/^./, (first) => (first === "A" ? "B" : "A")) })],
      "consent.invalid",
    ],
    [[consent, foreign], "consent.unknown_key"],
  ];
  for (const [consents, code] of wrong) {
    const { row, delivery } = await land.ask("office.complete_replacement", {
      proposal,
      consents: [...consents],
    });
    assert.deepEqual([row.state, row.code, delivery], ["refused", code, undefined]);
    assert.equal((await rowOf(land, old))?.status, "valid");
  }
  // One owner counts once, however often they agreed.
  whole(await land.ask("office.complete_replacement", { proposal, consents: [consent, consent] }));
});

test("only the owner is asked, by the office that issued, within the time it gave", async () => {
  const { consentRequest } = await proposedSale();
  const unknown = "holder.unknown_credential";
  for (const call of ["holder.preview_consent", "holder.consent"] as const) {
    assert.equal(await buyer.refused(call, { request: consentRequest }), unknown);
    const byAnother = forge(consentRequest);
    assert.equal(await citizen.refused(call, { request: byAnother }), "exchange.signature");
    const kid = forge(consentRequest, { header: { kid: "A".repeat(43) } });
    assert.equal(await citizen.refused(call, { request: kid }), "exchange.wrong_office");
    world.ahead += 31 * 86_400;
    assert.equal(await citizen.refused(call, { request: consentRequest }), "exchange.expired");
    world.ahead -= 31 * 86_400;
  }
});

test("a certificate whose type asks for no consent has no owner to ask", async () => {
  const kept = await world.giveBirth(citizen, world.birth("C 4/1991"));
  const request = await requestBy(buyer, "civil-registry", BIRTH_VCT);
  const args = { old: kept.commitment, request, claims: world.birth("C 4/1991"), reason: "correction" };
  const { consentRequest } = await civil.ask("office.propose_replacement", args);
  assert.equal(await citizen.refused("holder.consent", { request: consentRequest }), "holder.no_consent_key");
});

test("an unknown proposal, and what is no consent, are refused", async () => {
  const { proposal, consentRequest } = await proposedSale();
  const { consent } = await citizen.ask("holder.consent", { request: consentRequest });
  const unknown = { proposal: "A".repeat(43), consents: [consent] };
  assert.equal(await land.refused("office.complete_replacement", unknown), "office.unknown_proposal");
  for (const text of ["", "{}", `{"key":"x","sig":"y"}`, `${consent} `.repeat(2), consentRequest]) {
    const args = { proposal, consents: [text] };
    assert.equal(await land.refused("office.complete_replacement", args), "exchange.syntax");
  }
});

test("a key request for another office, registry, type or time is refused before anything is signed", async () => {
  const request = await requestBy(citizen, "civil-registry", BIRTH_VCT);
  const before = (await civil.ask("office.register", { limit: 1000 })).length;
  const issue = async (given: string) =>
    await civil.refused("office.issue", {
      type: "birth-certificate",
      request: given,
      claims: world.birth("C 5/1991"),
    });
  const other = await requestBy(citizen, "land-registry", TITLE_VCT);
  assert.equal(await issue(other), "exchange.wrong_office");
  const jwk = { ...ADVERSARY.publicKey };
  const aud = `sealfolio:${"A".repeat(43)}:civil-registry`;
  assert.equal(await issue(forge(request, { payload: { vct: "x" } })), "exchange.signature");
  assert.match(
    await issue(forge(request, { header: { jwk }, payload: { aud } })),
    /^exchange\.(wrong_registry|syntax)$/,
  );
  assert.equal(
    await issue(forge(request, { header: { jwk }, payload: { vct: TITLE_VCT } })),
    "office.wrong_type",
  );
  world.ahead += 91 * 86_400;
  assert.equal(await issue(request), "exchange.expired");
  world.ahead -= 91 * 86_400 + 400;
  assert.equal(await issue(request), "exchange.not_yet");
  world.ahead += 400;
  assert.equal((await civil.ask("office.register", { limit: 1000 })).length, before);
  const noConsent = forge(other, { header: { jwk }, payload: { consent: undefined } });
  const args = { type: "property-title", request: noConsent, claims: { ...TITLE, parcel: "99" } };
  assert.equal(await land.refused("office.issue", args), "office.consent_missing");
});

test("who is no office, keeps no full copy, or is not accredited, issues nothing", async () => {
  const args = { type: "birth-certificate", request: "x", claims: {} };
  assert.equal(await citizen.refused("office.keys", {}), "office.none");
  assert.equal(await citizen.refused("office.register", { limit: 1 }), "office.none");
  assert.equal(await citizen.refused("office.issue", args), "office.none");
  assert.equal(await citizen.refused("registry.blocks", { from: 0, count: 1 }), "registry.full_only");
  const light = await world.wallet({ name: "light office", mode: "light", office: "light-office" });
  assert.equal(await light.refused("office.issue", args), "registry.full_only");
  const newcomer = await world.wallet({ name: "newcomer", mode: "full", office: "newcomer" });
  assert.equal(await newcomer.refused("office.issue", args), "office.none");
});
