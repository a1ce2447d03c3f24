import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { startElectron } from "../../main/host/electron/start.ts";
import { FakeElectron } from "../support/fake-electron.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { tinyPage } from "../support/tiny-page.ts";

// How the program begins in Electron, over a small fake of it: what is done before it is ready, one
// program at a time, and what other programs may hand it.

function begin(t: TestContext, prepare: (electron: FakeElectron) => void = () => {}, more: string[] = []) {
  const electron = new FakeElectron();
  prepare(electron);
  const data = join(tempFolder(t), "data");
  const args = ["--data", data, "--page", tinyPage(t), ...more];
  const none = { read: () => undefined, write: () => {} };
  const ended = startElectron(electron.apis, args, () => none);
  return { electron, data, ended };
}

/** Its window stands there. */
async function opened(electron: FakeElectron): Promise<void> {
  const end = performance.now() + 30_000;
  while (electron.bridge === undefined) {
    assert.ok(performance.now() < end, "no window");
    await new Promise((done) => setTimeout(done, 5));
  }
}

test("before Electron is ready: the scheme with its few rights, every page in the sandbox, its own folder", async (t) => {
  const { electron, data, ended } = begin(t);
  await opened(electron);
  assert.deepEqual(electron.app.done, [
    'schemes: [{"scheme":"sealfolio","privileges":{"standard":true,"secure":true}}]',
    "sandbox",
    `userData: ${join(data, "electron")}`,
    "lock",
    "ready",
  ]);
  electron.app.emit("before-quit", { preventDefault: () => {} });
  await ended;
  assert.equal(await electron.app.ended.promise, 0);
  assert.equal(electron.destroyed, true);
});

test("a second program ends at once and touches nothing; the first comes to the front", async (t) => {
  const second = begin(t, ({ app }) => (app.isFirst = false));
  assert.equal(await second.electron.app.ended.promise, 0);
  await second.ended;
  assert.equal(second.electron.windowOptions, undefined);
  assert.ok(!existsSync(second.data));

  const { electron, ended } = begin(t);
  await opened(electron);
  electron.app.emit("second-instance", {}, ["sealfolio"], "/", null);
  assert.equal(electron.focused, 1);
  electron.app.emit("before-quit", { preventDefault: () => {} });
  await ended;
});

test("links and files that other programs hand over open nothing: no scheme, no kind of file is ours", async (t) => {
  const hostile = [
    "sealfolio://app/#/settings",
    "sealfolio://wallet.lock/?x=<script>alert(1)</script>",
    "openid4vp://authorize?request_uri=https%3A%2F%2Fevil.example%2F",
    "--data=/tmp/other",
    "--allow-root",
    "file:///etc/passwd",
    "/etc/passwd",
    `sealfolio://${"x".repeat(1 << 20)}`,
  ];
  const { electron, data, ended } = begin(
    t,
    () => {},
    hostile.filter((each) => !each.startsWith("-")),
  );
  await opened(electron);
  const { bridge } = electron;
  const before = [readdirSync(data).toSorted(), electron.contents?.mainFrame.origin, electron.dialogs.length];
  for (const each of hostile) {
    let prevented = false;
    const event = { preventDefault: () => (prevented = true) };
    electron.app.emit("second-instance", event, ["sealfolio", each], "/", { url: each });
    electron.app.emit("open-url", event, each);
    electron.app.emit("open-file", event, each);
    assert.equal(prevented, false);
  }
  const status = await bridge?.call("app.status", {});
  assert.ok(status?.ok);
  assert.deepEqual(
    [readdirSync(data).toSorted(), electron.contents?.mainFrame.origin, electron.dialogs.length],
    before,
  );
  assert.deepEqual(electron.opened, []);
  // Neither would the system know to hand them here.
  for (const event of ["open-url", "open-file", "continue-activity", "login", "certificate-error"])
    assert.equal(electron.app.listenerCount(event), 0, event);
  electron.app.emit("before-quit", { preventDefault: () => {} });
  await ended;
});

test("a package that is to be driven by a debugger does not begin; the project's own checkout may be", async (t) => {
  for (const name of ["remote-debugging-port", "remote-debugging-pipe", "remote-debugging-address"]) {
    const { electron, data, ended } = begin(t, ({ app }) => {
      app.isPackaged = true;
      app.switches.add(name);
    });
    assert.equal(await electron.app.ended.promise, 2, name);
    await ended;
    assert.deepEqual([electron.windowOptions, existsSync(data)], [undefined, false]);
  }
  const { electron, ended } = begin(t, ({ app }) => app.switches.add("remote-debugging-port"));
  await opened(electron);
  electron.app.emit("before-quit", { preventDefault: () => {} });
  await ended;
  assert.equal(await electron.app.ended.promise, 0);
});

test("a folder that another program holds, or a page that is not there, is a code and an exit", async (t) => {
  const { electron, data, ended } = begin(t);
  await opened(electron);
  const second = new FakeElectron();
  const none = { read: () => undefined, write: () => {} };
  const args = ["--data", data, "--page", tinyPage(t)];
  const write = t.mock.method(process.stderr, "write", () => true);
  await startElectron(second.apis, args, () => none);
  assert.equal(await second.app.ended.promise, 4);
  const third = new FakeElectron();
  await startElectron(third.apis, ["--data", tempFolder(t), "--page", tempFolder(t)], () => none);
  assert.equal(await third.app.ended.promise, 4);
  const said = write.mock.calls.map(({ arguments: [text] }) => String(text));
  write.mock.restore();
  assert.deepEqual(said, [
    "Sealfolio could not start. (host.runs_already)\n",
    "Sealfolio could not start. (host.no_page)\n",
  ]);
  electron.app.emit("before-quit", { preventDefault: () => {} });
  await ended;
});
