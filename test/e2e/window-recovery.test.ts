import assert from "node:assert/strict";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { after, afterEach, test } from "node:test";
import { findBrowser } from "../support/browser.ts";
import { openStartWindow, type StartWindow } from "../support/start-window.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { atRest } from "../support/audit.ts";

const path = findBrowser();
const SHOTS = process.env["SEALFOLIO_SHOTS"];
const skip = path === undefined ? "no browser installed" : false;
const AXE = readFileSync(join(import.meta.dirname, "../../node_modules/axe-core/axe.min.js"), "utf8");
const PASSPHRASE = "four quiet words together";
const NEXT = "another quiet set of words";
const SLOW = { timeout: 60_000 };
const window =
  path === undefined ? undefined : await openStartWindow({ after }, { browser: path, realWallets: true });
let words: readonly string[] = [];

function opened(): StartWindow {
  assert.ok(window !== undefined);
  return window;
}

afterEach(() => {
  assert.deepEqual(window?.bugs ?? [], []);
  assert.deepEqual(window?.complaints ?? [], []);
});

/** Looks at the screen: axe finds nothing, nothing is cut off; a picture where one is wanted. */
async function look(name: string): Promise<void> {
  const { page } = opened();
  await atRest(page);
  const found = await page.evaluate(`${AXE}; axe.run({ exclude: ["[data-live-announcer]"] }).then(
    ({ violations }) => violations.map(({ id, nodes }) => [id, ...nodes.map(({ target }) => String(target))]))`);
  assert.deepEqual(found, [], name);
  assert.equal(
    await page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"),
    false,
    name,
  );
  if (SHOTS !== undefined)
    await page.screenshot({ path: join(SHOTS, `recovery-${name}.png`), fullPage: true });
}

const heading = (name: string | RegExp) => opened().page.getByRole("heading", { level: 1, name });
const button = (name: string | RegExp) => opened().page.getByRole("button", { name });
const field = (name: string) => opened().page.getByRole("textbox", { name, exact: true });

async function setLanguage(language: "en" | "de" | "ar"): Promise<void> {
  await opened().app.call("app.set_preferences", { language });
}

test("a new wallet shows 24 words, calmly, in English and in German", { skip }, async () => {
  const { page } = opened();
  await page.setViewportSize({ width: 1024, height: 700 });
  await heading("Welcome").waitFor(SLOW);
  await button("Make a new wallet").click();
  await field("Name of the wallet").fill("Mine");
  await field("Id of the registry").fill("A".repeat(43));
  await field("Where the registry is served").fill("http://127.0.0.1:9/");
  await page.getByLabel("Passphrase", { exact: true }).fill(PASSPHRASE);
  await page.getByLabel("The passphrase once more").fill(PASSPHRASE);
  await page.keyboard.press("Enter");
  await heading("Your recovery words").waitFor(SLOW);
  const items = page.getByRole("list", { name: "Recovery words" }).getByRole("listitem");
  await items.nth(23).waitFor();
  words = (await items.allTextContents()).map((text) => text.replace(/^\d+/, ""));
  assert.equal(words.length, 24);
  await look("words-en");
  await setLanguage("de");
  await heading("Ihre Wiederherstellungswörter").waitFor();
  await look("words-de");
  await setLanguage("en");
  await heading("Your recovery words").waitFor();
});

test("saving them as a file is warned of first, and Enter does not do it", { skip }, async () => {
  const { page } = opened();
  await button("Save as a file").click();
  await page.getByRole("alertdialog").getByText("A file can be copied without leaving a trace").waitFor();
  await look("save");
  await page.keyboard.press("Enter");
  await page.getByRole("alertdialog").waitFor({ state: "detached" });
});

/** The words that the screen asks for. */
async function askedFor(label: RegExp): Promise<readonly string[]> {
  const labels = await opened().page.locator("label").allTextContents();
  return labels.flatMap((text) => {
    const place = label.exec(text)?.[1];
    return place === undefined ? [] : [words[Number(place) - 1] ?? ""];
  });
}

