import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, afterEach, test } from "node:test";
import { findBrowser } from "../support/browser.ts";
import { openStartWindow, type StartWindow } from "../support/start-window.ts";
import { atRest } from "../support/audit.ts";

const path = findBrowser();
const SHOTS = process.env["SEALFOLIO_SHOTS"];
const skip = path === undefined ? "no browser installed" : false;
const AXE = readFileSync(join(import.meta.dirname, "../../node_modules/axe-core/axe.min.js"), "utf8");
const PASSPHRASE = "four quiet words together";
const SLOW = { timeout: 60_000 };
const window =
  path === undefined ? undefined : await openStartWindow({ after }, { browser: path, realWallets: true });

function opened(): StartWindow {
  assert.ok(window !== undefined);
  return window;
}

afterEach(() => {
  assert.deepEqual(window?.bugs ?? [], []);
  assert.deepEqual(window?.complaints ?? [], []);
});

async function look(name: string): Promise<void> {
  const { page } = opened();
  await atRest(page);
  const found = await page.evaluate(`${AXE}; axe.run({ exclude: ["[data-live-announcer]"] }).then(
    ({ violations }) => violations.map(({ id, nodes }) => [id, ...nodes.map(({ target }) => String(target))]))`);
  assert.deepEqual(found, [], name);
  if (SHOTS !== undefined) await page.screenshot({ path: join(SHOTS, `locking-${name}.png`) });
}

const heading = (name: string | RegExp) => opened().page.getByRole("heading", { level: 1, name });
const button = (name: string | RegExp) => opened().page.getByRole("button", { name });
const row = (title: string) =>
  opened()
    .page.getByRole("listitem")
    .filter({ has: opened().page.getByText(title, { exact: true }) });

async function goTo(hash: string): Promise<void> {
  await opened().page.evaluate((to) => {
    (globalThis as unknown as { location: { hash: string } }).location.hash = to;
  }, hash);
}

/** Answers the dialog that asks for the passphrase. */
async function give(passphrase: string, act: string): Promise<void> {
  const dialog = opened().page.getByRole("dialog");
  await dialog.getByLabel("Your passphrase").fill(passphrase);
  await dialog.getByRole("button", { name: act }).click();
}

test("settings say what opens the wallet; with no safe store that is said plainly", { skip }, async () => {
  const { page, app } = opened();
  await page.setViewportSize({ width: 1024, height: 700 });
  const made = await app.call("app.create_profile", {
    name: "Mine",
    kind: "citizen",
    passphrase: PASSPHRASE,
    registry: "A".repeat(43),
    sources: ["http://127.0.0.1:9/"],
    mode: "light",
  });
  assert.ok(made.ok);
  await heading("Certificates").waitFor(SLOW);
  await goTo("#/settings");
  await heading("Settings").waitFor();
  await page.getByText("This computer has no safe store for secrets").waitFor();
  assert.ok(await row("This computer's sign-in").getByRole("button", { name: "Allow" }).isDisabled());
  await row("Recovery words").scrollIntoViewIfNeeded();
  await look("ways");
});

test("words are made in the settings too, after the passphrase", { skip }, async () => {
  const { page } = opened();
  await button("Make recovery words").click();
  await page.getByRole("dialog").waitFor();
  await look("ask");
  await give("not that one", "Show me the words");
  await page.getByRole("dialog").getByText("vault.wrong_passphrase").waitFor(SLOW);
  await give(PASSPHRASE, "Show me the words");
  await heading("Your recovery words").waitFor(SLOW);
  await page.keyboard.press("Control+l");
  await heading("Unlock “Mine”").waitFor();
  await page.getByLabel("Passphrase", { exact: true }).fill(PASSPHRASE);
  await page.keyboard.press("Enter");
  await heading("Settings").waitFor(SLOW);
  assert.equal(await row("Recovery words").getByText("Not set up").count(), 1);
});

test("everything is sealed anew on request", { skip }, async () => {
  const { page } = opened();
  await button("New key").click();
  await give(PASSPHRASE, "Seal anew");
  await page.getByText("Everything was sealed anew.").waitFor(SLOW);
});

test("a lock from main takes the screens down, and the page gets nothing any more", { skip }, async () => {
  const { page, app } = opened();
  await goTo("#/certificates");
  await heading("Certificates").waitFor();
  await app.lockAll();
  await heading("Unlock “Mine”").waitFor();
  assert.equal(await page.getByText("Certificates").count(), 0);
  const answer = await page.evaluate("window.sealfolio.call('holder.list', {})");
  assert.deepEqual(answer, { ok: false, code: "call.locked" });
});

test("after three wrong passphrases the window counts the time down and takes none", { skip }, async () => {
  const { page, app } = opened();
  const passphrase = page.getByLabel("Passphrase", { exact: true });
  // Until the wait is long enough to be looked at, however slow the machine.
  for (let i = 0; i < 9; i++) {
    const answer = await app.call("wallet.unlock", { passphrase: "not that one" });
    assert.ok(!answer.ok);
    const status = await app.call("wallet.status", {});
    const seconds = status.ok ? (status.value.waitSeconds ?? 0) : 0;
    if (seconds > 15) break;
    await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
  }
  await page.reload();
  await page.getByText("The next passphrase is taken in").waitFor(SLOW);
  assert.ok(await passphrase.isDisabled());
  const said = async (): Promise<number> => {
    const text = (await page.getByText("The next passphrase is taken in").textContent()) ?? "";
    const [, minutes] = /(\d+) minute/.exec(text) ?? [];
    const [, seconds] = /(\d+) second/.exec(text) ?? [];
    return Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
  };
  const first = await said();
  await look("waiting");
  assert.ok(first > 0);
  await page.waitForFunction(
    (before) => {
      const text = (globalThis as unknown as { document: { body: { innerText: string } } }).document.body
        .innerText;
      return !text.includes(before);
    },
    (await page.getByText("The next passphrase is taken in").textContent()) ?? "",
    SLOW,
  );
  assert.ok((await said()) < first);
  const answer = await app.call("wallet.unlock", { passphrase: PASSPHRASE });
  assert.deepEqual(answer, { ok: false, code: "vault.wait" });
});
