import assert from "node:assert/strict";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { type ArgsOf, DESKTOP_CALLS } from "../../../src/contract/contract.ts";
import { keepFromRemoval, leadNowhere } from "../../support/stubborn-folder.ts";
import { TestApp } from "../../support/test-app.ts";

const HASH = "A".repeat(43);
const PASSPHRASE = "a long walk";

const wallet = (name: string): ArgsOf<"app.create_profile"> => ({
  name,
  kind: "citizen",
  passphrase: PASSPHRASE,
  registry: HASH,
  sources: ["http://127.0.0.1:9/"],
  mode: "light",
});

test("before there is a profile, calls of a wallet have nowhere to go", async (t) => {
  const app = new TestApp(t);
  const view = await app.ask("app.status", {});
  assert.deepEqual(view.profiles, []);
  assert.equal(view.active, undefined);
  assert.equal(view.version, "1.2.3");
  assert.deepEqual(await app.ask("wallet.status", {}), { state: "none" });
  assert.equal(await app.refused("wallet.unlock", { passphrase: "x" }), "wallet.none");
  assert.equal(await app.refused("holder.list", {}), "call.locked");
  assert.deepEqual(await app.app.dispatch("nothing.such", {}), { ok: false, code: "call.unknown" });
  assert.deepEqual(await app.app.dispatch({ toString: () => "app.status" }, {}), {
    ok: false,
    code: "call.unknown",
  });
});

test("calls of the program read their arguments as strictly as a wallet's", async (t) => {
  const app = new TestApp(t);
  for (const name of Object.keys(DESKTOP_CALLS)) {
    for (const args of [undefined, null, 7, "x", [], { extra: 1 }, Object.create({ id: "p-000000000000" })]) {
      const answer = await app.app.dispatch(name, args);
      assert.deepEqual(answer, { ok: false, code: "call.arguments" }, name);
    }
  }
  for (const id of ["../../x", "", "P-1", "a/b", "x".repeat(65)]) {
    assert.equal(await app.refused("app.open_profile", { id }), "call.arguments");
  }
  assert.deepEqual(app.bugs, []);
});

test("a profile is made, closed, opened and unlocked; another one beside it is its own", async (t) => {
  const app = new TestApp(t);
  const first = await app.ask("app.create_profile", wallet("  Ada "));
  const ada = first.active ?? "";
  assert.deepEqual(first.profiles, [{ id: ada, name: "Ada", kind: "citizen", state: "open", sample: false }]);
  assert.deepEqual(
    app.host.told("wallet.changed").map(({ state }) => state),
    ["open"],
  );
  const second = await app.ask("app.create_profile", {
    ...wallet("Ben"),
    kind: "counter",
    office: "bank",
    mode: "full",
  });
  const ben = second.active ?? "";
  assert.equal((await app.ask("wallet.status", {})).office?.id, "bank");
  assert.equal((await app.ask("app.switch_profile", { id: ada })).active, ada);
  assert.equal((await app.ask("wallet.status", {})).office, undefined);

  const closed = await app.ask("app.close_profile", { id: ada });
  assert.equal(closed.active, undefined);
  assert.deepEqual(
    closed.profiles.map(({ state }) => state),
    ["closed", "open"],
  );
  assert.equal(await app.refused("app.switch_profile", { id: ada }), "app.not_open");
  assert.equal(await app.refused("app.close_profile", { id: ada }), "app.not_open");
  assert.equal(await app.refused("app.open_profile", { id: "p-000000000000" }), "app.unknown_profile");

  await app.restart();
  const again = await app.ask("app.open_profile", { id: ben });
  assert.deepEqual(
    again.profiles.map(({ name, state }) => [name, state]),
    [
      ["Ada", "closed"],
      ["Ben", "locked"],
    ],
  );
  assert.equal(await app.refused("wallet.unlock", { passphrase: "not the one" }), "vault.wrong_passphrase");
  await app.ask("wallet.unlock", { passphrase: PASSPHRASE });
  assert.deepEqual(await app.ask("holder.list", {}), []);
  assert.equal((await app.ask("app.open_profile", { id: ben })).active, ben);
  assert.deepEqual(app.bugs, []);
});

test("a wallet that was refused leaves no folder behind", async (t) => {
  const app = new TestApp(t);
  const weak = { ...wallet("Ada"), passphrase: "short" };
  assert.equal(await app.refused("app.create_profile", weak), "wallet.weak_passphrase");
  assert.deepEqual(readdirSync(join(app.folder, "profiles")), []);
  assert.deepEqual((await app.ask("app.status", {})).profiles, []);
});