test("three are asked back, by keyboard alone; wrong ones are refused in place", { skip }, async () => {
  const { page } = opened();
  await button("They are on paper").focus();
  await page.keyboard.press("Enter");
  await heading("Are they on paper?").waitFor();
  const asked = await askedFor(/^Word (\d+)$/);
  assert.equal(asked.length, 3);
  for (const [i] of asked.entries()) {
    await page.keyboard.type("wrong");
    if (i < 2) await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  await page.getByText("recovery.mismatch").waitFor();
  await look("asked");
  await page.locator("main input").first().focus();
  for (const [i, word] of asked.entries()) {
    await page.keyboard.press("Control+a");
    await page.keyboard.type(word);
    if (i < 2) await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  await heading("Certificates").waitFor(SLOW);
});

test("a forgotten passphrase: the words are taken, a wrong one is named by its place", { skip }, async () => {
  const { page } = opened();
  await page.keyboard.press("Control+l");
  await heading("Unlock “Mine”").waitFor();
  await look("unlock");
  await button(/recovery words/).click();
  await heading("Open “Mine” with its recovery words").waitFor(SLOW);
  const slip = words.with(6, `${words[6] ?? ""}x`);
  await field("Recovery words").fill(`${slip.join(" ")} `);
  await page.getByText("Word 7, “", { exact: false }).first().waitFor();
  await look("wrong-word");
  await page.getByRole("button", { name: `Word 7: ${words[6]}`, exact: true }).click();
  await page.getByText("They belong together.").waitFor();
  const first = words[0] ?? "";
  const other = words.find((word) => word !== first) ?? "";
  const swapped = words.map((word) => (word === first ? other : word === other ? first : word));
  await field("Recovery words").fill(swapped.join(" "));
  await page
    .getByText(/do not belong together|They belong together/)
    .first()
    .waitFor();
  await field("Recovery words").fill(words.join(" "));
  await page.getByLabel("New passphrase", { exact: true }).fill(NEXT);
  await page.getByLabel("The new passphrase once more").fill(NEXT);
  await setLanguage("de");
  await heading("„Mine“ mit den Wiederherstellungswörtern öffnen").waitFor();
  await look("recover-de");
  await setLanguage("en");
  await field("Recovery words").focus();
  await page.getByLabel("The new passphrase once more").press("Enter");
  await heading("Certificates").waitFor(SLOW);
  await page.keyboard.press("Control+l");
  await page.getByLabel("Passphrase", { exact: true }).fill(NEXT);
  await page.keyboard.press("Enter");
  await heading("Certificates").waitFor(SLOW);
});

/** As it looks in the light; for whoever wants pictures, in the dark and from right to left too. */
async function lookAllWays(name: string): Promise<void> {
  const { app } = opened();
  await look(name);
  if (SHOTS === undefined) return;
  await app.call("app.set_preferences", { theme: "dark" });
  await opened().page.locator("html[data-theme=dark]").waitFor({ state: "attached" });
  await look(`${name}-dark`);
  await app.call("app.set_preferences", { theme: "light", language: "ar" });
  await opened().page.locator("html[dir=rtl]").waitFor({ state: "attached" });
  await look(`${name}-ar`);
  await setLanguage("en");
  await opened().page.locator("html[dir=ltr]").waitFor({ state: "attached" });
}

test("a backup is made, tried with the words, and says what would come back", { skip }, async () => {
  const { page } = opened();
  const folder = tempFolder({ after });
  await opened().page.evaluate("location.hash = '#/settings'");
  await heading("Settings").waitFor();
  await page.getByText("There is no backup of this wallet yet.").waitFor();
  await field("Folder").fill(folder);
  await button("Keep this").click();
  await button(/^Back up now$/).waitFor();
  await button(/^Back up now$/).click();
  await page.getByText("Last good backup:").waitFor(SLOW);
  const [made, ...others] = readdirSync(folder);
  assert.match(made ?? "", /\.age$/);
  assert.deepEqual(others, []);
  await field("Folder").scrollIntoViewIfNeeded();
  await lookAllWays("backup");

  await button("Rehearse a loss").click();
  const dialog = page.getByRole("dialog");
  const given = dialog.getByRole("textbox", { name: "Recovery words", exact: true });
  await given.fill(words.toReversed().join(" "));
  await lookAllWays("rehearse");
  await given.fill(words.join(" "));
  await dialog.getByRole("button", { name: "Open the newest backup" }).click();
  await dialog.getByText("The backup opens.").waitFor(SLOW);
  await lookAllWays("rehearsed");
  await page.keyboard.press("Escape");
  await page.getByText("Proved to open:").waitFor();
  // For a passphrase of somebody's own the owner's is asked for first.
  await button("Back up with a passphrase").click();
  const own = page.getByRole("dialog", { name: "Back up with a passphrase" });
  await own.getByLabel("Passphrase for this backup", { exact: true }).fill("for the bank's safe");
  await own.getByLabel("The same once more", { exact: true }).fill("for the bank's safe");
  await page.keyboard.press("Enter");
  const once = page.getByRole("dialog", { name: "Your passphrase, once more" });
  await once.getByLabel("Your passphrase", { exact: true }).fill(NEXT);
  await look("backup-again");
  assert.equal(readdirSync(folder).length, 1);
  await page.keyboard.press("Enter");
  await own.waitFor({ state: "detached" });
  assert.equal(readdirSync(folder).length, 2);
  // Where the newest is gone, that is said, and nothing is made up.
  for (const name of readdirSync(folder)) rmSync(join(folder, name));
  await button("Rehearse a loss").click();
  await given.fill(words.join(" "));
  await dialog.getByRole("button", { name: "Open the newest backup" }).click();
  await dialog.getByText(/^backup\./).waitFor(SLOW);
});
