import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { PAGE_POLICY } from "../../src/contract/page-policy.ts";
import { findBrowser } from "../support/browser.ts";
import { chromiumTransport, Desk, electronTransport } from "../support/host-transport.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { assertStopped, HOSTILE_PATHS, TRY_FROM_PAGE_CODE } from "../support/tiny-page.ts";

const desk = new Desk();
const saveTo = tempFolder({ after });
const electron = await electronTransport({ after }, desk);
const chromium =
  findBrowser() === undefined ? undefined : await chromiumTransport({ after }, desk, { saveTo });
const skip = chromium === undefined ? "no browser is installed" : false;
const page = chromium?.host.page as NonNullable<typeof chromium>["host"]["page"] & object;

/** Runs in the page; what it gives must be plain data. */
async function inPage<T>(code: string): Promise<T> {
  return (await page.evaluate(`(async () => { ${code} })()`)) as T;
}

/** After the page was loaded anew. */
async function isReady(): Promise<void> {
  await page.getByText("ready", { exact: true }).waitFor();
}

test("Electron (faked): the page's files with their headers, and no other file", async () => {
  const { session } = electron.fake;
  const document = await session.get("sealfolio://app/");
  assert.equal(document.status, 200);
  assert.match(await document.text(), /<h1>/);
  for (const path of ["/", "/index.html", "/assets/page.js", "/assets/page.js?v=1", "/nothing.js"]) {
    const { headers } = await session.get(`sealfolio://app${path}`);
    assert.equal(headers.get("content-security-policy"), PAGE_POLICY, path);
    assert.equal(headers.get("x-content-type-options"), "nosniff", path);
    assert.equal(headers.get("referrer-policy"), "no-referrer", path);
    assert.match(headers.get("permissions-policy") ?? "", /microphone=\(\)/, path);
  }
  for (const path of HOSTILE_PATHS) {
    assert.equal((await session.get(`sealfolio://app${path}`)).status, 404, path);
  }
  for (const url of ["sealfolio://other/index.html", "sealfolio://a@app/", "sealfolio://app:1/"]) {
    assert.equal((await session.get(url)).status, 404, url);
  }
  assert.equal((await session.get("sealfolio://app/index.html", "POST")).status, 404);
});

test("Chromium: the page's files with their headers, and no other file", { skip }, async () => {
  const document = await page.goto("https://wallet.localhost/");
  const headers = document?.headers() ?? {};
  assert.equal(headers["content-security-policy"], PAGE_POLICY);
  assert.equal(headers["x-content-type-options"], "nosniff");
  assert.equal(headers["referrer-policy"], "no-referrer");
  assert.match(headers["permissions-policy"] ?? "", /geolocation=\(\)/);
  // Images may come from the page's own place, so that is how a page would try.
  const statuses = new Map<string, number>();
  page.on("response", (response) => statuses.set(response.url(), response.status()));
  const load = (url: string): Promise<string> =>
    inPage(`return await new Promise((resolve) => {
      const image = new Image();
      image.onload = () => resolve("loaded");
      image.onerror = () => resolve("refused");
      image.src = ${JSON.stringify(url)};
    });`);
  for (const path of HOSTILE_PATHS) {
    const url = new URL(path, "https://wallet.localhost/");
    if (url.host !== "wallet.localhost") continue;
    assert.equal(await load(url.href), "refused", path);
    assert.equal(statuses.get(url.href), 404, path);
  }
});

