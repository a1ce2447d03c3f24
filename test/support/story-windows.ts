import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import { App } from "../../main/app/app.ts";
import { systemRandom } from "../../main/doors/random.ts";
import { ChromiumHost } from "../../main/host/chromium/chromium-host.ts";
import { PAGE_FOLDER } from "../../main/host/page-folder.ts";
import { type ComposeOptions, openProgram } from "../../main/wallet/compose.ts";
import { findBrowser } from "./browser.ts";
import { buildRenderer } from "./built-renderer.ts";
import { openBrowser } from "./page-browser.ts";
import { tempFolder } from "./temp-folder.ts";
import { PASSPHRASE, WEAK_KDF } from "./vault.ts";
import { lateAnswers } from "./late-answers.ts";
import { takePictures } from "./pictures.ts";

/** Milliseconds until something that should come is missed. */
const PATIENCE = 60_000;

interface Endings {
  after(work: () => void | Promise<void>): void;
}

/** What is typed for a new wallet. */
export interface NewWallet {
  readonly name: string;
  readonly kind: "Citizen" | "Counter" | "Office";
  readonly office?: string;
  readonly registry: string;
  readonly sources: readonly string[];
}

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/**
 * Windows of several people at once: for each the whole program on a data folder of its own, in one
 * browser that keeps them apart as it keeps apart its profiles.
 */
export class StoryWindows {
  readonly #t: Endings;
  readonly #browser: Browser;
  readonly #windows: StoryWindow[] = [];

  private constructor(t: Endings, browser: Browser) {
    this.#t = t;
    this.#browser = browser;
  }

  static async open(t: Endings): Promise<StoryWindows> {
    buildRenderer();
    const path = findBrowser();
    assert.ok(path !== undefined, "no browser");
    const browser = await openBrowser(path);
    t.after(() => browser.close());
    return new StoryWindows(t, browser);
  }

