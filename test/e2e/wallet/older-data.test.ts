import assert from "node:assert/strict";
import { cpSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import type { TestWallet } from "../../support/test-wallet.ts";
import { BIRTH_VCT, TITLE, TITLE_VCT, WalletWorld, whole } from "../../support/wallet-world.ts";

const world = await WalletWorld.open({ after }, ["civil-registry", "land-registry"]);
const civil = world.office("civil-registry");
const land = world.office("land-registry");
const citizen = await world.citizen();
const buyer = await world.citizen("buyer");

/** What lies in a wallet's folder now, for later; the wallet goes on. */
async function keepCopy(wallet: TestWallet): Promise<string> {
  wallet.close();
  const kept = `${wallet.folder}.earlier`;
  rmSync(kept, { recursive: true, force: true });
  cpSync(wallet.folder, kept, { recursive: true });
  await wallet.reopen();
  return kept;
}

async function putBack(wallet: TestWallet, kept: string): Promise<void> {
  wallet.close();
  rmSync(wallet.folder, { recursive: true });
  renameSync(kept, wallet.folder);
  await wallet.reopen();
}

const gapOf = async (wallet: TestWallet) => (await wallet.ask("wallet.status", {})).gap;

/** Issues anew, the way an officer would. */
async function issueArgs(number: string) {
  const { request } = await citizen.ask("holder.request_key", { office: "civil-registry", vct: BIRTH_VCT });
  return { type: "birth-certificate", request, claims: world.birth(number) };
}

const newest = async () => (await civil.ask("registry.status", {})).age?.height ?? 0;

test("an office's whole folder put back is noticed at the registry, before anything is signed", async () => {
  await world.issueBirth(citizen, world.birth("C 1/2001"));
  const kept = await keepCopy(civil);
  const { row } = await world.issueBirth(citizen, world.birth("C 2/2001"));
  const from = await newest();
  const ended = await civil.ask("office.revoke", { commitment: row.commitment, reason: "error" });
  assert.equal(ended.state, "sealed");
  const to = await newest();
  assert.equal(await gapOf(civil), undefined, "while nothing was put back");

  await putBack(civil, kept);
  assert.equal(await gapOf(civil), undefined, "nothing is known before a source was asked");
  const wanted = await issueArgs("C 3/2001");
  assert.equal(await civil.refused("office.issue", wanted), "office.older_data");
  assert.deepEqual(await gapOf(civil), { acts: 2, from, to });
  const [first] = await civil.ask("activity.list", { limit: 1, kinds: ["older_data"] });
  assert.deepEqual([first?.outcome, first?.code], ["failed", "office.older_data"]);
  // It is not forgotten with a restart, and nothing else is signed either.
  civil.close();
  await civil.reopen();
  assert.deepEqual(await gapOf(civil), { acts: 2, from, to });
  const end = { commitment: row.commitment, reason: "error" };
  assert.equal(await civil.refused("office.revoke", end), "office.older_data");

  assert.equal(await civil.ask("office.accept_gap", {}), null);
  assert.equal(await gapOf(civil), undefined);
  assert.equal((await civil.ask("office.issue", wanted)).row.state, "sealed");
  await civil.ask("registry.sync", {});
  assert.equal(await gapOf(civil), undefined, "what was accepted is not told again");
});

test("the vault's file alone put back is noticed at the next sync", async () => {
  const vault = join(civil.folder, "vault.sqlite");
  civil.close();
  cpSync(vault, `${civil.folder}.vault`);
  await civil.reopen();
  await world.issueBirth(citizen, world.birth("C 4/2001"));
  civil.close();
  cpSync(`${civil.folder}.vault`, vault);
  await civil.reopen();
  await civil.ask("registry.sync", {});
  assert.equal((await gapOf(civil))?.acts, 1);
  assert.equal(await civil.refused("office.issue", await issueArgs("C 5/2001")), "office.older_data");
  await civil.ask("office.accept_gap", {});
  // A wallet of no office has nothing to accept.
  assert.equal(await citizen.refused("office.accept_gap", {}), "office.none");
});

test("put back twice, all that was done since counts, of whatever kind", async () => {
  const kept = await keepCopy(civil);
  await world.issueBirth(citizen, world.birth("C 6/2001"));
  const { row } = await world.issueBirth(citizen, world.birth("C 7/2001"));
  const suspend = { commitment: row.commitment, reason: "investigation" };
  const again = `${kept}.again`;
  cpSync(kept, again, { recursive: true });
  await putBack(civil, kept);
  await civil.ask("registry.sync", {});
  assert.equal((await gapOf(civil))?.acts, 2);
  await civil.ask("office.accept_gap", {});
  assert.equal((await civil.ask("office.suspend", suspend)).state, "sealed");
  await putBack(civil, again);
  await civil.ask("registry.sync", {});
  assert.equal((await gapOf(civil))?.acts, 3);
  await civil.ask("office.accept_gap", {});
});

test("a citizen's folder put back behind a consent is noticed: the old certificate is told to be gone", async () => {
  const { request } = await citizen.ask("holder.request_key", { office: "land-registry", vct: TITLE_VCT });
  const issued = whole(
    await land.ask("office.issue", { type: "property-title", request, claims: { ...TITLE, parcel: "9/1" } }),
  );
  await citizen.ask("holder.keep", { delivery: issued.delivery });
  const kept = await keepCopy(citizen);
  const bought = await buyer.ask("holder.request_key", { office: "land-registry", vct: TITLE_VCT });
  const proposed = await land.ask("office.propose_replacement", {
    old: issued.row.commitment,
    request: bought.request,
    claims: { ...TITLE, parcel: "9/1", owner: "Jonah Buyer" },
    reason: "transfer",
  });
  const { consent } = await citizen.ask("holder.consent", { request: proposed.consentRequest });
  await land.ask("office.complete_replacement", { proposal: proposed.proposal, consents: [consent] });

  const shown = async () => {
    await citizen.ask("registry.sync", {});
    const { state, withoutConsent } = await citizen.ask("holder.show", { id: issued.row.commitment });
    return { state, withoutConsent };
  };
  assert.deepEqual(await shown(), { state: "replaced", withoutConsent: false });
  await putBack(citizen, kept);
  assert.deepEqual(await shown(), { state: "replaced", withoutConsent: true });
});
