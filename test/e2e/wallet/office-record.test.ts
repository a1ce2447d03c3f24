import assert from "node:assert/strict";
import { after, test } from "node:test";
import { BIRTH, TITLE, TITLE_VCT, WalletWorld, whole } from "../../support/wallet-world.ts";

const world = await WalletWorld.open({ after }, ["civil-registry", "land-registry", "bank"]);
const civil = world.office("civil-registry");
const land = world.office("land-registry");
const citizen = await world.citizen();

const requestTitle = async (): Promise<string> =>
  (await citizen.ask("holder.request_key", { office: "land-registry", vct: TITLE_VCT })).request;

async function issueTitle(parcel: string) {
  const request = await requestTitle();
  const issued = whole(
    await land.ask("office.issue", { type: "property-title", request, claims: { ...TITLE, parcel } }),
  );
  await citizen.ask("holder.keep", { delivery: issued.delivery });
  return issued.row;
}

const actsOn = async (commitment: string) =>
  (await land.ask("office.record", { commitment })).acts.map(({ act }) => act);

test("an office sees the types that it may issue, as they are defined", async () => {
  const [type, ...more] = await land.ask("office.types", {});
  assert.deepEqual(more, []);
  assert.equal(type?.id, "property-title");
  assert.equal(type?.mayIssue, true);
  assert.equal(type?.consent, true);
  assert.deepEqual(type?.unique, [["district"], ["parcel"]]);
  assert.deepEqual(
    type?.claims.map(({ path, kind }) => [path.join("."), kind]),
    [
      ["district", "text"],
      ["parcel", "text"],
      ["address", "place"],
      ["area_m2", "integer"],
      ["owner", "text"],
      ["share", "text"],
      ["since", "date"],
    ],
  );
  assert.deepEqual(await world.office("bank").ask("office.types", {}), []);
  assert.equal(await citizen.refused("office.types", {}), "office.none");
});

test("a second one for the same thing is known before it is signed, however it is written", async () => {
  const ask = async (parcel: string) =>
    await land.ask("office.find_duplicate", { type: "property-title", claims: { ...TITLE, parcel } });
  assert.deepEqual(await ask("40/1"), { state: "free" });
  const row = await issueTitle("40/1");
  for (const parcel of ["40/1", "040 / 1", "４０-1"]) {
    assert.deepEqual(await ask(parcel), { state: "held", commitment: row.commitment, row });
  }
  assert.deepEqual(await ask("40/2"), { state: "free" });
  assert.deepEqual(await ask("40 1"), { state: "unfit" });
  assert.deepEqual(
    await land.ask("office.find_duplicate", { type: "property-title", claims: { parcel: "40/1" } }),
    { state: "unfit" },
  );
  const other = { type: "birth-certificate", claims: BIRTH };
  assert.equal(await land.refused("office.find_duplicate", other), "office.no_keeper");
  assert.equal(await land.refused("office.find_duplicate", { ...other, type: "x" }), "office.unknown_type");
  await land.ask("office.revoke", { commitment: row.commitment, reason: "error" });
  assert.deepEqual(await ask("40/1"), { state: "free" });
});

test("a record says what may be done with it as it stands, and every reason it names is taken", async () => {
  const { commitment } = await issueTitle("41/1");
  const record = await land.ask("office.record", { commitment });
  assert.deepEqual(record.claims.find(({ path }) => path[0] === "parcel")?.value, "41/1");
  assert.deepEqual(await actsOn(commitment), ["suspend", "replace", "order", "revoke"]);
  for (const reason of record.acts.find(({ act }) => act === "suspend")?.reasons ?? []) {
    assert.equal((await land.ask("office.suspend", { commitment, reason })).state, "sealed", reason);
    assert.deepEqual(await actsOn(commitment), ["reinstate", "replace", "order", "revoke"]);
    assert.equal((await land.ask("office.reinstate", { commitment, reason: "resolved" })).state, "sealed");
  }
  await land.ask("office.revoke", { commitment, reason: "ended" });
  const { acts, past } = await land.ask("office.record", { commitment });
  assert.deepEqual(acts, []);
  assert.deepEqual(
    past.map(({ kind, reason }) => [kind, reason]),
    [
      ["issued", undefined],
      ["revoked", "ended"],
    ],
  );
  assert.equal(await civil.refused("office.record", { commitment }), "office.unknown_credential");
  assert.equal(await citizen.refused("office.record", { commitment }), "office.none");
});

test("a replacement that waits can be asked for again, and is the past of what came of it", async () => {
  const { commitment: old } = await issueTitle("42/1");
  const claims = { ...TITLE, parcel: "42/1", owner: "Jonah Buyer" };
  const request = await requestTitle();
  const { proposal } = await land.ask("office.propose_replacement", {
    old,
    request,
    claims,
    reason: "transfer",
  });
  const { proposals } = await land.ask("office.record", { commitment: old });
  assert.equal(proposals.length, 1);
  assert.equal(proposals[0]?.proposal, proposal);
  assert.equal(proposals[0]?.claims.find(({ path }) => path[0] === "owner")?.value, "Jonah Buyer");
  // The question as it is asked again is answered as the first one would be.
  const { consent } = await citizen.ask("holder.consent", { request: proposals[0]?.consentRequest ?? "" });
  whole(await land.ask("office.complete_replacement", { proposal, consents: [consent] }));
  const ended = await land.ask("office.record", { commitment: old });
  assert.deepEqual([ended.row.status, ended.successor, ended.proposals], ["replaced", proposal, []]);
  const { past, predecessor } = await land.ask("office.record", { commitment: proposal });
  assert.equal(predecessor, old);
  assert.deepEqual(
    past.map(({ kind, commitment }) => [kind, commitment]),
    [
      ["issued", old],
      ["replaced", old],
      ["issued", proposal],
    ],
  );
});

test("what nobody owns is renewed by its office alone: the next one is under a new key and takes its place", async () => {
  const vct = "urn:sealfolio:type:birth-certificate:1";
  const request = async () =>
    (await citizen.ask("holder.request_key", { office: "civil-registry", vct })).request;
  const claims = world.birth("C 0902/2026");
  const issued = whole(
    await civil.ask("office.issue", {
      type: "birth-certificate",
      request: await request(),
      claims,
      validFor: 30 * 86_400,
    }),
  );
  const old = issued.row.commitment;
  await citizen.ask("holder.keep", { delivery: issued.delivery });
  const { acts } = await civil.ask("office.record", { commitment: old });
  assert.deepEqual(
    acts.map(({ act }) => act),
    ["suspend", "renew", "order", "revoke"],
  );
  const { proposal } = await civil.ask("office.propose_replacement", {
    old,
    request: await request(),
    claims,
    reason: "renewal",
  });
  const next = whole(await civil.ask("office.complete_replacement", { proposal }));
  assert.equal(next.row.commitment, proposal);
  const kept = await citizen.ask("holder.keep", { delivery: next.delivery });
  assert.equal(kept.state, "valid");
  const held = await citizen.ask("holder.list", {});
  const before = held.find(({ commitment }) => commitment === old);
  assert.deepEqual([before?.state, before?.withoutConsent], ["replaced", false]);
  assert.ok(kept.expires > (before?.expires ?? Infinity));
});