  /** An empty data folder and the window on it, as a person finds the program the first time. */
  async window(
    who: string,
    options: ComposeOptions = {},
    /** Called as an audit goes on. */
    onAudited: () => void = () => {},
    folder = tempFolder(this.#t),
  ): Promise<StoryWindow> {
    const saved = tempFolder(this.#t);
    const bugs: string[] = [];
    const onBug = (call: string, error: unknown): void => void bugs.push(`${call}: ${String(error)}`);
    const browser = this.#browser.newContext({ serviceWorkers: "block", acceptDownloads: false });
    let kept: unknown = { language: "en", theme: "light" };
    const preferences = { read: () => kept, write: (value: unknown) => void (kept = value) };
    const host = new ChromiumHost({ browser, preferences, page: PAGE_FOLDER, saveTo: saved });
    const app = new App({
      version: "0",
      folder,
      host,
      openWallet: (where, watch) => {
        const watchAudit = () => {
          const { onProgress, ...rest } = watch.watchAudit();
          return {
            ...rest,
            onProgress: (progress: { readonly done: number; readonly total: number }) => {
              onProgress?.(progress);
              onAudited();
            },
          };
        };
        return openProgram(where, { ...watch, watchAudit, kdfPolicy: WEAK_KDF, ...options, onBug });
      },
      random: systemRandom,
      realWallets: true,
      onBug,
      // What one copies, another pastes, on however slow a machine.
      clipboardStays: 600_000,
    });
    let closing: Promise<void> | undefined;
    const close = (): Promise<void> => (closing ??= host.close().then(() => app.close()));
    this.#t.after(close);
    await app.openOnly();
    await host.open(lateAnswers(app.dispatch));
    assert.ok(host.page !== undefined);
    const window = new StoryWindow(who, host.page, { app, saved, folder, bugs, close });
    await host.page.setViewportSize({ width: 1280, height: 860 });
    this.#windows.push(window);
    return window;
  }

  /** Nothing went wrong that nobody expected. */
  assertSound(): void {
    for (const { who, complaints, bugs } of this.#windows) {
      assert.deepEqual([who, complaints, bugs], [who, [], []]);
    }
  }
}

/** One person's window, used as a person uses it: by what stands on the screen. */
export class StoryWindow {
  readonly who: string;
  readonly page: Page;
  readonly app: App;
  readonly folder: string;
  readonly bugs: readonly string[];
  /** The person closes the window, and the program ends. */
  readonly close: () => Promise<void>;
  readonly complaints: string[] = [];
  readonly #saved: string;
  readonly #seen = new Set<string>();

  constructor(
    who: string,
    page: Page,
    parts: {
      readonly app: App;
      readonly saved: string;
      readonly folder: string;
      readonly bugs: readonly string[];
      readonly close: () => Promise<void>;
    },
  ) {
    this.who = who;
    this.page = page;
    this.app = parts.app;
    this.folder = parts.folder;
    this.bugs = parts.bugs;
    this.close = parts.close;
    this.#saved = parts.saved;
    page.setDefaultTimeout(PATIENCE);
    page.on("console", (message) => {
      // A browser names features of the policy that it does not have itself.
      if (message.text().startsWith("Error with Permissions-Policy header")) return;
      if (["error", "warning", "assert"].includes(message.type())) this.complaints.push(message.text());
    });
    page.on("pageerror", (error) => this.complaints.push(String(error)));
  }

  async shoot(name: string): Promise<void> {
    await takePictures(this.page, this.app, `story-${this.who}-${name}`);
  }

  button(name: string | RegExp, within: Page | Locator = this.page): Locator {
    return within.getByRole("button", typeof name === "string" ? { name, exact: true } : { name });
  }

  async press(name: string | RegExp): Promise<void> {
    await this.button(name).click();
  }

  /** Answers the question that stands over the screen. */
  async confirm(act: string): Promise<void> {
    const dialog = this.page.getByRole("alertdialog");
    await this.button(act, dialog).click();
    await dialog.waitFor({ state: "hidden" });
  }

  /** Waits for something; where it does not come, what stands there instead is said too. */
  async #shows(what: Locator): Promise<void> {
    try {
      await what.first().waitFor();
    } catch (error) {
      process.stderr.write(`${this.who} shows:\n${await this.page.locator("body").innerText()}\n`);
      throw error;
    }
  }

  async title(text: string): Promise<void> {
    await this.#shows(this.page.getByRole("heading", { level: 1, name: text, exact: true }));
    await this.#stands();
  }

  /** What comes to a screen while it opens moves the rest of it away from where one presses. */
  async #stands(): Promise<void> {
    await this.#shows(this.page.locator("main:not([aria-busy=true])"));
  }

  async sees(...texts: readonly (string | RegExp)[]): Promise<void> {
    for (const text of texts) await this.#shows(this.page.getByText(text));
  }

  /** By the navigation at the side; anew where the window is there already. */
  async go(screen: string): Promise<void> {
    const nav = this.page.getByRole("navigation", { name: "Main" });
    const link = nav.getByRole("link", { name: screen });
    const other = screen === "Settings" ? "Registry" : "Settings";
    if ((await link.getAttribute("aria-current")) !== null) {
      await nav.getByRole("link", { name: other }).click();
      await this.title(other);
    }
    await link.click();
    await nav.locator("[aria-current]").filter({ hasText: screen }).waitFor();
    await this.page
      .getByRole("heading", { level: 1 })
      .filter({ hasNotText: new RegExp(`^${other}$`) })
      .waitFor();
    await this.#stands();
  }

