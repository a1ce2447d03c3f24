import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { BrokenLine } from "../../support/broken-line.ts";
import { BIRTH, BIRTH_VCT, WalletWorld } from "../../support/wallet-world.ts";

interface Endings {
  after(work: () => void | Promise<void>): void;
}

const WISH = { type: "birth-certificate", claims: BIRTH, waits: 3600, withCode: false } as const;

async function setUp(t: Endings) {
  const world = await WalletWorld.open(t, ["civil-registry"]);
  const office = world.office("civil-registry");
  const citizen = await world.citizen();
  return { world, office, citizen };
}

suite("an office offers by OpenID4VCI, and a wallet collects", () => {
  test("an SD-JWT VC: anchored, judged by the registry, kept among the certificates", async (t) => {
    const { office, citizen } = await setUp(t);
    const offer = await office.ask("offers.create", { ...WISH, format: "dc+sd-jwt", withCode: true });
    assert.match(offer.link ?? "", /^openid-credential-offer:\/\//);
    assert.match(offer.txCode ?? "", /^\d{6}$/);
    const seen = await citizen.ask("receive.open", { offer: offer.link ?? "" });
    const view = await citizen.ask("receive.fetch", { id: seen.id, txCode: offer.txCode ?? "" });
    assert.equal(view.state, "arrived");
    const [arrived] = view.arrived;
    assert.equal(arrived?.trust, "registry");
    assert.equal(arrived.keepable, true);
    assert.deepEqual(arrived.signedBy, { en: "Office: civil-registry" });
    await citizen.ask("receive.keep", { id: view.id });
    const [held] = await citizen.ask("holder.list", {});
    assert.equal(held?.type.vct, BIRTH_VCT);
    assert.equal(held.outside, undefined);
    assert.equal(held.state, "valid");
    const [row] = await office.ask("offers.list", {});
    assert.equal(row?.state, "collected");
    assert.equal(row.commitment, held.commitment);
    const [registered] = await office.ask("office.register", { limit: 10 });
    assert.equal(registered?.state, "sealed");
    assert.equal(await office.refused("offers.cancel", { id: offer.id }), "offers.collected");
    assert.equal(await citizen.refused("receive.open", { offer: offer.link ?? "" }), "vci.malformed");
  });

  test("an mdoc: judged by the registry as well, its status followed", async (t) => {
    const { office, citizen } = await setUp(t);
    const offer = await office.ask("offers.create", { ...WISH, format: "mso_mdoc" });
    const seen = await citizen.ask("receive.open", { offer: offer.link ?? "" });
    const view = await citizen.ask("receive.fetch", { id: seen.id });
    assert.equal(view.arrived[0]?.trust, "registry");
    assert.equal(view.arrived[0].keepable, true);
    await citizen.ask("receive.keep", { id: view.id });
    const [held] = await citizen.ask("holder.list", {});
    assert.equal(held?.outside?.format, "mso_mdoc");
    assert.equal(held.type.id, "birth-certificate");
    assert.ok(
      held.claims.some(({ label, value }) => label["en"] === "Given names" && value === BIRTH["given_name"]),
    );
    assert.equal(held.state, "valid");
    await office.ask("office.revoke", { commitment: held.commitment, reason: "error" });
    await citizen.ask("receive.list", {});
    await office.ask("registry.sync", {});
  });

  test("an mdoc is shown to a counter of the registry, which takes it in place of the certificate", async (t) => {
    const world = await WalletWorld.open(t, ["civil-registry", "bank"]);
    const [office, bank] = [world.office("civil-registry"), world.office("bank")];
    const citizen = await world.citizen();
    const offer = await office.ask("offers.create", { ...WISH, format: "mso_mdoc" });
    const { id } = await citizen.ask("receive.open", { offer: offer.link ?? "" });
    await citizen.ask("receive.fetch", { id });
    await citizen.ask("receive.keep", { id });
    const [held] = await citizen.ask("holder.list", {});
    assert.ok(held !== undefined);
    await bank.ask("registry.sync", {});
    const ask = async (orMdoc: boolean) => {
      const claims = [
        { path: ["given_name"], optional: false },
        { path: ["parent_2", "name"], optional: true },
      ];
      const credentials = [{ vct: BIRTH_VCT, claims, orMdoc }];
      const asked = await bank.ask("counter.ask", { purpose: "identity-check", credentials, validFor: 600 });
      return asked.request;
    };
    const answer = async (request: string, approved: string[][]) => {
      const answers = [{ query: "document0mdoc", credential: held.id, approved }];
      return (await citizen.ask("present.answer", { request, answers, despiteWarnings: false })).response;
    };

    const bare = await citizen.ask("present.preview", { request: await ask(false) });
    assert.deepEqual(bare.asked[0]?.fitting, []);

    const request = await ask(true);
    const seen = await citizen.ask("present.preview", { request });
    assert.deepEqual(seen.sets, [{ options: [["document0"], ["document0mdoc"]], required: true }]);
    // What lies within another claim could be had only with all of it, so an mdoc is not asked for it.
    const [, mdoc] = seen.asked;
    assert.deepEqual(
      mdoc?.claims.map(({ path, label, overAsked }) => [path, label["en"], overAsked]),
      [[[BIRTH_VCT, "given_name"], "Given names", false]],
    );
    assert.deepEqual(
      mdoc.fitting.map((fit) => [fit.id, fit.leaves.map(({ path, value }) => [path, value])]),
      [[held.id, [[[BIRTH_VCT, "given_name"], BIRTH["given_name"]]]]],
    );

    const response = await answer(request, [[BIRTH_VCT, "given_name"]]);
    const checked = await bank.ask("counter.check", { response });
    assert.deepEqual(
      checked.verdict.checks.filter(({ result }) => result !== "passed"),
      [],
    );
    assert.equal(checked.verdict.outcome, "valid");
    const [document] = checked.verdict.documents;
    assert.equal(document?.trust, "registry");
    assert.deepEqual(document.claims, { given_name: BIRTH["given_name"] });
    assert.deepEqual(
      checked.shown[0]?.map(({ label, value }) => [label["en"], value]),
      [["Given names", BIRTH["given_name"]]],
    );
    assert.equal(await bank.refused("counter.check", { response }), "presentation.replayed");

    // More than was asked for never leaves.
    const beyond = [
      [BIRTH_VCT, "given_name"],
      [BIRTH_VCT, "family_name"],
    ];
    const again = await ask(true);
    const answers = [{ query: "document0mdoc", credential: held.id, approved: beyond }];
    const greedy = { request: again, answers, despiteWarnings: true };
    assert.equal(await citizen.refused("present.answer", greedy), "presentation.beyond_request");

    // Revoked, it does not count any more, and nothing else about it changes.
    await office.ask("office.revoke", { commitment: held.commitment, reason: "error" });
    await bank.ask("registry.sync", {});
    const late = await answer(again, [[BIRTH_VCT, "given_name"]]);
    const { verdict } = await bank.ask("counter.check", { response: late });
    assert.equal(verdict.outcome, "not valid");
    assert.deepEqual(
      verdict.checks.filter(({ result }) => result === "failed").map(({ code }) => code),
      ["status.revoked"],
    );
  });

  test("taken back before it is collected, expired, refused by the holder: each is told", async (t) => {
    const { world, office, citizen } = await setUp(t);
    const first = await office.ask("offers.create", { ...WISH, format: "dc+sd-jwt" });
    const seen = await citizen.ask("receive.open", { offer: first.link ?? "" });
    assert.equal((await office.ask("offers.cancel", { id: first.id })).state, "cancelled");
    assert.equal(await citizen.refused("receive.fetch", { id: seen.id }), "vci.gone");

    const second = await office.ask("offers.create", { ...WISH, format: "dc+sd-jwt", waits: 60 });
    world.ahead += 61;
    assert.equal((await office.ask("offers.list", {})).find(({ id }) => id === second.id)?.state, "expired");

    const third = await office.ask("offers.create", { ...WISH, format: "dc+sd-jwt" });
    const again = await citizen.ask("receive.open", { offer: third.link ?? "" });
    const view = await citizen.ask("receive.fetch", { id: again.id });
    await citizen.ask("receive.refuse", { id: view.id });
    assert.equal((await office.ask("offers.list", {})).find(({ id }) => id === third.id)?.state, "refused");
    assert.deepEqual(await citizen.ask("holder.list", {}), []);
  });

  test("a wrong code five times ends the offer; the same link works after the office was closed", async (t) => {
    const { office, citizen } = await setUp(t);
    const offer = await office.ask("offers.create", { ...WISH, format: "dc+sd-jwt", withCode: true });
    const wrong = offer.txCode === "000000" ? "000001" : "000000";
    const { id } = await citizen.ask("receive.open", { offer: offer.link ?? "" });
    for (let i = 0; i < 5; i++)
      assert.equal(await citizen.refused("receive.fetch", { id, txCode: wrong }), "vci.gone");
    assert.equal(await citizen.refused("receive.fetch", { id, txCode: offer.txCode ?? "" }), "vci.gone");

    const waiting = await office.ask("offers.create", { ...WISH, format: "dc+sd-jwt" });
    office.close();
    assert.equal(await citizen.refused("receive.open", { offer: waiting.link ?? "" }), "vci.unreachable");
    await office.reopen();
    await office.ask("offers.serve", {});
    const view = await citizen.ask("receive.open", { offer: waiting.link ?? "" });
    assert.equal((await citizen.ask("receive.fetch", { id: view.id })).state, "arrived");
  });

  test("a line that breaks while it is collected costs nothing: it comes by itself, with the same keys", async (t) => {
    const { office, citizen } = await setUp(t);
    const line = await BrokenLine.open(t, (await office.ask("offers.serve", {})).url);
    await office.ask("offers.serve", { url: line.url });
    for (const path of ["/nonce", "/credential"]) {
      const claims = { ...WISH.claims, registration_number: `C ${path.length}/1991` };
      const offer = await office.ask("offers.create", { ...WISH, claims, format: "dc+sd-jwt" });
      const { id } = await citizen.ask("receive.open", { offer: offer.link ?? "" });
      line.loses = path;
      const view = await citizen.ask("receive.fetch", { id });
      assert.equal(view.state, "waiting");
      citizen.close();
      await citizen.reopen();
      await citizen.program.goOn();
      assert.equal((await citizen.ask("receive.list", {}))[0]?.state, "waiting");
      line.loses = undefined;
      await citizen.program.goOn();
      const [arrived] = await citizen.ask("receive.list", {});
      assert.equal(arrived?.state, "arrived", path);
      await citizen.ask("receive.keep", { id: arrived.id });
    }
    assert.equal((await office.ask("office.register", { limit: 10 })).length, 2);
    const held = await citizen.ask("holder.list", {});
    assert.deepEqual(
      held.map(({ state }) => state),
      ["valid", "valid"],
    );
  });

  test("it waits for who has no wallet yet: most of a year later one is made, and collects it for somebody in its care", async (t) => {
    const world = await WalletWorld.open(t, ["civil-registry"]);
    const office = world.office("civil-registry");
    const wish = {
      ...WISH,
      format: "dc+sd-jwt",
      role: "guardian",
      waits: 366 * 86_400,
      withCode: true,
    } as const;
    const { id, link = "", txCode = "" } = await office.ask("offers.create", wish);
    office.close();
    world.ahead = 360 * 86_400;
    await office.reopen();
    await office.program.goOn();
    assert.equal((await office.ask("offers.list", {}))[0]?.state, "offered");
    const parent = await world.citizen("parent");
    const seen = await parent.ask("receive.open", { offer: link });
    const view = await parent.ask("receive.fetch", { id: seen.id, txCode });
    assert.deepEqual(view.arrived[0]?.heldBy, { role: "guardian", count: 1 });
    await parent.ask("receive.keep", { id: view.id });
    assert.equal((await parent.ask("holder.list", {}))[0]?.state, "valid");
    assert.equal((await office.ask("offers.list", {})).find((one) => one.id === id)?.state, "collected");
  });

  test("types that need an owner's consent key, and claims that are none of the type, are not offered", async (t) => {
    const world = await WalletWorld.open(t, ["land-registry", "civil-registry"]);
    const land = world.office("land-registry");
    const wish = { ...WISH, type: "property-title", format: "dc+sd-jwt" } as const;
    assert.equal(await land.refused("offers.create", wish), "office.consent_missing");
    const civil = world.office("civil-registry");
    const bad = { ...WISH, format: "dc+sd-jwt", claims: { family_name: 5 } } as const;
    assert.equal(await civil.refused("offers.create", bad), "office.claims");
    assert.equal(await civil.refused("offers.create", { ...wish }), "office.unknown_type");
    // A number that reads in two ways would be refused when somebody collects it, and hold up others.
    const vague = { ...WISH, format: "dc+sd-jwt", claims: world.birth("C 12 3") } as const;
    assert.equal(await civil.refused("offers.create", vague), "office.claims");
  });
});
