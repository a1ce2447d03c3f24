import assert from "node:assert/strict";
import { after, test } from "node:test";
import { buildDelivery } from "../../../src/exchange/delivery.ts";
import { deliverTo, forge, lookInto, readJws } from "../../support/adversary.ts";
import type { TestWallet } from "../../support/test-wallet.ts";
import { BIRTH, BIRTH_VCT, WalletWorld, whole } from "../../support/wallet-world.ts";

const world = await WalletWorld.open({ after }, ["civil-registry"]);
const civil = world.office("civil-registry");
let people = 0;

/** Somebody new, with a birth certificate that waits to be received. */
async function offered() {
  const citizen = await world.citizen(`citizen-${++people}`);
  const asked = await citizen.ask("holder.request_key", { office: "civil-registry", vct: BIRTH_VCT });
  const claims = world.birth(`C ${people}/1991`);
  const issued = await civil.ask("office.issue", {
    type: "birth-certificate",
    request: asked.request,
    claims,
  });
  const { row, delivery } = whole(issued);
  return { citizen, request: asked.request, claims, delivery, commitment: row.commitment };
}

async function assertEmpty(wallet: TestWallet): Promise<void> {
  assert.deepEqual(await wallet.ask("holder.list", {}), []);
}

test("a delivery is looked at without being kept, and says exactly what the office wrote", async () => {
  const { citizen, claims, delivery, commitment } = await offered();
  const preview = await citizen.ask("holder.preview", { delivery });
  await assertEmpty(citizen);
  assert.equal(preview.commitment, commitment);
  assert.equal(preview.state, "valid");
  const shown = preview.claims.map(({ path, value }) => [path.join("/"), value]);
  assert.deepEqual(Object.fromEntries(shown), {
    ...Object.fromEntries(Object.entries(claims).filter(([name]) => !name.startsWith("parent"))),
    "parent_1/name": (BIRTH["parent_1"] as { name: string }).name,
    "parent_2/name": "Otto Sample",
  });
  // Nobody has presented it, so this is the most that can be said.
  assert.equal(preview.verdict.outcome, "cannot tell");

  const { id, ...kept } = await citizen.ask("holder.keep", { delivery });
  const { delivery: _delivery, verdict: _verdict, ...seen } = preview;
  assert.deepEqual({ ...kept, age: undefined }, { ...seen, age: undefined });
  assert.deepEqual(
    (await citizen.ask("holder.list", {})).map((each) => each.id),
    [id],
  );
  const { receipt } = await citizen.ask("holder.receipt", { id });
  assert.match(receipt, /c2sp\.org\/tlog-proof@v1/);
});

test("a delivery is kept once", async () => {
  const { citizen, delivery } = await offered();
  const both = await Promise.all([1, 2].map(() => citizen.answer("holder.keep", { delivery })));
  assert.deepEqual(both.map((answer) => (answer.ok ? "kept" : answer.code)).sort(), [
    "holder.already_kept",
    "kept",
  ]);
  assert.equal(await citizen.refused("holder.keep", { delivery }), "holder.already_kept");
  assert.equal(await citizen.refused("holder.preview", { delivery }), "holder.already_kept");
  assert.equal((await citizen.ask("holder.list", {})).length, 1);
  const log = await citizen.ask("activity.list", { limit: 100 });
  const received = log.filter(({ kind }) => kind === "receive");
  assert.deepEqual(received.map(({ outcome }) => outcome).sort(), ["done", "refused", "refused"]);
});

test("a certificate that was deleted is gone, with its keys", async () => {
  const { citizen, delivery, commitment } = await offered();
  const { id } = await citizen.ask("holder.keep", { delivery });
  const other = "A".repeat(43);
  const unknown = "holder.unknown_credential";
  assert.equal(await citizen.refused("holder.delete", { id, commitment: other }), unknown);
  assert.equal(await citizen.ask("holder.delete", { id, commitment }), null);
  await assertEmpty(citizen);
  assert.equal(await citizen.refused("holder.delete", { id, commitment }), unknown);
  assert.equal(await citizen.refused("holder.show", { id }), unknown);
  assert.equal(await citizen.refused("holder.receipt", { id }), unknown);
  assert.equal(await citizen.refused("holder.keep", { delivery }), "holder.not_for_us");
});

test("a delivery for another wallet is not for us", async () => {
  const mine = await offered();
  const theirs = await offered();
  for (const call of ["holder.preview", "holder.keep"] as const) {
    assert.equal(await mine.citizen.refused(call, { delivery: theirs.delivery }), "holder.not_for_us");
  }
  // Nor is their certificate when it is encrypted to us.
  const inside = await lookInto(theirs.citizen, theirs.request, theirs.delivery);
  const delivery = await deliverTo(mine.request, buildDelivery({ credentials: [inside] }));
  assert.equal(await mine.citizen.refused("holder.keep", { delivery }), "holder.not_for_us");
  await assertEmpty(mine.citizen);
});

