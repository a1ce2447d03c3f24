import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type RunningServer, startServer } from "../../../main/doors/http-server.ts";
import { formatThings, parseThings, type ThingList } from "../../../main/wallet/tags/thing-list.ts";
import { fromBase64Url } from "../../../src/bytes/base64.ts";
import { buildTagAnswer, buildTagCall, type TagCall } from "../../../src/chain/tags/tag-call.ts";
import type { Ed25519Signer } from "../../../src/crypto/ports.ts";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";
import type { JsonObject } from "../../../src/json/value.ts";
import { seedSigner, keyText, hashOf } from "../../support/test-keys.ts";
import type { TestWallet } from "../../support/test-wallet.ts";
import { BIRTH, catalogueType, WalletWorld } from "../../support/wallet-world.ts";

const TYPE = "late-birth";
const VCT = "urn:test:late-birth";
const YEAR = 365 * 86_400;

/** The civil registry issues a type whose tags the land registry keeps; a third office may not. */
describe("a tag keeper and an office that issues", { timeout: 120_000 }, () => {
  const endings: (() => void | Promise<void>)[] = [];
  let world: WalletWorld;
  let civil: TestWallet;
  let keeper: TestWallet;
  let ada: TestWallet;
  let server: RunningServer;
  const rogue = seedSigner("rogue officer");
  const allowance = { perSecond: 0, burst: 20 };

  before(async () => {
    world = await WalletWorld.open({ after: (work) => endings.push(work) }, [
      "civil-registry",
      "land-registry",
      "bank",
    ]);
    [civil, keeper] = [world.office("civil-registry"), world.office("land-registry")];
    const type = catalogueType("birth-certificate");
    const unique = { ...(type["unique"] as JsonObject), keeper: "land-registry" };
    await world.decide("type.define", { ...type, id: TYPE, vct: VCT, unique });
    const span = { from: world.clock() - 3600, to: world.clock() + YEAR };
    await world.decide("office.amend", { id: "civil-registry", addIssues: [{ type: TYPE, ...span }] });
    const key = { use: "officer", key: keyText(rogue), ...span };
    await world.decide("office.amend", { id: "bank", addKeys: [key] });
    for (const wallet of [civil, keeper]) await wallet.ask("registry.sync", {});
    ada = await world.citizen("ada");
    server = await keeper.program.serveTags({ allowance });
  });
  after(async () => {
    await server.close();
    for (const end of endings.toReversed()) await end();
  });

  const request = async (): Promise<string> =>
    (await ada.ask("holder.request_key", { office: "civil-registry", vct: VCT })).request;
  const issue = async (number: string) =>
    await civil.answer("office.issue", {
      type: TYPE,
      request: await request(),
      claims: { ...BIRTH, registration_number: number },
    });
  const useKeeper = (url: string): Promise<null> =>
    civil.ask("office.set_keepers", { keepers: [{ office: "land-registry", url }] });

  it("cannot issue before it knows where the keeper is, or while nobody is there", async () => {
    assert.deepEqual(await issue("C 1/2001"), { ok: false, code: "office.no_keeper" });
    await useKeeper("http://127.0.0.1:9");
    assert.deepEqual(await issue("C 1/2001"), { ok: false, code: "office.keeper_unreachable" });
  });

  it("gets one tag for one thing however it is written, and so no second certificate", async () => {
    await useKeeper(`${server.url}/`);
    const claims = { ...BIRTH, registration_number: "C 0001/2001" };
    assert.equal((await civil.ask("office.find_duplicate", { type: TYPE, claims })).state, "free");
    const first = await issue("C 1/2001");
    assert.equal(first.ok && first.value.row.state, "sealed");
    const duplicate = await civil.ask("office.find_duplicate", { type: TYPE, claims });
    assert.equal(duplicate.state, "held");
    const second = await issue("Ｃ ０００１／２００１");
    assert.equal(second.ok && second.value.row.code, "tag.held");
    const other = await issue("C 2/2001");
    assert.equal(other.ok && other.value.row.state, "sealed");
    assert.deepEqual(await issue("C 1 2001 2"), { ok: false, code: "office.claims" });
  });

  it("is refused nothing by an impostor, but believes none", async () => {
    const impostor = await startServer({}, async (asked) => {
      const call = await asked.body(65_536);
      const id = fromBase64Url(world.registry);
      const body = buildTagAnswer(id, call, [hashOf("made up")], rogue, nodePrimitives);
      return { status: 200, contentType: "application/json", body };
    });
    try {
      await useKeeper(impostor.url);
      assert.deepEqual(await issue("C 3/2001"), { ok: false, code: "office.keeper_wrong" });
    } finally {
      await impostor.close();
      await useKeeper(server.url);
    }
  });

  const post = async (
    change: Partial<TagCall>,
    signer: Ed25519Signer,
  ): Promise<readonly [number, unknown]> => {
    const call: TagCall = {
      by: "bank",
      type: TYPE,
      epoch: 1,
      inputs: [["C 1/2001"]],
      time: world.clock(),
      nonce: hashOf(`nonce ${Math.random()}`),
      ...change,
    };
    return await postBytes(buildTagCall(fromBase64Url(world.registry), call, signer));
  };
  const postBytes = async (body: Uint8Array): Promise<readonly [number, unknown]> => {
    const answer = await fetch(`${server.url}/tags`, { method: "POST", body: Buffer.from(body) });
    return [answer.status, ((await answer.json()) as { code?: unknown }).code];
  };

  it("is answered only in time, under its own name, for what it may issue and the keeper keeps", async () => {
    const own = seedSigner("second officer of the civil registry");
    const span = { from: world.clock() - 3600, to: world.clock() + YEAR };
    const key = { use: "officer", key: keyText(own), ...span };
    await world.decide("office.amend", { id: "civil-registry", addKeys: [key] });
    await keeper.ask("registry.sync", {});
    const by = "civil-registry";
    assert.deepEqual(await post({}, rogue), [403, "tags.not_allowed"], "an office without the right");
    assert.deepEqual(await post({ by }, rogue), [403, "tags.not_allowed"], "another office's officer");
    assert.deepEqual(await post({ by: "nobody" }, own), [403, "tags.not_allowed"]);
    assert.deepEqual(await post({ by, type: "birth-certificate" }, own), [404, "tags.not_keeper"]);
    assert.deepEqual(await post({ by, epoch: 3 }, own), [409, "tags.epoch"]);
    assert.deepEqual(await post({ by, time: world.clock() - 200 }, own), [403, "tags.time"]);
    assert.deepEqual(await post({ by, time: world.clock() + 200 }, own), [403, "tags.time"]);
    assert.deepEqual(await post({ by, inputs: [["1 2"]] }, own), [422, "tag.ambiguous"]);
    assert.deepEqual(await postBytes(Buffer.from("{}")), [422, "tags.syntax"]);
    assert.deepEqual(
      await post({ by, epoch: 2 }, own),
      [200, undefined],
      "the next key, to prepare a change",
    );
    const call = buildTagCall(
      fromBase64Url(world.registry),
      { by, type: TYPE, epoch: 1, inputs: [["9"]], time: world.clock(), nonce: hashOf("once") },
      own,
    );
    assert.deepEqual(await postBytes(call), [200, undefined]);
    assert.deepEqual(await postBytes(call), [409, "tags.replayed"]);
  });

  it("asks only so much, and nothing while the keeper's wallet is locked", async () => {
    for (let i = 0; ; i++) {
      assert.ok(i < 30, "an allowance ends");
      const answer = await issue(`C 7${i}/2001`);
      if (!answer.ok) {
        assert.equal(answer.code, "office.keeper_refused");
        break;
      }
    }
    await keeper.ask("wallet.lock", {});
    assert.deepEqual(await postBytes(Buffer.from("{}")), [503, "tags.not_ready"]);
    assert.deepEqual(await issue("C 8/2001"), { ok: false, code: "office.keeper_refused" });
    await keeper.ask("wallet.unlock", { passphrase: keeper.passphrase });
  });

  it("makes every tag anew under a new key, with what the offices say their certificates stand for", async () => {
    const none = { lists: [], random: false };
    const codeOf = async (work: Promise<unknown>): Promise<unknown> =>
      await work.then(
        () => "done",
        ({ code }: { code: unknown }) => code,
      );
    const rows = (await civil.ask("office.register", { limit: 100 })).filter(({ type }) => type === TYPE);
    const ended = rows.find(
      ({ state, claims }) => state === "sealed" && claims["registration_number"] === "C 1/2001",
    );
    await civil.ask("office.revoke", { commitment: ended?.commitment ?? "", reason: "error" });
    assert.equal(await codeOf(civil.program.retag(TYPE, none)), "office.not_keeper");
    assert.equal(await codeOf(keeper.program.retag("birth-certificate", none)), "office.not_keeper");
    assert.equal(await codeOf(keeper.program.retag("nothing", none)), "office.unknown_type");
    assert.equal(await codeOf(keeper.program.retag(TYPE, none)), "office.things_unknown");

    const list = parseThings(formatThings(await civil.program.listThings(TYPE)));
    const count = list.things.length;
    assert.ok(count >= 3 && list.things.every(({ commitment }) => commitment !== ended?.commitment));
    assert.deepEqual(await keeper.program.surveyRetag(TYPE, [list]), { tags: count, unknown: 0 });
    const [first, ...others] = list.things as [ThingList["things"][number], ...ThingList["things"]];
    const lies = { ...list, things: [{ ...first, values: ["C 9/1999"] }, ...others] };
    assert.deepEqual(await keeper.program.surveyRetag(TYPE, [lies]), { tags: count, unknown: 1 });
    const foreign = { ...list, office: "bank" };
    assert.deepEqual(await keeper.program.surveyRetag(TYPE, [foreign]), { tags: count, unknown: count });
    for (const wrong of [
      { ...list, registry: hashOf("another") },
      { ...list, type: "birth-certificate" },
    ])
      assert.equal(await codeOf(keeper.program.surveyRetag(TYPE, [wrong])), "office.thing_list");
    for (const bytes of ["", "{}", JSON.stringify({ ...list, more: 1 })])
      assert.throws(() => parseThings(Buffer.from(bytes)), { code: "office.thing_list" });

    await server.close();
    server = await keeper.program.serveTags({ allowance: { perSecond: 0, burst: 99 } });
    await useKeeper(server.url);
    const cut = (part: number): void => {
      if (part === 1) throw new Error("power cut");
    };
    const options = { lists: [list], random: false, size: 2 };
    await assert.rejects(keeper.program.retag(TYPE, { ...options, onPart: cut }), { message: "power cut" });
    await civil.ask("registry.sync", {});
    const between = await issue("C 99/2001");
    assert.equal(between.ok && between.value.row.code, "type.retagging");
    const parts: number[] = [];
    const done = await keeper.program.retag(TYPE, { ...options, onPart: (part) => parts.push(part) });
    assert.deepEqual(done, { type: TYPE, epoch: 2, parts: parts.length, tags: count - 2, random: 0 });
    assert.deepEqual([parts[0], parts.at(-1)], [2, Math.ceil(count / 2)]);

    await civil.ask("registry.sync", {});
    const again = await issue(String(first.values[0]));
    assert.equal(again.ok && again.value.row.code, "tag.held");
    const free = await issue("C 1/2001");
    assert.equal(free.ok && free.value.row.state, "sealed", "what was revoked holds no tag");

    const lost = await keeper.program.retag(TYPE, { lists: [], random: true });
    assert.deepEqual(lost, { type: TYPE, epoch: 3, parts: 1, tags: count + 1, random: count + 1 });
    await civil.ask("registry.sync", {});
    const twice = await issue("C 1/2001");
    assert.equal(twice.ok && twice.value.row.state, "sealed", "what was given up on is not noticed any more");
  });
});
