import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Browser } from "playwright-core";
import { findBrowser } from "../support/browser.ts";
import { buildRenderer } from "../support/built-renderer.ts";
import { FAKE_ANSWERS, withPreferences } from "../support/fake-bridge.ts";
import { openBrowser } from "../support/page-browser.ts";
import { cutOff, faultsOf, tabRound, until } from "../support/page-probes.ts";
import { KeptWindow, type OpenWindow, type WindowOptions } from "../support/window-page.ts";

const executablePath = findBrowser();
const skip = executablePath === undefined ? "no browser found" : false;

describe("the parts, in a browser under the page's policy", { skip }, () => {
  let browser: Browser;
  let kept: KeptWindow;

  before(async () => {
    buildRenderer();
    browser = await openBrowser(executablePath as string);
    kept = new KeptWindow(browser);
  });
  after(() => browser?.close());

  async function inParts(options: WindowOptions, look: (window: OpenWindow) => Promise<void>): Promise<void> {
    const window = await kept.open({ hash: "#/parts", ...options });
    try {
      await window.page.getByRole("grid").waitFor();
      await look(window);
      assert.deepEqual(window.complaints, []);
    } finally {
      await window.close();
    }
  }

  const views: readonly (readonly [name: string, options: WindowOptions])[] = [
    ["light", {}],
    ["dark", { answers: withPreferences({ theme: "dark" }) }],
    ["dark, as the computer says", { answers: withPreferences({ theme: "system" }), colorScheme: "dark" }],
    ["German", { answers: withPreferences({ language: "de" }) }],
    ["right to left", { answers: withPreferences({ language: "ar" }) }],
    ["1024 x 700", { size: { width: 1024, height: 700 } }],
    ["1024 x 700 at 200 %", { size: { width: 512, height: 350 }, scale: 2 }],
    [
      "1024 x 700 at 200 %, right to left",
      { size: { width: 512, height: 350 }, scale: 2, answers: withPreferences({ language: "ar" }) },
    ],
    [
      "1024 x 700 at 200 %, German",
      { size: { width: 512, height: 350 }, scale: 2, answers: withPreferences({ language: "de" }) },
    ],
    ["forced colours", { forcedColors: "active" }],
  ];

  for (const [name, options] of views) {
    it(`show everything whole, and axe finds nothing: ${name}`, async () => {
      await inParts(options, async ({ page }) => {
        assert.deepEqual(await cutOff(page), []);
        assert.deepEqual(await faultsOf(page), []);
      });
    });
  }

  it("turn with the language's direction", async () => {
    await inParts({ answers: withPreferences({ language: "ar" }) }, async ({ page }) => {
      const nav = await page.getByRole("navigation").boundingBox();
      const title = await page.getByRole("heading", { level: 1 }).first().boundingBox();
      assert.ok(nav !== null && title !== null && nav.x > title.x);
      assert.equal(
        await page.evaluate("document.documentElement.dir + document.documentElement.lang"),
        "rtlar",
      );
      assert.match(
        await page.evaluate<string>("getComputedStyle(document.body).fontFamily"),
        /Noto Sans Arabic/,
      );
    });
  });

  it("are all reached by Tab, and show it", async () => {
    await inParts({}, async ({ page }) => {
      const { missed, unlit, stops } = await tabRound(page);
      assert.deepEqual(missed, []);
      assert.deepEqual(unlit, []);
      assert.ok(stops > 40, String(stops));
    });
  });

  it("go through a table of a hundred thousand rows by keys, with a few dozen in the page", async () => {
    await inParts({}, async ({ page }) => {
      const grid = page.getByRole("grid");
      assert.equal(await grid.getAttribute("aria-rowcount"), "100001");
      await grid.focus();
      await page.keyboard.press("End");
      await page.keyboard.press("ArrowUp");
      await page.keyboard.press("Enter");
      // What is scrolled to is drawn a moment later.
      const active = grid.locator('[aria-rowindex="100000"][aria-selected="true"]');
      await active.filter({ hasText: /Mill Lane/ }).waitFor();
      assert.equal(await grid.getAttribute("aria-activedescendant"), await active.getAttribute("id"));
      assert.ok((await grid.getByRole("row").count()) < 40);
      await page.keyboard.press("Home");
      await grid
        .getByRole("row")
        .nth(1)
        .filter({ hasText: /^100,000/ })
        .waitFor();
    });
  });

  it("ask before an act: Enter does the harmless thing, Escape nothing, and the focus comes back", async () => {
    await inParts({}, async ({ page }) => {
      const opener = page.getByRole("button", { name: "Withdraw…" });
      await opener.focus();
      await page.keyboard.press("Enter");
      const dialog = page.getByRole("alertdialog", { name: "Withdraw this certificate?" });
      await dialog.waitFor();
      const focused = "document.activeElement.textContent";
      await until(page, `${focused} === "Cancel"`);
      assert.deepEqual(await faultsOf(page), []);
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "detached" });
      await until(page, `${focused} === "Withdraw…"`);

      await page.getByRole("button", { name: "Keep…" }).click();
      await page.getByRole("alertdialog").waitFor();
      await until(page, `${focused} === "Keep"`);
      await page.keyboard.press("Enter");
      await page.getByRole("alertdialog").waitFor({ state: "detached" });
    });
  });

  it("choose by keys in a list that opens", async () => {
    await inParts({}, async ({ page }) => {
      const select = page.getByRole("button", { name: /Choose one/ });
      await select.focus();
      await page.keyboard.press("Enter");
      await page.getByRole("option", { name: "Business licence" }).waitFor();
      assert.deepEqual(await faultsOf(page), []);
      await page.keyboard.press("End");
      await page.keyboard.press("Enter");
      await page.getByRole("button", { name: /Business licence/ }).waitFor();
    });
  });

  it("say how strong a passphrase is, and show it only when asked", async () => {
    await inParts({}, async ({ page }) => {
      const field = page.getByRole("textbox", { name: "New passphrase" });
      await field.fill("short");
      await page.getByText("Too short: at least 8 characters.").waitFor();
      await field.fill("correct horse battery staple");
      await page.getByText("Strong.", { exact: true }).waitFor();
      assert.equal(await field.getAttribute("type"), "password");
      await page.getByRole("button", { name: "Show the passphrase" }).first().click();
      assert.equal(await field.getAttribute("type"), "text");
    });
  });

  it("say something in passing, which can be closed", async () => {
    await inParts({}, async ({ page }) => {
      await page.getByRole("button", { name: "Say that something failed" }).click();
      const region = page.getByRole("region", { name: "Messages" });
      await region.getByText("The receipt could not be saved.").waitFor();
      assert.deepEqual(await faultsOf(page), []);
      await region.getByRole("button").click();
      assert.equal(await region.getByRole("listitem").count(), 0);
    });
  });

  it("say things in passing without covering anything that can be pressed", async () => {
    await inParts({ size: { width: 1024, height: 700 } }, async ({ page }) => {
      const say = (name: string) => page.getByRole("button", { name }).click();
      // What is said again stands once.
      for (const what of ["failed", "lacks", "failed"]) await say(`Say that something ${what}`);
      await say("Say something in passing");
      assert.equal(await page.getByRole("region", { name: "Messages" }).getByRole("listitem").count(), 3);
      const covered =
        await page.evaluate(`[...document.querySelectorAll("button, a[href], input, select, textarea, [role=radio], [role=row]")]
        .filter((each) => each.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) && each.getClientRects().length > 0 && !each.disabled)
        .filter((each) => {
          each.scrollIntoView({ block: "nearest", behavior: "instant" });
          const { x, y, width, height } = each.getBoundingClientRect();
          const hit = document.elementFromPoint(x + width / 2, y + height / 2);
          return hit?.closest("[aria-label='Messages']") != null && !each.closest("[aria-label='Messages']");
        })
        .map((each) => each.outerHTML.slice(0, 200))`);
      assert.deepEqual(covered, []);
      // The screen ends where they begin.
      const edges = (await page.evaluate(
        "[document.querySelector('main').getBoundingClientRect().bottom, document.querySelector(\"[aria-label='Messages']\").getBoundingClientRect().top]",
      )) as readonly [number, number];
      assert.ok(edges[0] <= edges[1], edges.join());
    });
  });

  it("take a file that is dropped anywhere, or chosen, and refuse one that is none of ours", async () => {
    await inParts({ answers: FAKE_ANSWERS }, async ({ page }) => {
      const drop = (name: string, bytes: string) =>
        page.evaluate(`(() => {
          const data = new DataTransfer();
          data.items.add(new File([${bytes}], ${JSON.stringify(name)}));
          for (const type of ["dragover", "drop"])
            document.querySelector("nav").dispatchEvent(
              new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
        })()`);
      await drop("letter.sealfolio", `"{}"`);
      await page.getByText("Got letter.sealfolio").waitFor();
      await drop("strange.bin", "new Uint8Array([0xc3, 0x28, 0])");
      await page.getByText("host.not_text").waitFor();
      await page.getByRole("button", { name: "Choose a file" }).click();
      await page.getByText("Got request.sealfolio").waitFor();
      assert.equal(await page.getByText("host.not_text").count(), 0);
    });
  });

  it("move nothing for who wants no motion", async () => {
    await inParts({ reducedMotion: "reduce" }, async ({ page }) => {
      const moving = `document.getAnimations().filter((each) => each.effect.getComputedTiming().activeDuration > 50).length`;
      assert.equal(await page.evaluate(moving), 0);
      // However short: it would be one of each thing on the page, again and again.
      const begun = `(async () => {
        let count = 0;
        document.addEventListener("transitionrun", () => count++);
        const root = document.documentElement;
        for (const theme of ["dark", root.dataset.theme]) {
          root.dataset.theme = theme;
          for (let i = 0; i < 4; i++) await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
        }
        return count;
      })()`;
      assert.equal(await page.evaluate(begun), 0);
    });
    await inParts({ reducedMotion: "no-preference" }, async ({ page }) => {
      const turning = `document.getAnimations().some((each) => each.animationName === "turn")`;
      assert.equal(await page.evaluate(turning), true);
    });
  });
});