test(
  "Chromium: a text is copied and cleared while another window has the focus; the page cannot",
  { skip },
  async () => {
    await page.goto("https://wallet.localhost/");
    await isReady();
    const { clipboard } = (chromium as NonNullable<typeof chromium>).host;
    const driver = await page.context().newCDPSession(page);
    await driver.send("Emulation.setFocusEmulationEnabled", { enabled: false });
    const tries = await inPage<readonly string[]>(`
    const told = (promise) => promise.then(() => "done", (error) => error.name);
    return [await told(navigator.clipboard.readText()), await told(navigator.clipboard.writeText("page"))];`);
    assert.deepEqual(tries, ["NotAllowedError", "NotAllowedError"]);
    const text = `"quoted" \u2028 ${"long ".repeat(100_000)}`;
    await clipboard.write(text);
    await driver.send("Emulation.setFocusEmulationEnabled", { enabled: true });
    await driver.detach();
    await inPage(`document.body.append(Object.assign(document.createElement("textarea"), { id: "paste" }));`);
    const field = page.locator("#paste");
    const pasted = async (): Promise<string> => {
      await field.fill("");
      await field.focus();
      await page.keyboard.press("Control+V");
      return await field.inputValue();
    };
    assert.equal(await pasted(), text);
    assert.equal(await clipboard.clear("another"), false);
    assert.equal(await pasted(), text);
    // The camera's permission takes back all that was given.
    await chromium?.host.allowCamera(true);
    await chromium?.host.allowCamera(false);
    assert.equal(await clipboard.clear(text), true);
    assert.equal(await pasted(), "");
    assert.equal(page.context().pages().length, 1);
  },
);

test("Chromium: the page has no WebGL", { skip }, async () => {
  const drawn = await inPage<readonly boolean[]>(`
    return ["webgl", "webgl2"].map((kind) => document.createElement("canvas").getContext(kind) !== null);`);
  assert.deepEqual(drawn, [false, false]);
});

test("Chromium: page code reaches no other place", { skip }, async () => {
  const failed: string[] = [];
  page.on("requestfailed", (request) => failed.push(request.url()));
  const tries = await inPage<readonly string[]>(`
    const tries = {
      fetch: () => fetch("https://example.org/"),
      own: () => fetch("/index.html"),
      beacon: () => { if (!navigator.sendBeacon("https://example.org/", "x")) throw new Error(); },
      socket: () => new Promise((resolve, reject) => {
        const socket = new WebSocket("wss://example.org/");
        socket.onopen = resolve; socket.onerror = reject; socket.onclose = reject;
      }),
      image: () => new Promise((resolve, reject) => {
        const image = new Image();
        image.onload = resolve; image.onerror = reject;
        image.src = "https://example.org/x.png";
      }),
      worker: () => new Promise((resolve, reject) => {
        const worker = new Worker("/assets/page.js");
        worker.onmessage = resolve; worker.onerror = reject;
      }),
      service: async () => {
        await navigator.serviceWorker.register("/assets/page.js");
        if ((await navigator.serviceWorker.getRegistrations()).length === 0) throw new Error();
      },
    };
    const got = [];
    for (const [name, attempt] of Object.entries(tries)) {
      try { await attempt(); got.push(name); } catch {}
    }
    return got;`);
  // A beacon is taken before the policy looks at it; that it went nowhere is seen below.
  assert.deepEqual(
    tries.filter((name) => name !== "beacon"),
    [],
  );
  assert.deepEqual(
    failed.filter((url) => url.startsWith("https://wallet.localhost")),
    [],
  );
  const seen = await inPage<readonly string[]>("return violations;");
  for (const directive of ["connect-src", "img-src"]) assert.ok(seen.includes(directive), seen.join());
});

test(
  "Chromium: strict policy and Trusted Types stop what a hole in the page would try",
  { skip },
  async () => {
    assertStopped(await page.evaluate<{ readonly [name: string]: string }>(TRY_FROM_PAGE_CODE));
  },
);

test("Chromium: the window stays where it is, and alone", { skip }, async () => {
  const context = page.context();
  for (const where of ["https://example.org/", "about:blank", "data:text/html,x"]) {
    await inPage(`location.href = ${JSON.stringify(where)};`).catch(() => {});
    await isReady();
    assert.equal(page.url(), "https://wallet.localhost/", where);
    await inPage(`globalThis.opened = window.open(${JSON.stringify(where)});`);
  }
  const end = performance.now() + 5_000;
  while (context.pages().length > 1 && performance.now() < end)
    await new Promise((done) => setTimeout(done, 10));
  assert.equal(context.pages().length, 1);
  desk.answer = () => Promise.resolve({ ok: true, value: 1 });
  assert.deepEqual(await chromium?.call("app.status", {}), { ok: true, value: 1 });
});

