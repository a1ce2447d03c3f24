import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { ElectronHost } from "../../main/host/electron/electron-host.ts";
import { openSecrets } from "../../main/host/electron/secrets.ts";
import { FakeElectron } from "../support/fake-electron.ts";
import { Desk, electronTransport } from "../support/host-transport.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { tinyPage } from "../support/tiny-page.ts";

const desk = new Desk();
const { fake, host, call } = await electronTransport({ after }, desk);

function ask(permission: string, details: object): boolean | undefined {
  let answer: boolean | undefined;
  const handler = fake.session.handlers["permission"] as (...args: unknown[]) => void;
  handler({}, permission, (granted: boolean) => (answer = granted), details);
  return answer;
}

function check(permission: string, origin: string, details: object): boolean {
  const handler = fake.session.handlers["check"] as (...args: unknown[]) => boolean;
  return handler({}, permission, origin, details);
}

test("the window is sandboxed and alone with its preload", () => {
  const { webPreferences } = fake.windowOptions ?? { webPreferences: {} };
  const wanted = {
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    nodeIntegrationInWorker: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
  };
  for (const [name, value] of Object.entries(wanted)) assert.equal(webPreferences[name], value, name);
  for (const name of ["experimentalFeatures", "enableBlinkFeatures", "plugins", "additionalArguments"])
    assert.equal(webPreferences[name], undefined, name);
  assert.equal(webPreferences["session"], fake.session);
  assert.ok(existsSync(String(webPreferences["preload"])));
});

test("the preload gives the page two functions and nothing else", () => {
  assert.deepEqual(Object.keys(fake.bridge ?? {}), ["call", "on"]);
});

test("an event listener is heard until it is taken back, each for itself", () => {
  const heard: string[] = [];
  const listener = ({ name }: { name: string }): void => void heard.push(name);
  const stop = fake.bridge?.on(listener);
  const stopSecond = fake.bridge?.on(listener);
  host.send({ name: "app.changed", payload: null });
  stop?.();
  stop?.();
  host.send({ name: "app.changed", payload: null });
  stopSecond?.();
  host.send({ name: "app.changed", payload: null });
  assert.deepEqual(heard, ["app.changed", "app.changed", "app.changed"]);
});

test("arguments that are no data are refused in the page already", async () => {
  const cyclic: { again?: unknown } = {};
  cyclic.again = cyclic;
  for (const args of [cyclic, { a: 10n }]) {
    assert.deepEqual(await call("holder.list", args), { ok: false, code: "call.arguments" });
  }
});

test("our own page may be opened anew, and no other page in its place", () => {
  const { contents } = fake;
  const isDenied = (event: string, details: object): boolean => {
    let prevented = false;
    contents?.emit(event, { ...details, preventDefault: () => (prevented = true) });
    return prevented;
  };
  const ours = { url: "sealfolio://app/#/settings", isMainFrame: true };
  for (const event of ["will-navigate", "will-frame-navigate"]) {
    assert.equal(isDenied(event, ours), false, event);
    assert.equal(isDenied(event, { ...ours, isMainFrame: false }), true);
    for (const url of [
      "sealfolio://app/assets/a.js",
      "sealfolio://app.example/",
      "https://app/",
      "about:blank",
      "",
    ])
      assert.equal(isDenied(event, { ...ours, url }), true, url);
  }
  assert.equal(isDenied("will-redirect", ours), true);
});

test("navigation, new windows, views and downloads are denied", () => {
  const { contents } = fake;
  assert.deepEqual(contents?.openHandler?.(), { action: "deny" });
  assert.equal(contents?.webRtc, "disable_non_proxied_udp");
  for (const event of ["will-navigate", "will-frame-navigate", "will-redirect", "will-attach-webview"]) {
    let prevented = false;
    contents?.emit(event, { preventDefault: () => (prevented = true) });
    assert.ok(prevented, event);
  }
  let prevented = false;
  fake.session.emit("will-download", { preventDefault: () => (prevented = true) });
  assert.ok(prevented);
});

test("only the page's own scheme is loaded at all", () => {
  const handler = fake.session.handlers["request"] as (...args: unknown[]) => void;
  const isCancelled = (url: string): boolean => {
    let cancelled = true;
    handler({ url }, (answer: { cancel: boolean }) => (cancelled = answer.cancel));
    return cancelled;
  };
  for (const url of ["sealfolio://app/", "data:,x", "blob:sealfolio://app/1"])
    assert.ok(!isCancelled(url), url);
  for (const url of [
    "https://example.org/",
    "http://127.0.0.1/",
    "file:///etc/passwd",
    "ws://x/",
    "chrome://gpu",
  ]) {
    assert.ok(isCancelled(url), url);
  }
});

