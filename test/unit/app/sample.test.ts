import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { TestApp } from "../../support/test-app.ts";

const app = new TestApp({ after });
const folder = join(app.folder, "sample");

async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const end = performance.now() + 20_000;
  while (!(await holds())) {
    assert.ok(performance.now() < end, what);
    await new Promise((done) => setTimeout(done, 10));
  }
}

test("what a sample that was cut short left is cleared away at the next start", async () => {
  mkdirSync(folder);
  writeFileSync(join(folder, "left"), "");
  await app.restart();
  assert.ok(!existsSync(folder));
});

test("cancelled while it begins, nothing of it is left", async () => {
  const starting = app.refused("app.start_sample", {});
  assert.equal((await app.ask("app.status", {})).sample.state, "starting");
  assert.equal(await app.refused("app.start_sample", {}), "app.sample_runs");
  await until(() => app.host.told("progress").length > 0, "progress");
  const { cancel = "" } = app.host.told("progress")[0] ?? {};
  assert.deepEqual(await app.ask("app.cancel", { work: cancel }), { cancelled: true });
  assert.equal(await starting, "app.cancelled");
  assert.equal((await app.ask("app.status", {})).sample.state, "none");
  assert.ok(!existsSync(folder));
  assert.equal(await app.refused("app.end_sample", {}), "app.no_sample");
});

test("one person plays all three roles, and each hears of the others' acts", async () => {
  const view = await app.ask("app.start_sample", {});
  assert.equal(view.sample.state, "running");
  assert.equal(view.active, "sample-ada");
  const progress = app.host.told("progress").filter(({ total }) => total > 0);
  assert.ok(progress.every(({ work }) => work === "sample"));
  assert.deepEqual(
    view.profiles.map(({ kind, state, sample }) => [kind, state, sample]),
    ["citizen", "citizen", "office", "office", "office", "office", "counter"].map((kind) => [
      kind,
      "open",
      true,
    ]),
  );
  const cards = await app.ask("holder.list", {});
  assert.deepEqual(cards.map(({ type, state }) => [type.id, state]).sort(), [
    ["birth-certificate", "valid"],
    ["id-card", "valid"],
    ["property-title", "valid"],
  ]);

  await app.ask("app.switch_profile", { id: "sample-bank" });
  const { request } = await app.ask("counter.ask", {
    purpose: "age-check",
    credentials: [
      { vct: "urn:sealfolio:type:id-card:1", claims: [{ path: ["age_over_18"], optional: false }] },
    ],
    validFor: 600,
  });
  await app.ask("app.switch_profile", { id: "sample-ada" });
  const asked = await app.ask("present.preview", { request });
  assert.equal(asked.asker.state, "accredited");
  assert.equal(asked.overAsking, false);
  const [query] = asked.asked;
  const { response } = await app.ask("present.answer", {
    request,
    answers: [
      { query: query?.query ?? "", credential: query?.fitting[0]?.id ?? "", approved: [["age_over_18"]] },
    ],
    despiteWarnings: false,
  });
  await app.ask("app.switch_profile", { id: "sample-bank" });
  const { verdict } = await app.ask("counter.check", { response });
  assert.equal(verdict.outcome, "valid");

  await app.ask("app.switch_profile", { id: "sample-identity-office" });
  const [row] = await app.ask("office.register", { limit: 10 });
  app.host.events.length = 0;
  const change = { commitment: row?.commitment ?? "", reason: "investigation" };
  assert.equal((await app.ask("office.suspend", change)).state, "sealed");
  // The citizen learns of it without asking.
  await app.ask("app.switch_profile", { id: "sample-ada" });
  await until(async () => {
    const list = await app.ask("holder.list", {});
    return list.some(({ type, state }) => type.id === "id-card" && state === "suspended");
  }, "the citizen's card is suspended");
  await until(() => app.host.told("registry.changed").length > 0, "the registry's change is told");
  assert.deepEqual(app.bugs, []);
});

test("an office's new row is told", async () => {
  const { registry } = (await app.ask("wallet.status", {})) ?? {};
  assert.equal(registry?.quorum, 3);
  const vct = "urn:sealfolio:type:birth-certificate:1";
  const { request } = await app.ask("holder.request_key", { office: "civil-registry", vct });
  await app.ask("app.switch_profile", { id: "sample-civil-registry" });
  app.host.events.length = 0;
  const claims = {
    registration_number: "C 0413/1991",
    registered_on: "1991-03-19",
    family_name: "Sample",
    given_name: "Ben",
    birthdate: "1991-03-14",
    place_of_birth: "Lakeside",
    parent_1: { name: "Ines Sample" },
  };
  await app.ask("office.issue", { type: "birth-certificate", request, claims });
  assert.equal(app.host.told("office.row").at(-1)?.state, "sealed");
});

test("a sync that failed is told the window as well: it may not go on saying that all is in step", async () => {
  const { registry } = await app.ask("wallet.status", {});
  const sources = registry?.sources.map(({ url }) => url) ?? [];
  await app.ask("registry.set_sources", { sources: ["http://127.0.0.1:1/"] });
  app.host.events.length = 0;
  assert.equal(await app.refused("registry.sync", {}), "follow.no_source");
  assert.ok(app.host.told("registry.changed").length > 0);
  await app.ask("registry.set_sources", { sources });
});

test("a locked sample wallet opens with the passphrase that the program tells", async () => {
  await app.ask("wallet.lock", {});
  const { sample } = await app.ask("app.status", {});
  assert.equal((await app.ask("wallet.unlock", { passphrase: sample.passphrase ?? "" })).state, "open");
});

test("it ends whole, and may begin again at once", async () => {
  const ended = await app.ask("app.end_sample", {});
  assert.deepEqual([ended.sample.state, ended.profiles, ended.active], ["none", [], undefined]);
  assert.ok(!existsSync(folder));
  await app.ask("app.start_sample", {});
  await app.app.close();
  assert.ok(!existsSync(folder));
  assert.deepEqual(
    readdirSync(app.folder).filter((name) => name !== "profiles"),
    [],
  );
  assert.deepEqual(app.bugs, []);
});
