import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { findBrowser } from "../../main/host/chromium/find-browser.ts";
import { openProgram } from "../../main/wallet/compose.ts";
import type { AppView } from "../../src/contract/calls/app.ts";
import { HostProgram } from "../support/host-program.ts";

const isLinux = process.platform === "linux";
const skip = findBrowser() === undefined ? "no browser is installed" : isLinux ? false : "Linux only: /proc";
const isRoot = process.getuid?.() === 0;
const HASH = "A".repeat(43);

const STATUS = `await tell("status", await value("app.status", {}));`;

const CREATE = `
const made = await call("app.create_profile", { name: "Ada", kind: "citizen", passphrase: "a long walk",
  registry: "${HASH}", sources: ["http://127.0.0.1:9/"], mode: "light" });
await tell("made", made);`;

/** The wallet is whole, and nobody holds it. */
async function assertLockedAndSound(program: HostProgram, profile: string): Promise<void> {
  const wallet = openProgram(join(program.data, "profiles", profile));
  try {
    assert.deepEqual(await wallet.call("wallet.status", {}), { ok: true, value: { state: "locked" } });
    const opened = await wallet.call("wallet.unlock", { passphrase: "a long walk" });
    assert.ok(opened.ok);
    assert.equal(opened.value.state, "open");
  } finally {
    wallet.close();
  }
}

test(
  "without Electron the program runs in an installed browser; it opens no port, and ends when asked",
  { skip },
  async (t) => {
    const code = `${STATUS} on(() => {}); await tell("ready");
    setTimeout(() => call("host.quit", {}), 1500);`;
    const program = HostProgram.start(t, code);
    const status = (await program.told("status")) as AppView;
    assert.equal(status.host, "chromium");
    assert.equal(status.realWallets, !isRoot);
    assert.deepEqual(status.profiles, []);
    await program.told("ready");
    assert.ok(program.browsers().length > 1);
    assert.ok(program.family().length > program.browsers().length);
    assert.deepEqual(program.listeners(), []);
    assert.equal(await program.ended(), 0);
    await program.browserGone();
  },
);

test(
  "the browser killed under it: the program ends, and the wallet is locked and whole",
  { skip },
  async (t) => {
    const program = HostProgram.start(t, CREATE, { args: ["--allow-root"] });
    const made = (await program.told("made")) as { ok: boolean; value: AppView };
    assert.equal(made.value.profiles[0]?.state, "open");
    const inUse = (): unknown => openProgram(join(program.data, "profiles", made.value.active ?? "")).close();
    assert.throws(inUse, { code: "folder.in_use" });
    for (const { pid } of program.browsers()) process.kill(pid, "SIGKILL");
    assert.equal(await program.ended(), 0);
    await assertLockedAndSound(program, made.value.active ?? "");
  },
);

test("the program killed: no browser stays behind, and the wallet is whole", { skip }, async (t) => {
  const program = HostProgram.start(t, CREATE, { args: ["--allow-root"] });
  const made = (await program.told("made")) as { ok: boolean; value: AppView };
  program.process.kill("SIGKILL");
  await program.ended();
  await program.browserGone();
  await assertLockedAndSound(program, made.value.active ?? "");
});

test(
  "a second one on the same folder says so; the first goes on, and ends on SIGTERM",
  { skip },
  async (t) => {
    const first = HostProgram.start(t, `${STATUS} on(({ name }) => tell(name.replace(".", "-")));`);
    await first.told("status");
    const second = HostProgram.start(t, STATUS, { data: first.data });
    assert.equal(await second.ended(), 4);
    first.process.kill("SIGTERM");
    assert.equal(await first.ended(), 0);
    await first.browserGone();
  },
);

test("as root a real wallet is refused, the sample is not; it is gone afterwards", { skip }, async (t) => {
  const code = `${CREATE}
    on(async ({ name }) => {
      if (name !== "app.changed") return;
      const view = await value("app.status", {});
      if (view.sample.state !== "running") return;
      await tell("running", view);
      await tell("cards", await value("holder.list", {}));
      await call("host.quit", {});
    });`;
  const program = HostProgram.start(t, code, { args: ["--sample"] });
  const made = (await program.told("made")) as { ok: boolean; code?: string };
  if (isRoot) assert.deepEqual(made, { ok: false, code: "app.root" });
  else assert.equal(made.ok, true);
  const view = (await program.told("running", 60)) as AppView;
  assert.deepEqual(
    view.profiles.filter(({ sample }) => sample).map(({ kind }) => kind),
    ["citizen", "citizen", "office", "office", "office", "office", "counter"],
  );
  const cards = (await program.told("cards")) as readonly { state: string }[];
  assert.deepEqual(
    cards.map(({ state }) => state),
    ["valid", "valid", "valid"],
  );
  assert.ok(existsSync(join(program.data, "sample")));
  assert.equal(await program.ended(), 0);
  assert.ok(!existsSync(join(program.data, "sample")));
});
