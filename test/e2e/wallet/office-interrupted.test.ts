import assert from "node:assert/strict";
import { join } from "node:path";
import { after, test } from "node:test";
import { startScript } from "../../support/child.ts";
import { BIRTH_VCT, TITLE, TITLE_VCT, WalletWorld, whole } from "../../support/wallet-world.ts";

const world = await WalletWorld.open({ after }, ["civil-registry", "land-registry"]);
const civil = world.office("civil-registry");
const land = world.office("land-registry");
const citizen = await world.citizen();

const CHILD = join(import.meta.dirname, "..", "..", "support", "issuing-child.ts");

const wanted = async (number: string) => {
  const asked = { office: "civil-registry", vct: BIRTH_VCT };
  const { request } = await citizen.ask("holder.request_key", asked);
  return { type: "birth-certificate", request, claims: world.birth(number) };
};

/** Rows that hold this number, whatever became of them. */
const rowsWith = async (number: string) => await civil.ask("office.register", { search: number, limit: 10 });

test("with no node to reach, nothing is signed", async () => {
  const args = await wanted("C 100");
  await world.withoutNode(async () => {
    assert.equal(await civil.refused("office.issue", args), "office.unreachable");
    assert.deepEqual(await rowsWith("100"), []);
    const commitment = "A".repeat(43);
    for (const call of ["office.suspend", "office.reinstate", "office.revoke"] as const) {
      assert.equal(await civil.refused(call, { commitment, reason: "error" }), "office.not_sent");
    }
    assert.equal(await civil.refused("registry.sync", {}), "follow.no_source");
  });
  const [newest] = await civil.ask("activity.list", { limit: 1 });
  assert.deepEqual([newest?.kind, newest?.outcome, newest?.code], ["issue", "failed", "office.unreachable"]);
});

test("a node lost at any request leaves a row that goes on where it was, and one entry", async () => {
  let kept = 0;
  for (let lostAt = 1; ; lostAt++) {
    const number = `L${lostAt}X`;
    let requests = 0;
    civil.onRequest = () => {
      civil.isOffline = ++requests >= lostAt;
    };
    const args = await wanted(number);
    const answer = await civil.answer("office.issue", args);
    civil.onRequest = () => {};
    civil.isOffline = false;
    if (answer.ok) {
      // Enough requests for all of it.
      assert.equal(answer.value.row.state, "sealed");
      break;
    }
    assert.equal(answer.code, "office.unreachable");
    const [row, ...more] = await rowsWith(number);
    assert.deepEqual(more, []);
    if (row === undefined) continue;
    kept++;
    const { commitment } = row;
    // Whoever issues once more, and twice at a time, goes on with what was signed.
    if (kept === 1) {
      const again = await Promise.all([civil.ask("office.issue", args), civil.ask("office.issue", args)]);
      assert.deepEqual(
        again.map((one) => [one.row.commitment, one.row.state]),
        [
          [commitment, "sealed"],
          [commitment, "sealed"],
        ],
      );
    }
    const refreshed = whole(await civil.ask("office.refresh", { commitment }));
    assert.equal(refreshed.row.status, "valid");
    assert.equal(await world.countInChain(commitment), 1);
    assert.ok(lostAt < 30);
  }
  assert.ok(kept >= 3, `${kept} rows were kept`);
});

test("a program killed at any request leaves a row that goes on where it was, and one entry", async (t) => {
  let kept = 0;
  for (let killAt = 2; ; killAt += 2) {
    const number = `K${killAt}X`;
    const args = JSON.stringify(await wanted(number));
    civil.close();
    const child = startScript(t, CHILD, { args: [civil.folder, String(killAt), civil.passphrase, args] });
    const said = await child.line();
    await child.ended();
    await civil.reopen();
    if (said !== undefined) {
      assert.equal(said, "sealed");
      break;
    }
    const [row, ...more] = await rowsWith(number);
    assert.deepEqual(more, []);
    assert.ok(killAt < 40);
    if (row === undefined) continue;
    kept++;
    const refreshed = whole(await civil.ask("office.refresh", { commitment: row.commitment }));
    assert.equal(refreshed.row.status, "valid");
    assert.equal(await world.countInChain(row.commitment), 1);
  }
  assert.ok(kept >= 1, `${kept} rows were kept`);
});

test("a sale interrupted at any request ends with one title", async () => {
  const ask = async () =>
    (await citizen.ask("holder.request_key", { office: "land-registry", vct: TITLE_VCT })).request;
  const issued = await land.ask("office.issue", {
    type: "property-title",
    request: await ask(),
    claims: TITLE,
  });
  let { row: current, delivery } = whole(issued);
  for (const lostAt of [1, 4, 6, 8]) {
    await citizen.ask("holder.keep", { delivery });
    const { commitment: old } = current;
    const { proposal, consentRequest } = await land.ask("office.propose_replacement", {
      old,
      request: await ask(),
      claims: TITLE,
      reason: "transfer",
    });
    const { consent } = await citizen.ask("holder.consent", { request: consentRequest });
    let requests = 0;
    land.onRequest = () => {
      land.isOffline = ++requests >= lostAt;
    };
    const args = { proposal, consents: [consent] };
    const first = await land.answer("office.complete_replacement", args);
    land.onRequest = () => {};
    land.isOffline = false;
    if (!first.ok) assert.equal(first.code, "office.unreachable");
    ({ row: current, delivery } = whole(await land.ask("office.complete_replacement", args)));
    // The entry that ends the old one and issues the new names both, once.
    assert.equal(await world.countInChain(proposal), 1);
    assert.equal(await world.countInChain(old), 2);
  }
});
