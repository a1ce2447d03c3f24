import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import type { Page } from "playwright-core";
import { findBrowser } from "../support/browser.ts";
import { fakeCamera } from "../support/fake-camera.ts";
import { SampleWindow } from "../support/sample-window.ts";
import { tempFolder } from "../support/temp-folder.ts";

const skip = findBrowser() === undefined ? "no browser installed" : false;

async function open(t: TestContext, flags: readonly string[]): Promise<SampleWindow> {
  const window = await SampleWindow.open({ after: (work) => t.after(work) }, { flags });
  window.page.setDefaultTimeout(60_000);
  return window;
}

async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env["SEALFOLIO_SHOTS"];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.waitForTimeout(400);
  await page.screenshot({ path: join(folder, `camera-${name}.png`) });
}

const scan = (page: Page) => page.getByRole("button", { name: "Scan with the camera" }).click();

/** Keeps hold of every camera that the page opens. */
const WATCH = `{
  const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  window.cameras = [];
  navigator.mediaDevices.getUserMedia = async (wanted) => {
    const stream = await real(wanted);
    window.cameras.push(...stream.getTracks());
    return stream;
  };
}`;
/** Waits until something holds in the page. */
async function until(page: Page, what: string): Promise<void> {
  const end = performance.now() + 30_000;
  while (!(await page.evaluate(what))) {
    assert.ok(performance.now() < end, what);
    await page.waitForTimeout(50);
  }
}

const ALL_ENDED = "window.cameras.every(({ readyState }) => readyState === 'ended')";

const states = (page: Page) =>
  page.evaluate("window.cameras.map(({ kind, readyState }) => [kind, readyState])");

async function assertRefused(page: Page): Promise<void> {
  const ask =
    "navigator.mediaDevices.getUserMedia({ video: true }).then(() => 'granted', ({ name }) => name)";
  assert.equal(await page.evaluate(ask), "NotAllowedError");
}

test("a code before the camera opens what it says, and the camera is off at once", { skip }, async (t) => {
  const film = tempFolder(t);
  // Nobody signed it: that it was read whole is what is to be seen here.
  const text = `eyJ0eXAiOiJvcGVuaWQ0dmNpLXByb29mK2p3dCJ9.${"camera".repeat(100)}.sig`;
  const window = await open(t, fakeCamera(film, text));
  const { page } = window;
  await page.evaluate(WATCH);

  await t.test("the citizen's", async () => {
    await window.switchTo("ada");
    await window.goTo("#/receive");
    await scan(page);
    await page.getByText("This is a wallet's request for a certificate.").waitFor();
    assert.equal(await page.getByRole("dialog").count(), 0);
    assert.deepEqual(await states(page), [["video", "ended"]]);
    await assertRefused(page);
  });

  await t.test("the counter's", async () => {
    await window.switchTo("bank");
    await window.goTo("#/check");
    await scan(page);
    await page.getByText("presentation.encryption").waitFor();
    assert.deepEqual(await states(page), [
      ["video", "ended"],
      ["video", "ended"],
    ]);
  });

  await t.test("the office's", async () => {
    await window.switchTo("civil-registry");
    await window.goTo("#/issue");
    await scan(page);
    await page.getByText("exchange.syntax").waitFor();
  });
  assert.deepEqual(window.complaints, []);
  assert.deepEqual(window.bugs, []);
});

test(
  "while nothing is seen the picture is live, and the camera goes off with the scanner",
  { skip },
  async (t) => {
    const film = tempFolder(t);
    const window = await open(t, fakeCamera(film, undefined));
    const { page } = window;
    await page.evaluate(WATCH);
    await window.switchTo("ada");
    await window.goTo("#/present");
    await assertRefused(page);
    await scan(page);
    await page.getByText("Hold the code still").waitFor();
    await until(page, "document.querySelector('video')?.currentTime > 0");
    await shoot(page, "live");
    assert.deepEqual(await states(page), [["video", "live"]]);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    assert.deepEqual(await states(page), [["video", "ended"]]);
    await assertRefused(page);

    // Leaving by the address, and locking, take the scanner with them.
    await scan(page);
    await page.getByText("Hold the code still").waitFor();
    await page.evaluate("window.location.hash = '#/certificates'");
    await until(page, ALL_ENDED);
    await assertRefused(page);
    await window.goTo("#/present");
    await scan(page);
    await page.getByText("Hold the code still").waitFor();
    await window.ask("wallet.lock", {});
    await until(page, ALL_ENDED);
    assert.deepEqual(window.complaints, []);
  },
);

test(
  "no camera, and one that is not allowed, are said in words, with what to do instead",
  { skip },
  async (t) => {
    const window = await open(t, []);
    const { page } = window;
    await window.switchTo("ada");
    await window.goTo("#/present");
    await scan(page);
    await page.getByText("camera.none").waitFor();
    await page.getByText("No camera was found.").waitFor();
    await shoot(page, "none");
    await page.getByRole("button", { name: "Close" }).click();
    await page.evaluate(
      "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotReadableError'))",
    );
    await scan(page);
    await page.getByText("camera.busy").waitFor();
    await page.evaluate("delete navigator.mediaDevices.getUserMedia");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByText("camera.none").waitFor();
    await page.getByRole("button", { name: "Close" }).click();
    assert.deepEqual(window.complaints, []);
  },
);