test(
  "Chromium: the bridge is one object with two functions, and nobody can put another in its place",
  { skip },
  async () => {
    const seen = await inPage<readonly string[]>(`
    try { globalThis.sealfolio = {}; } catch {}
    try { sealfolio.call = () => "mine"; } catch {}
    try { delete globalThis.sealfolio; } catch {}
    return [...Object.keys(sealfolio), ...Object.keys(globalThis).filter((name) => /^sealfolio./.test(name)),
      String(Object.isFrozen(sealfolio))];`);
    assert.deepEqual(seen, ["call", "on", "true"]);
  },
);

test(
  "Chromium: permissions are refused unasked; the camera while the scanner is not open",
  { skip },
  async () => {
    const ask = (name: string): Promise<string> =>
      inPage(
        `try { return (await navigator.permissions.query({ name: ${JSON.stringify(name)} })).state; } catch (error) { return error.name; }`,
      );
    for (const name of ["camera", "microphone", "geolocation", "notifications", "midi"]) {
      assert.equal(await ask(name), "denied", name);
    }
    await chromium?.host.allowCamera(true);
    assert.equal(await ask("camera"), "granted");
    assert.equal(await ask("microphone"), "denied");
    await chromium?.host.allowCamera(false);
    assert.equal(await ask("camera"), "denied");
  },
);

test(
  "Chromium: what the system opens is https and nothing else, whoever asks the host",
  { skip },
  async () => {
    for (const url of ["http://www.w3.org/", "file:///etc/passwd", "javascript:alert(1)", "-h", "", "x:y"])
      await assert.rejects(async () => chromium?.host.openLink(url), { code: "host.link_refused" }, url);
  },
);

test("Chromium: a file that the person chooses is read; nothing without their click", { skip }, async () => {
  const host = chromium?.host;
  assert.ok(host !== undefined);
  const folder = tempFolder({ after });
  const path = join(folder, "request.json");
  writeFileSync(path, "grüße");
  const choose = async (files: string[], maxBytes = 100): Promise<unknown> => {
    const chooser = page.waitForEvent("filechooser");
    await page.click("h1");
    const picked = host.openFile({ extensions: ["json"], maxBytes }).then(
      (file) => (file === undefined ? undefined : [file.name, Buffer.from(file.bytes).toString()]),
      (error: { code: string }) => error.code,
    );
    await (await chooser).setFiles(files);
    return await picked;
  };
  assert.deepEqual(await choose([path]), ["request.json", "grüße"]);
  writeFileSync(path, "x".repeat(101));
  assert.equal(await choose([path]), "host.too_large");
  writeFileSync(path, "");
  assert.deepEqual(await choose([path]), ["request.json", ""]);
  // As long as a wallet's backup may be: more than one message to the program holds.
  const long = "abcde".repeat((10 << 20) / 5);
  writeFileSync(path, long);
  assert.deepEqual(await choose([path], 64 << 20), ["request.json", long]);
  await page.reload();
  await isReady();
  assert.equal(await host.openFile({ extensions: ["json"], maxBytes: 100 }), undefined);
});

test("Chromium: what is saved is new, whole, and replaces nothing", { skip }, async () => {
  const host = chromium?.host;
  assert.ok(host !== undefined);
  const name = saveTo.split("/").at(-1) ?? "";
  assert.equal(await host.saveFile({ name: "request.txt", text: "one" }), `${name}/request.txt`);
  assert.equal(await host.saveFile({ name: "request.txt", text: "two" }), `${name}/request (2).txt`);
  assert.deepEqual(readdirSync(saveTo).sort(), ["request (2).txt", "request.txt"]);
  assert.equal(readFileSync(join(saveTo, "request.txt"), "utf8"), "one");
  mkdirSync(join(saveTo, "folder.txt"));
  assert.equal(await host.saveFile({ name: "folder.txt", text: "x" }), `${name}/folder (2).txt`);
});
