import assert from "node:assert/strict";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, afterEach, test } from "node:test";
import { BACKUP_PASSPHRASE, bigBackup, slowRandom } from "../support/big-backup.ts";
import { findBrowser } from "../support/browser.ts";
import { type StoryWindow, StoryWindows } from "../support/story-windows.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { PASSPHRASE } from "../support/vault.ts";

// A wallet comes back on another computer, as its window tells it.

const skip = findBrowser() === undefined ? "no browser installed" : false;
const ROWS = 601;
const endings: (() => void | Promise<void>)[] = [];
const t = { after: (work: () => void | Promise<void>) => void endings.unshift(work) };
const windows = skip === false ? await StoryWindows.open(t) : undefined;
let isBusy = false;
let drawn = 0;
/** Of a busy computer: soon it is known how long it takes, and from then on it goes row by row. */
const pause = (): number => (isBusy ? (drawn++ < ROWS / 7 ? 4 : 100) : 0);
const ada = (await windows?.window("restore", { random: slowRandom(pause) })) as StoryWindow;
const from = join(tempFolder(t), "backup.age");
writeFileSync(from, await bigBackup(ROWS - 1));

after(async () => {
  for (const end of endings) await end();
});
afterEach(() => windows?.assertSound());

const bar = () => ada.page.getByRole("progressbar", { name: "Restoring the wallet" });
const profiles = (): readonly string[] => {
  const folder = join(ada.folder, "profiles");
  return existsSync(folder) ? readdirSync(folder) : [];
};

async function fill(passphrase: string): Promise<void> {
  await ada.page.getByRole("radio", { name: "A passphrase" }).check({ force: true });
  await ada.enter({
    "Passphrase of the backup": passphrase,
    "New passphrase": PASSPHRASE,
    "The new passphrase once more": PASSPHRASE,
    "Where the file is": from,
  });
}

test("a wrong passphrase and a changed file say so in place, and nothing comes to be", { skip }, async () => {
  await ada.press("Restore from a backup");
  await ada.title("Restore a wallet from a backup");
  await fill("not that one");
  await ada.press("Restore");
  await ada.said("backup.wrong_key", "That does not open this backup.");
  await ada.shoot("wrong-key");
  assert.deepEqual(profiles(), []);
});

test("how much is done and how long it takes; Stop leaves nothing behind", { skip }, async () => {
  isBusy = true;
  await fill(BACKUP_PASSPHRASE);
  await ada.press("Restore");
  await ada.sees(new RegExp(`^[\\d,]+ of ${ROWS + 1} · \\d+ \\w+ left$`));
  await ada.shoot("under-way");
  await ada.press("Stop: Restoring the wallet");
  await ada.said("app.cancelled", "You stopped it.");
  await ada.said("app.cancelled", "Nothing was changed.");
  await bar().waitFor({ state: "detached" });
  assert.deepEqual(profiles(), []);
  await ada.shoot("stopped");
});

test("begun anew it comes back whole, and opens with the new passphrase", { skip }, async () => {
  isBusy = false;
  await ada.press("Restore");
  await ada.title("Certificates");
  await ada.go("Activity");
  await ada.sees("Restored from a backup");
  assert.equal(profiles().length, 1);
  await ada.page.keyboard.press("Control+l");
  await ada.title("Unlock “Ada”");
  await ada.page.getByLabel("Passphrase", { exact: true }).fill(PASSPHRASE);
  await ada.page.keyboard.press("Enter");
  await ada.page.getByRole("navigation", { name: "Main" }).waitFor();
});
