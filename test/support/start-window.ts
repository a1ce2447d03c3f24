import assert from "node:assert/strict";
import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { App } from "../../main/app/app.ts";
import { systemRandom } from "../../main/doors/random.ts";
import { ChromiumHost } from "../../main/host/chromium/chromium-host.ts";
import { launchBrowser } from "../../main/host/chromium/launch.ts";
import { PAGE_FOLDER } from "../../main/host/page-folder.ts";
import { openProgram } from "../../main/wallet/compose.ts";
import { buildRenderer } from "./built-renderer.ts";
import { tempFolder } from "./temp-folder.ts";
import { WEAK_KDF } from "./vault.ts";
import { lateAnswers } from "./late-answers.ts";

export interface StartWindow {
  readonly page: Page;
  readonly app: App;
  /** Folder where the window saves files. */
  readonly saved: string;
  /** What the contract does not know. */
  readonly bugs: string[];
  /** Errors and warnings on the console, errors that nobody caught. */
  readonly complaints: string[];
}

/** The program in its window on an empty data folder, as it is found the first time. */
export async function openStartWindow(
  t: { after(work: () => void | Promise<void>): void },
  options: { readonly browser: string; readonly realWallets: boolean },
): Promise<StartWindow> {
  buildRenderer();
  const root = tempFolder(t);
  const folders = { page: join(root, "page"), data: join(root, "data"), saved: join(root, "saved") };
  for (const folder of Object.values(folders)) mkdirSync(folder);
  // Another test may build the page anew meanwhile.
  cpSync(PAGE_FOLDER, folders.page, { recursive: true });
  const bugs: string[] = [];
  const complaints: string[] = [];
  const onBug = (call: string, error: unknown): void => void bugs.push(`${call}: ${String(error)}`);
  const browser = launchBrowser({
    path: options.browser,
    folder: join(root, "browser"),
    headless: true,
    isRoot: process.getuid?.() === 0,
  });
  const kept: { value?: unknown } = {};
  const host = new ChromiumHost({
    browser,
    preferences: { read: () => kept.value, write: (value) => void (kept.value = value) },
    page: folders.page,
    saveTo: folders.saved,
  });
  const app = new App({
    version: "1.2.3",
    folder: folders.data,
    host,
    openWallet: (folder, watch) => openProgram(folder, { ...watch, onBug, kdfPolicy: WEAK_KDF }),
    random: systemRandom,
    realWallets: options.realWallets,
    onBug,
  });
  await host.open(lateAnswers(app.dispatch));
  t.after(async () => {
    await host.close();
    await app.close();
  });
  const { page } = host;
  assert.ok(page !== undefined);
  page.on("console", (message) => {
    // A browser names features of the policy that it does not have itself.
    if (message.text().startsWith("Error with Permissions-Policy header: Unrecognized feature")) return;
    if (["error", "warning", "assert"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  return { saved: folders.saved, page, app, bugs, complaints };
}