test("a delivery changed by a byte is refused, and the right one can still be kept", async () => {
  const { citizen, delivery } = await offered();
  const places = Array.from({ length: 40 }, (_, i) => Math.floor((i * (delivery.length - 1)) / 39));
  for (const at of places) {
    const other = delivery[at] === "A" ? "B" : "A";
    const changed = delivery.slice(0, at) + other + delivery.slice(at + 1);
    assert.equal(
      await citizen.refused("holder.keep", { delivery: changed }),
      "holder.not_for_us",
      `at ${at}`,
    );
  }
  await assertEmpty(citizen);
  await citizen.ask("holder.keep", { delivery });
});

test("a certificate that nothing shows to be in the chain is not kept", async () => {
  const { citizen, request, delivery } = await offered();
  const another = await offered();
  const { credential, receipt } = await lookInto(citizen, request, delivery);
  const foreign = await lookInto(another.citizen, another.request, another.delivery);
  const changed = credential.replace("~", "~WyJBQUFBQUFBQUFBQUFBQUFBQUFBQUFBIiwieCIsMV0~");
  const contents = [
    { credential: `${credential}e30.e30.e30`, receipt },
    { credential, receipt: "" },
    { credential, receipt: receipt.slice(0, -2) },
    { credential, receipt: foreign.receipt },
    { credential: changed, receipt },
  ];
  for (const content of contents) {
    const forged = await deliverTo(request, buildDelivery({ credentials: [content] }));
    assert.equal(await citizen.refused("holder.keep", { delivery: forged }), "holder.not_valid");
  }
  const twice = buildDelivery({
    credentials: [contents[0], contents[0]].map(() => ({ credential, receipt })),
  });
  assert.equal(
    await citizen.refused("holder.keep", { delivery: await deliverTo(request, twice) }),
    "holder.not_valid",
  );
  await assertEmpty(citizen);
  const sound = buildDelivery({ credentials: [{ credential, receipt }] });
  await citizen.ask("holder.keep", { delivery: await deliverTo(request, sound) });
});

test("a certificate that somebody else signed is not kept, however far its place in the list", async () => {
  const { citizen, request, delivery } = await offered();
  const { credential, receipt } = await lookInto(citizen, request, delivery);
  const [jwt = "", ...rest] = credential.split("~");
  const { status } = readJws(jwt).payload as { status: { status_list: object } };
  for (const idx of [0, 2 ** 32, 2 ** 53 - 1]) {
    const payload = { status: { status_list: { ...status.status_list, idx } } };
    const forged = { credential: [forge(jwt, { payload }), ...rest].join("~"), receipt };
    const sent = await deliverTo(request, buildDelivery({ credentials: [forged] }));
    const { verdict } = await citizen.ask("holder.preview", { delivery: sent });
    assert.equal(verdict.checks.find(({ name }) => name === "issuer_signature")?.result, "failed");
    assert.equal(await citizen.refused("holder.keep", { delivery: sent }), "holder.not_valid");
  }
  await assertEmpty(citizen);
});

test("a certificate that was ended or suspended meanwhile is not kept", async () => {
  const { citizen, delivery, commitment } = await offered();
  await civil.ask("office.suspend", { commitment, reason: "investigation" });
  const suspended = await citizen.ask("holder.preview", { delivery });
  assert.equal(suspended.state, "suspended");
  assert.equal(suspended.verdict.outcome, "not valid");
  assert.equal(await citizen.refused("holder.keep", { delivery }), "holder.not_valid");
  await civil.ask("office.reinstate", { commitment, reason: "error" });
  assert.equal((await citizen.ask("holder.preview", { delivery })).state, "valid");
  await civil.ask("office.revoke", { commitment, reason: "error" });
  assert.equal((await citizen.ask("holder.preview", { delivery })).state, "revoked");
  assert.equal(await citizen.refused("holder.keep", { delivery }), "holder.not_valid");
  await assertEmpty(citizen);
});

test("without a network, what is newer than this copy waits for one", async () => {
  const { citizen, delivery } = await offered();
  citizen.isOffline = true;
  const preview = await citizen.ask("holder.preview", { delivery });
  assert.equal(preview.state, "cannot tell");
  assert.equal(await citizen.refused("holder.keep", { delivery }), "holder.not_valid");
  citizen.isOffline = false;
  assert.equal((await citizen.ask("holder.keep", { delivery })).state, "valid");
});

test("keys are asked for only where the registry knows office and type", async () => {
  const citizen = await world.citizen("asker");
  const asked = { office: "civil-registry", vct: BIRTH_VCT };
  assert.equal(
    await citizen.refused("holder.request_key", { ...asked, office: "no-office" }),
    "holder.unknown_office",
  );
  assert.equal(
    await citizen.refused("holder.request_key", { ...asked, vct: "urn:none" }),
    "holder.unknown_type",
  );
  const first = await citizen.ask("holder.request_key", asked);
  const second = await citizen.ask("holder.request_key", asked);
  const keysIn = ({ request }: { request: string }) => {
    const { header, payload } = readJws(request);
    return [header["jwk"], payload["encryption"]].map((key) => JSON.stringify(key));
  };
  assert.equal(new Set([...keysIn(first), ...keysIn(second)]).size, 4);
});
