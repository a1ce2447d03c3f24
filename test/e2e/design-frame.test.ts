import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { after, before, describe, it } from "node:test";
import type { Browser, Page } from "playwright-core";
import type { RegistryView, WalletView } from "../../src/contract/views.ts";
import { findBrowser } from "../support/browser.ts";
import { buildRenderer, builtFile } from "../support/built-renderer.ts";
import {
  FAKE_ANSWERS,
  FAKE_APP,
  FAKE_REGISTRY,
  FAKE_WALLET,
  type FakeAnswers,
  withPreferences,
} from "../support/fake-bridge.ts";
import { openBrowser } from "../support/page-browser.ts";
import { cutOff, faultsOf, tabRound, until } from "../support/page-probes.ts";
import { KeptWindow, type OpenWindow, openWindow, type WindowOptions } from "../support/window-page.ts";

const executablePath = findBrowser();
const skip = executablePath === undefined ? "no browser found" : false;

const SETTINGS = { hash: "#/settings" };
const CITIZEN: WalletView = { state: "open", registry: FAKE_REGISTRY };
const LOCKED: WalletView = { state: "locked", registry: FAKE_REGISTRY };

const withWallet = (wallet: WalletView): FakeAnswers => ({
  ...FAKE_ANSWERS,
  "wallet.status": { ok: true, value: wallet },
});
const withRegistry = (registry: Partial<RegistryView>): FakeAnswers =>
  withWallet({ ...FAKE_WALLET, registry: { ...FAKE_REGISTRY, ...registry } });

const calls = async (page: Page): Promise<readonly string[]> =>
  (await page.evaluate("window.fake.calls.map(({ name }) => name)")) as readonly string[];