  /** A refusal or an alarm: its code and its sentence, both in one place. */
  async said(code: string, sentence: string | RegExp): Promise<void> {
    await this.#shows(
      this.page
        .locator("[role=alert], [role=status], [role=listitem], li, [data-check]")
        .filter({
          has: this.page.locator("code", { hasText: new RegExp(`^${code.replaceAll(".", "\\.")}$`) }),
        })
        .filter({ hasText: sentence }),
    );
  }

  async enter(values: { readonly [label: string]: string }): Promise<void> {
    for (const [label, value] of Object.entries(values)) {
      await this.page.getByLabel(label, { exact: true }).fill(value);
    }
  }

  async choose(label: string, option: string): Promise<void> {
    await this.page.getByRole("button", { name: new RegExp(`(^| )${literally(label)}$`) }).click();
    // What stands small beside it is part of its name.
    await this.page.getByRole("option", { name: new RegExp(`^${literally(option)}( |$)`) }).click();
  }

  /** Chooses a file in the dialog that a button opens. */
  async pick(opener: string, name: string, content: string | Buffer): Promise<void> {
    const chooser = this.page.waitForEvent("filechooser");
    await this.press(opener);
    const buffer = Buffer.from(content as string);
    await (await chooser).setFiles({ name, mimeType: "application/octet-stream", buffer });
  }

  /** Lets a file fall into the window. */
  async drop(name: string, text: string): Promise<void> {
    await this.page.evaluate(`{
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([${JSON.stringify(text)}], ${JSON.stringify(name)}));
      for (const type of ["dragover", "drop"]) {
        document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
      }
    }`);
  }

  /** Types a message into the place for it and opens it. */
  async give(text: string): Promise<void> {
    const field = this.page.getByLabel("Or paste it here");
    await field.fill(text);
    await field.press("Enter");
  }

  /** Pastes what the clipboard holds into the place for it, which opens it. */
  async paste(): Promise<void> {
    await this.page.getByLabel("Or paste it here").focus();
    await this.page.keyboard.press("Control+V");
  }

  /** Text of the file that an act saves. */
  async savedBy(act: () => Promise<void>): Promise<string> {
    const before = new Set([...readdirSync(this.#saved), ...this.#seen]);
    await act();
    const end = performance.now() + PATIENCE;
    for (;;) {
      const name = readdirSync(this.#saved).find((each) => !before.has(each));
      const text = name === undefined ? "" : readFileSync(join(this.#saved, name), "utf8");
      if (name !== undefined && text !== "") {
        this.#seen.add(name);
        return text;
      }
      assert.ok(performance.now() < end, "nothing was saved");
      await this.page.waitForTimeout(20);
    }
  }

  /** From the first screen, or from the switch at the side. */
  async makeWallet({ name, kind, office, registry, sources }: NewWallet): Promise<void> {
    await this.press("Make a new wallet");
    await this.title("A new wallet");
    await this.page.getByLabel("Name of the wallet").fill(name);
    await this.page.getByRole("radio", { name: kind }).check({ force: true });
    if (office !== undefined) await this.page.getByLabel("Id of your office").fill(office);
    await this.page.getByLabel("Id of the registry").fill(registry);
    await this.page.getByLabel("Where the registry is served").fill(sources.join("\n"));
    await this.page.getByLabel("Passphrase", { exact: true }).fill(PASSPHRASE);
    await this.page.getByLabel("The passphrase once more").fill(PASSPHRASE);
    await this.press("Make the wallet");
    await this.title("Your recovery words");
    await this.press("Not now");
    await this.page.getByRole("navigation", { name: "Main" }).waitFor();
  }

  /** Uses another wallet of this window's. */
  async switchTo(name: string): Promise<void> {
    await this.page.getByRole("button", { name: /^Wallet:/ }).click();
    await this.page.getByRole("menuitemradio", { name: new RegExp(name) }).click();
    await this.page.getByRole("button", { name: `Wallet: ${name}` }).waitFor();
  }

  /** Brings the registry up to date by its button, and waits for what comes of it. */
  async sync(outcome: RegExp = /came in|nothing new/): Promise<void> {
    await this.go("Registry");
    await this.press("Sync now");
    await this.sees(outcome);
  }

  async useSources(...urls: readonly string[]): Promise<void> {
    await this.go("Registry");
    await this.press("Change the sources");
    await this.page.getByRole("textbox", { name: "Addresses" }).fill(urls.join("\n"));
    await this.press("Keep");
    await this.sees("The sources were changed.");
  }

  /** The counter's verdict: its word, and of one check the sentence and the code. */
  async verdict(word: string, code?: string, sentence?: string | RegExp): Promise<void> {
    await this.#shows(this.page.locator("[data-verdict]").filter({ hasText: new RegExp(`^${word}$`) }));
    if (code !== undefined && sentence !== undefined) await this.said(code, sentence);
  }

  /** As code of the page calls. */
  async fromPage(name: string, args: object = {}): Promise<unknown> {
    return await this.page.evaluate(`sealfolio.call(${JSON.stringify(name)}, ${JSON.stringify(args)})`);
  }
}