test("permissions are denied but for the camera while the scanner is open", async () => {
  const ours = { isMainFrame: true, requestingUrl: "sealfolio://app/index.html" };
  const camera = { ...ours, mediaTypes: ["video"], securityOrigin: "sealfolio://app/" };
  const all = [
    "geolocation",
    "notifications",
    "fileSystem",
    "openExternal",
    "clipboard-read",
    "clipboard-sanitized-write",
    "usb",
    "unknown",
  ];
  for (const permission of all) {
    assert.equal(ask(permission, ours), false, permission);
    assert.equal(check(permission, "sealfolio://app", { isMainFrame: true }), false, permission);
  }
  assert.equal(ask("media", camera), false);
  await host.allowCamera(true);
  assert.equal(ask("media", camera), true);
  assert.equal(check("media", "sealfolio://app/", { isMainFrame: true, mediaType: "video" }), true);
  for (const details of [
    { ...camera, mediaTypes: ["audio"] },
    { ...camera, mediaTypes: ["video", "audio"] },
    { ...camera, mediaTypes: [] },
    ours,
    { ...camera, isMainFrame: false },
    { ...camera, securityOrigin: "https://example.org/" },
    { ...camera, requestingUrl: "sealfolio://application/" },
    { ...camera, requestingUrl: "" },
  ]) {
    assert.equal(ask("media", details), false, JSON.stringify(details));
  }
  for (const [origin, mediaType] of [
    ["https://example.org", "video"],
    ["", "video"],
    ["sealfolio://app", "audio"],
    ["sealfolio://app", "unknown"],
  ] as const) {
    assert.equal(check("media", origin, { isMainFrame: true, mediaType }), false, `${origin} ${mediaType}`);
  }
  await host.allowCamera(false);
  assert.equal(ask("media", camera), false);
  const device = fake.session.handlers["device"] as () => boolean;
  assert.equal(device(), false);
});

test("a copied text is cleared from the clipboard only while it is there", async () => {
  await host.clipboard.write("ours");
  assert.equal(fake.copied, "ours");
  assert.equal(await host.clipboard.clear("another"), false);
  assert.equal(fake.copied, "ours");
  assert.equal(await host.clipboard.clear("ours"), true);
  assert.equal(fake.copied, "");
});

test("a message from other contents or from a frame that is gone is refused", async () => {
  const message = JSON.stringify({ name: "wallet.lock", args: {} });
  const frame = { origin: "sealfolio://app" };
  const refused = { ok: false, code: "call.sender" };
  assert.deepEqual(JSON.parse(String(await fake.invoke(message, null))), refused);
  const others = { mainFrame: frame };
  assert.deepEqual(JSON.parse(String(await fake.invoke(message, frame, others))), refused);
  assert.deepEqual(desk.calls, []);
});

test("files are opened and saved by the dialogs, capped before they are read", async () => {
  const folder = tempFolder({ after });
  const path = join(folder, "answer.json");
  writeFileSync(path, "{}");
  fake.answer = { canceled: false, filePaths: [path] };
  const wanted = { extensions: ["json"], maxBytes: 10 };
  assert.equal((await host.openFile(wanted))?.name, "answer.json");
  writeFileSync(path, "x".repeat(11));
  await assert.rejects(host.openFile(wanted), { code: "file.too_large" });
  fake.answer = { canceled: true, filePaths: [] };
  assert.equal(await host.openFile(wanted), undefined);
  fake.answer = { canceled: false, filePath: join(folder, "saved.txt") };
  assert.equal(await host.saveFile({ name: "request.txt", text: "grüße" }), "saved.txt");
  assert.equal(readFileSync(join(folder, "saved.txt"), "utf8"), "grüße");
  fake.answer = { canceled: true, filePath: "" };
  assert.equal(await host.saveFile({ name: "request.txt", text: "x" }), undefined);
});