describe("the frame, in a browser under the page's policy", { skip }, () => {
  let browser: Browser;
  let kept: KeptWindow;

  before(async () => {
    buildRenderer();
    browser = await openBrowser(executablePath as string);
    kept = new KeptWindow(browser);
  });
  after(() => browser?.close());

  /** `isNew`: loaded for this test alone. */
  async function inWindow(
    { isNew = false, ...options }: WindowOptions & { readonly isNew?: boolean },
    look: (window: OpenWindow) => Promise<void>,
  ): Promise<void> {
    const window = isNew ? await openWindow(browser, options) : await kept.open(options);
    try {
      await look(window);
      assert.deepEqual(window.complaints, []);
    } finally {
      await window.close();
    }
  }

  const views: readonly (readonly [name: string, options: WindowOptions])[] = [
    ["light", SETTINGS],
    ["dark", { ...SETTINGS, answers: withPreferences({ theme: "dark" }) }],
    ["right to left", { ...SETTINGS, answers: withPreferences({ language: "ar" }) }],
    ["1024 x 700 at 200 %", { ...SETTINGS, size: { width: 512, height: 350 }, scale: 2 }],
    ["no such screen", { hash: "#/nowhere" }],
  ];
  for (const [name, options] of views) {
    it(`shows everything whole, axe finds nothing, Tab reaches all: ${name}`, async () => {
      await inWindow(options, async ({ page }) => {
        assert.deepEqual(await cutOff(page), []);
        assert.deepEqual(await faultsOf(page), []);
        const { missed, unlit } = await tabRound(page);
        assert.deepEqual({ missed, unlit }, { missed: [], unlit: [] });
      });
    });
  }

  it("goes where the navigation says, marks the place and tells the window's title", async () => {
    await inWindow(SETTINGS, async ({ page }) => {
      const nav = page.getByRole("navigation", { name: "Main" });
      assert.equal(await nav.getByRole("link", { name: "Settings" }).getAttribute("aria-current"), "page");
      assert.equal(await page.title(), "Settings · Sealfolio");
      await nav.getByRole("link", { name: "Registry" }).click();
      await page.getByRole("heading", { level: 1, name: "Registry" }).waitFor();
      assert.equal(await page.evaluate("location.hash"), "#/registry");
      assert.equal(await page.evaluate("document.activeElement.tagName"), "H1");
      await page.goBack();
      await page.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
    });
  });

  it("opens where the owner of the wallet works", async () => {
    await inWindow({ answers: withWallet(CITIZEN) }, async ({ page }) => {
      assert.equal(await page.evaluate("location.hash"), "#/certificates");
      assert.equal(await page.getByRole("link", { name: "Register", exact: true }).count(), 0);
    });
    const office = { ...FAKE_APP, active: "two" };
    await inWindow(
      { answers: { ...FAKE_ANSWERS, "app.status": { ok: true, value: office } } },
      async ({ page }) => {
        assert.equal(await page.evaluate("location.hash"), "#/register");
      },
    );
  });

  it("goes on showing what comes, though changes are told faster than answers come", async () => {
    const answers = { ...withWallet(CITIZEN), "holder.list": { ok: true, value: [] } } as const;
    await inWindow({ ...SETTINGS, answers }, async ({ page }) => {
      await page.evaluate(`{
        fake.slow("holder.list", 300);
        window.told = 0;
        window.ticking = setInterval(() => {
          window.told++;
          fake.tell("registry.changed", ${JSON.stringify(FAKE_REGISTRY)});
        }, 20);
        location.hash = "#/certificates";
      }`);
      try {
        await page.getByText("No certificates yet").waitFor({ timeout: 10_000 });
        await until(page, "window.told > 60");
        // Main is asked as often as it answers, not as often as something is told.
        const asked = (await calls(page)).filter((name) => name === "holder.list").length;
        assert.ok(asked > 1 && asked * 3 < Number(await page.evaluate("window.told")), `${asked}`);
      } finally {
        await page.evaluate("clearInterval(window.ticking)");
      }
    });
  });

  it("keeps a file that is dropped on a screen still opening, and says where none is taken", async () => {
    const drop = `{
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(["no request"], "request.sealfolio"));
      document.body.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer }));
    }`;
    const types = [{ id: "id-card", vct: "urn:x", name: { en: "Identity card" }, validity: 86_400 }].map(
      (type) => ({
        ...type,
        mayIssue: true,
        claims: [],
      }),
    );
    const answers = { ...FAKE_ANSWERS, "office.types": { ok: true, value: types } } as unknown as FakeAnswers;
    await inWindow({ ...SETTINGS, answers }, async ({ page }) => {
      const nobody = page.getByText("This screen takes no files.");
      await page.evaluate(`fake.slow("office.types", 1_500); location.hash = "#/issue"`);
      await page.getByRole("heading", { level: 1, name: "Issue", exact: true }).waitFor();
      assert.equal(await page.getByText("Drop the holder's request here").count(), 0);
      await page.evaluate(drop);
      await page.getByText("exchange.syntax").waitFor();
      assert.equal(await nobody.count(), 0);
      await page.evaluate(`location.hash = "#/settings"`);
      await page.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
      await page.evaluate(drop);
      await nobody.waitFor();
    });
  });

  it("says how the registry stands, and hears when that changes", async () => {
    await inWindow(SETTINGS, async ({ page }) => {
      const strip = page.getByRole("banner");
      await strip.getByText("Registry in step · block 1,284 · 2 minutes ago").waitFor();
      await strip.getByText("4 of 4 authorities agree").waitFor();
      const newer = {
        ...FAKE_REGISTRY,
        age: { height: 1285, time: Math.floor(Date.now() / 1000), seconds: 0 },
      };
      await page.evaluate(`window.fake.tell("registry.changed", ${JSON.stringify(newer)})`);
      await strip.getByText("block 1,285 · just now").waitFor();
    });
    const gone = [{ url: "https://a.example/", state: "unreachable" as const }];
    await inWindow({ ...SETTINGS, answers: withRegistry({ sources: gone }) }, async ({ page }) => {
      await page.getByRole("banner").getByText("Working offline").waitFor();
      await page.getByRole("banner").getByText("No network").waitFor();
      assert.deepEqual(await faultsOf(page), []);
    });
    await inWindow({ ...SETTINGS, answers: withRegistry({ alarm: "alarm.fork" }) }, async ({ page }) => {
      await page.getByRole("banner").getByText("Registry alarm").waitFor();
      await page.getByRole("banner").getByRole("link", { name: "Look at it" }).click();
      await page.getByRole("heading", { level: 1, name: "Registry" }).waitFor();
    });
  });

  it("says over every screen that an office's data were put back, until its officer goes on from there", async () => {
    const gap = { acts: 2, from: 41, to: 1207 };
    const answers: FakeAnswers = {
      ...withWallet({ ...FAKE_WALLET, gap }),
      "office.accept_gap": { ok: true, value: null },
    };
    await inWindow({ ...SETTINGS, answers }, async ({ page }) => {
      await page.getByRole("alert").getByText("2 acts in blocks 41 to 1,207").waitFor();
      assert.deepEqual(await faultsOf(page), []);
      if (process.env["SEALFOLIO_SHOTS"] !== undefined)
        await page.screenshot({ path: `${process.env["SEALFOLIO_SHOTS"]}/gap.png` });
      await page.getByRole("button", { name: "Go on from here" }).click();
      const question = page.getByRole("alertdialog", { name: "Go on from this older state?" });
      await question.getByRole("button", { name: "Cancel" }).click();
      await question.waitFor({ state: "hidden" });
      await page.getByRole("button", { name: "Go on from here" }).click();
      assert.deepEqual(await faultsOf(page), []);
      if (process.env["SEALFOLIO_SHOTS"] !== undefined)
        await page.screenshot({ path: `${process.env["SEALFOLIO_SHOTS"]}/gap-question.png` });
      await question.getByRole("button", { name: "Go on from here" }).click();
      await until(page, "window.fake.calls.some(({ name }) => name === 'office.accept_gap')");
      await page.evaluate(`window.fake.tell("wallet.changed", ${JSON.stringify(FAKE_WALLET)})`);
      await page.getByText("2 acts in blocks").waitFor({ state: "detached" });
    });
    await inWindow({ ...SETTINGS, answers }, async ({ page }) => {
      await page.getByRole("link", { name: "Look at the block" }).click();
      await until(page, "location.hash === '#/registry/41'");
    });
  });

  it("shows long work with its count, moves nothing by it, and stops it when asked", async () => {
    await inWindow(SETTINGS, async ({ page }) => {
      const places = () => page.locator("main h1, main button, main label, header button").all();
      const where = async () => await Promise.all((await places()).map((each) => each.boundingBox()));
      const stood = await where();
      assert.ok(stood.length > 3);
      const tell = (progress: object) =>
        page.evaluate(`window.fake.tell("progress", ${JSON.stringify(progress)})`);
      await tell({ work: "audit", done: 1200, total: 51_207, secondsLeft: 65, cancel: "audit-1" });
      await page.getByRole("progressbar", { name: "Checking the whole registry" }).waitFor();
      await page.getByText("1,200 of 51,207 · 1 minute left").waitFor();
      assert.deepEqual(await where(), stood);
      assert.deepEqual(await faultsOf(page), []);
      await page.getByRole("button", { name: "Stop: Checking the whole registry" }).click();
      assert.ok((await calls(page)).includes("app.cancel"));
      await tell({ work: "audit", done: 51_207, total: 51_207 });
      await page.getByRole("progressbar").waitFor({ state: "detached" });
    });
  });

  it("does anything by Ctrl K", async () => {
    await inWindow(SETTINGS, async ({ page }) => {
      await page.keyboard.press("Control+k");
      const search = page.getByRole("searchbox", { name: "What do you want to do?" });
      await search.waitFor();
      // Its entries take the focus, and come a moment after it.
      await page.getByRole("menuitem").first().waitFor();
      assert.deepEqual(await faultsOf(page), []);
      await search.fill("registry");
      await page.getByRole("menuitem", { name: "Go to Registry" }).waitFor();
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { level: 1, name: "Registry" }).waitFor();
      assert.equal(await search.count(), 0);
      await page.keyboard.press("Control+k");
      await search.fill("zzz");
      await page.getByText("Nothing is called that.").waitFor();
      // The first empties the field.
      await page.keyboard.press("Escape");
      await page.keyboard.press("Escape");
      await search.waitFor({ state: "detached" });
    });
  });

  it("locks by Ctrl L, and nothing of the open wallet is left in the page", async () => {
    await inWindow(SETTINGS, async ({ page }) => {
      await page.keyboard.press("Control+l");
      await page.getByRole("heading", { level: 1, name: /Unlock/ }).waitFor();
      assert.deepEqual((await calls(page)).slice(-1), ["wallet.lock"]);
      assert.equal(await page.getByRole("navigation").count(), 0);
      assert.equal(await page.evaluate("document.activeElement.type"), "password");
      assert.deepEqual(await faultsOf(page), []);
    });
  });

  it("says what became of a passphrase, and counts down a wait", async () => {
    const answers = {
      ...withWallet(LOCKED),
      "wallet.unlock": { ok: false as const, code: "vault.wrong_passphrase" },
    };
    await inWindow({ answers }, async ({ page }) => {
      const field = page.getByRole("textbox", { name: "Passphrase" });
      await field.fill("not this one");
      await page.keyboard.press("Enter");
      const alert = page.getByRole("alert");
      await alert.getByText("That is not the passphrase.").waitFor();
      await alert.getByText("vault.wrong_passphrase").waitFor();
      assert.equal(await field.inputValue(), "");
      const waiting = { ok: true, value: { ...LOCKED, waitSeconds: 2 } };
      await page.evaluate(`window.fake.answer("wallet.status", ${JSON.stringify(waiting)})`);
      await field.fill("nor this");
      await page.keyboard.press("Enter");
      await page.getByText(/The next passphrase is taken in [12] seconds?\./).waitFor();
      assert.equal(await field.isDisabled(), true);
      await page.getByText(/The next passphrase/).waitFor({ state: "detached" });
      assert.equal(await field.isDisabled(), false);
      const open = { ok: true, value: FAKE_WALLET };
      await page.evaluate(`window.fake.answer("wallet.unlock", ${JSON.stringify(open)})`);
      await field.fill("this one");
      await page.keyboard.press("Enter");
      await page.getByRole("navigation", { name: "Main" }).waitFor();
    });
  });

  it("goes to another wallet, which is told by name", async () => {
    await inWindow(SETTINGS, async ({ page }) => {
      await page.getByRole("button", { name: "Wallet: Sample Holder" }).click();
      assert.deepEqual(await faultsOf(page), []);
      const other = { ok: true, value: { ...FAKE_APP, active: "two" } };
      await page.evaluate(`for (const name of ["app.switch_profile", "app.status"])
        window.fake.answer(name, ${JSON.stringify(other)})`);
      await page.getByRole("menuitemradio", { name: /Identity Office/ }).click();
      await page.getByRole("button", { name: "Wallet: Identity Office" }).waitFor();
      assert.equal(await page.evaluate("location.hash"), "#/register");
    });
  });

  it("takes on colours and language at once, and tells main", async () => {
    await inWindow(SETTINGS, async ({ page }) => {
      const chosen = {
        ok: true,
        value: { language: "de", theme: "dark", autoLockMinutes: 10, hideFromCapture: false },
      };
      await page.evaluate(`window.fake.answer("app.set_preferences", ${JSON.stringify(chosen)})`);
      await page.getByRole("radio", { name: "Dark" }).click({ force: true });
      await until(page, `document.documentElement.dataset.theme === "dark"`);
      await page.getByRole("heading", { level: 1, name: "Einstellungen" }).waitFor();
      assert.equal(await page.evaluate("document.documentElement.lang"), "de");
      assert.ok((await calls(page)).includes("app.set_preferences"));
    });
  });

  it("stands when a screen breaks, and opens it again", async () => {
    await inWindow({ hash: "#/registry", isNew: true }, async ({ page, complaints }) => {
      const screen = "**/assets/settings-*.js";
      await page.route(screen, (route) => route.abort());
      await page.getByRole("link", { name: "Settings" }).click();
      await page.getByRole("alert").getByText("This screen has stopped working.").waitFor();
      assert.deepEqual(await faultsOf(page), []);
      await page.unroute(screen);
      await page.getByRole("button", { name: "Open it again" }).click();
      await page.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
      complaints.length = 0;
    });
  });

  it("says so when main does not answer at all, and goes on when it does", async () => {
    const lost: FakeAnswers = { ...FAKE_ANSWERS, "app.status": { ok: false, code: "call.failed" } };
    await inWindow({ answers: lost, isNew: true }, async ({ page }) => {
      await page.getByText("call.failed").waitFor();
      assert.deepEqual(await faultsOf(page), []);
      await page.evaluate(
        `window.fake.answer("app.status", ${JSON.stringify({ ok: true, value: FAKE_APP })})`,
      );
      await page.getByRole("button", { name: "Try again" }).click();
      await page.getByRole("navigation", { name: "Main" }).waitFor();
    });
  });

  for (const state of ["locked", "none"] as const) {
    it(`loads at most 250 KB, gzipped, until it can be used: ${state}`, async () => {
      await inWindow({ answers: withWallet({ state }), isNew: true }, async ({ page, fetched }) => {
        await page.getByRole("button").last().waitFor();
        await page.waitForLoadState("networkidle");
        const sizes = fetched.map(({ path, body }) => ({
          path,
          size: path.endsWith(".woff2") ? body.length : gzipSync(body).length,
        }));
        const total = sizes.reduce((sum, { size }) => sum + size, 0);
        assert.ok(total <= 250_000, `${total} bytes: ${JSON.stringify(sizes)}`);
      });
    });
  }

  it("is one page without script or style of its own, and nothing in it is fetched from elsewhere", () => {
    const page = builtFile("/")?.body.toString("utf8") ?? assert.fail();
    assert.doesNotMatch(page, /<style|<script(?![^>]*\bsrc=)|\bon\w+=|https?:|crossorigin/);
    assert.match(page, /<script type="module" src="\.\/assets\/index-[\w-]+\.js"><\/script>/);
  });

  it("lets no page code turn text into markup or script", async () => {
    await inWindow(SETTINGS, async ({ page, complaints }) => {
      const tries = {
        markup: `document.body.insertAdjacentHTML("beforeend", "<b>x</b>")`,
        inner: `document.createElement("p").innerHTML = "<b>x</b>"`,
        policy: `trustedTypes.createPolicy("mine", {})`,
        script: `document.createElement("script").src = "https://a.example/a.js"`,
      };
      for (const [name, text] of Object.entries(tries)) {
        const refused = await page.evaluate(
          `(() => { try { ${text}; return false; } catch { return true; } })()`,
        );
        assert.equal(refused, true, name);
      }
      const reached = await page.evaluate(`fetch("https://wallet.localhost/").then(() => true, () => false)`);
      assert.equal(reached, false);
      assert.ok(complaints.length > 0);
      complaints.length = 0;
    });
  });
});