test("a folder that another program holds is said to be in use", async (t) => {
  const app = new TestApp(t);
  const { active = "" } = await app.ask("app.create_profile", wallet("Ada"));
  await app.ask("app.close_profile", { id: active });
  const other = new TestApp(t);
  rmSync(join(other.folder), { recursive: true });
  Object.assign(other, { folder: app.folder });
  await other.restart();
  await other.ask("app.open_profile", { id: active });
  assert.equal(await app.refused("app.open_profile", { id: active }), "app.in_use");
  await other.app.close();
  assert.equal((await app.ask("app.open_profile", { id: active })).active, active);
});

test("what lies among the profiles and is none is passed over; a lost description costs the name", async (t) => {
  const app = new TestApp(t);
  const { active = "" } = await app.ask("app.create_profile", wallet("Ada"));
  const profiles = join(app.folder, "profiles");
  await app.restart();
  mkdirSync(join(profiles, "p-ffffffffffff"));
  mkdirSync(join(profiles, "other"));
  writeFileSync(join(profiles, "p-eeeeeeeeeeee"), "");
  for (const text of [
    "",
    "{",
    '{"name":"","kind":"citizen"}',
    '{"name":"A","kind":"king"}',
    "x".repeat(5_000),
  ]) {
    writeFileSync(join(profiles, active, "profile.json"), text);
    const { profiles: listed } = await app.ask("app.status", {});
    assert.deepEqual(listed, [{ id: active, name: active, kind: "citizen", state: "closed", sample: false }]);
  }
  assert.equal((await app.ask("app.open_profile", { id: active })).active, active);
});

test("what cannot be looked into or cleared away keeps nobody from the other wallets", async (t) => {
  const app = new TestApp(t);
  await app.ask("app.create_profile", wallet("Ada"));
  writeFileSync(join(app.folder, "profiles", "p-0123456789ab"), "");
  await app.restart();
  assert.equal((await app.ask("app.status", {})).profiles.length, 1);
  leadNowhere(join(app.folder, "profiles", "p-ba9876543210"));
  const free = keepFromRemoval(join(app.folder, "sample", "x"));
  try {
    await app.restart();
    assert.equal((await app.ask("app.status", {})).profiles.length, 1);
    assert.equal(await app.refused("app.start_sample", {}), "app.sample_failed");
    assert.deepEqual(app.bugs, []);
  } finally {
    free();
  }
});

test("a session that may not open real wallets sees none and makes none", async (t) => {
  const app = new TestApp(t, { realWallets: false });
  mkdirSync(join(app.folder, "profiles", "p-000000000000"), { recursive: true });
  writeFileSync(join(app.folder, "profiles", "p-000000000000", "vault.sqlite"), "");
  const view = await app.ask("app.status", {});
  assert.equal(view.realWallets, false);
  assert.deepEqual(view.profiles, []);
  assert.equal(await app.refused("app.create_profile", wallet("Ada")), "app.root");
  assert.equal(await app.refused("app.open_profile", { id: "p-000000000000" }), "app.root");
  assert.equal(await app.refused("app.switch_profile", { id: "p-000000000000" }), "app.unknown_profile");
});

test("a vault that is damaged says so, and holds nothing", async (t) => {
  const app = new TestApp(t);
  const { active = "" } = await app.ask("app.create_profile", wallet("Ada"));
  await app.restart();
  writeFileSync(
    join(app.folder, "profiles", active, "vault.sqlite"),
    "no database at all, but long enough".repeat(100),
  );
  for (let i = 0; i < 2; i++) {
    const code = await app.refused("app.open_profile", { id: active });
    assert.ok(["database.corrupt", "vault.damaged", "database.foreign"].includes(code), code);
  }
  assert.deepEqual(app.bugs, []);
});

test("the only wallet is the one that the window begins with; of two neither is", async (t) => {
  const app = new TestApp(t);
  await app.app.openOnly();
  assert.equal((await app.ask("app.status", {})).active, undefined);
  const { active: ada } = await app.ask("app.create_profile", wallet("Ada"));
  await app.restart();
  await app.app.openOnly();
  assert.equal((await app.ask("app.status", {})).active, ada);
  assert.equal((await app.ask("wallet.status", {})).state, "locked");
  await app.ask("app.create_profile", wallet("Ben"));
  await app.restart();
  await app.app.openOnly();
  assert.equal((await app.ask("app.status", {})).active, undefined);
  assert.deepEqual(app.bugs, []);
});

test("a wallet that another program holds keeps no window from opening", async (t) => {
  const first = new TestApp(t);
  await first.ask("app.create_profile", wallet("Ada"));
  const second = new TestApp(t, { folder: first.folder });
  await second.app.openOnly();
  const { active, profiles } = await second.ask("app.status", {});
  assert.deepEqual([active, profiles.length], [undefined, 1]);
  assert.deepEqual(second.bugs, []);
});