test("the operating system's secret store is used, but never one that keeps nothing secret", async () => {
  const secret = crypto.getRandomValues(new Uint8Array(32));
  const sealed = await host.secrets?.seal(secret);
  assert.notDeepEqual(sealed, secret);
  assert.deepEqual(await host.secrets?.unseal(sealed ?? new Uint8Array()), secret);
  const store = (change: object) => ({ ...fake.safeStorage, ...change }) as never;
  for (const backend of ["basic_text", "unknown"]) {
    assert.equal(await openSecrets(store({ getSelectedStorageBackend: () => backend }), "linux"), undefined);
  }
  const away = store({ isAsyncEncryptionAvailable: () => Promise.resolve(false) });
  assert.equal(await openSecrets(away, "darwin"), undefined);
  const broken = store({ decryptStringAsync: () => Promise.reject(new Error("secret text")) });
  const opened = await openSecrets(broken, "darwin");
  await assert.rejects(async () => opened?.unseal(new Uint8Array(3)), {
    code: "host.secret",
    message: "host.secret",
  });
});

test("sleep and a locked screen are told", () => {
  let told = 0;
  host.onSleep(() => told++);
  fake.power.emit("suspend");
  fake.power.emit("lock-screen");
  assert.equal(told, 2);
});

test("a page that crashed ends the window", async () => {
  fake.contents?.emit("render-process-gone", {}, { reason: "crashed" });
  await host.closed;
  assert.equal(fake.handlers.size, 0);
});

test("where no event tells that the screen is locked, it is asked, and heard once", (t) => {
  t.mock.timers.enable({ apis: ["setInterval"] });
  const machine = new FakeElectron();
  const options = { apis: machine.apis, preferences: { read: () => undefined, write: () => {} }, page: "" };
  let heard = 0;
  new ElectronHost({ ...options, platform: "darwin" }).onSleep(() => heard++);
  machine.idleState = "locked";
  t.mock.timers.tick(60_000);
  assert.equal(heard, 0);
  machine.idleState = "idle";
  const onLinux = new ElectronHost({ ...options, platform: "linux" });
  onLinux.onSleep(() => heard++);
  t.mock.timers.tick(60_000);
  assert.equal(heard, 0);
  machine.idleState = "locked";
  t.mock.timers.tick(60_000);
  assert.equal(heard, 1);
  machine.idleState = "active";
  t.mock.timers.tick(6_000);
  machine.idleState = "locked";
  t.mock.timers.tick(6_000);
  assert.equal(heard, 2);
  void onLinux.close();
  machine.idleState = "active";
  t.mock.timers.tick(6_000);
  machine.idleState = "locked";
  t.mock.timers.tick(6_000);
  assert.equal(heard, 2);
});

test("what the system opens is https and nothing else, whoever asks the host", async () => {
  const machine = new FakeElectron();
  const none = { read: () => undefined, write: () => {} };
  const opener = new ElectronHost({ apis: machine.apis, preferences: none, page: "" });
  for (const url of [
    "http://www.w3.org/",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "data:text/html,x",
    "sealfolio://app/",
    "ms-msdt:/id",
    "smb://host/share",
    "//www.w3.org/",
    "C:\\Windows\\System32\\calc.exe",
    "",
  ]) {
    await assert.rejects(opener.openLink(url), { code: "host.link_refused" }, url);
  }
  assert.deepEqual(machine.opened, []);
  await opener.openLink("https://www.w3.org/TR/");
  assert.deepEqual(machine.opened, ["https://www.w3.org/TR/"]);
});

test("the window is kept out of screenshots where the system can, from before it is shown", async () => {
  const none = { read: () => undefined, write: () => {} };
  const open = async (platform: NodeJS.Platform, hidden: boolean) => {
    const machine = new FakeElectron();
    const page = tinyPage({ after });
    const shown = new ElectronHost({ apis: machine.apis, preferences: none, page, platform });
    shown.hideFromCapture?.(hidden);
    await shown.open(() => Promise.resolve({ ok: true, value: null }));
    after(() => shown.close());
    return { machine, shown };
  };
  const { machine, shown } = await open("win32", true);
  assert.equal(machine.hidden, true);
  shown.hideFromCapture?.(false);
  assert.equal(machine.hidden, false);
  assert.equal((await open("darwin", false)).machine.hidden, false);
  const linux = await open("linux", true);
  assert.equal(linux.shown.hideFromCapture, undefined);
  assert.equal(linux.machine.hidden, undefined);
});

test("a packaged program has no developer tools", async () => {
  const machine = new FakeElectron();
  machine.app.isPackaged = true;
  const none = { read: () => undefined, write: () => {} };
  const packaged = new ElectronHost({ apis: machine.apis, preferences: none, page: tinyPage({ after }) });
  await packaged.open(() => Promise.resolve({ ok: true, value: null }));
  after(() => packaged.close());
  assert.equal(machine.windowOptions?.webPreferences["devTools"], false);
});
