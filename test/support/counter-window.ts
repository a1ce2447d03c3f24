import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { basename, join } from "node:path";
import type { Page } from "playwright-core";
import { App } from "../../main/app/app.ts";
import { systemRandom } from "../../main/doors/random.ts";
import { ChromiumHost } from "../../main/host/chromium/chromium-host.ts";
import { launchBrowser } from "../../main/host/chromium/launch.ts";
import { PAGE_FOLDER } from "../../main/host/page-folder.ts";
import { openProgram } from "../../main/wallet/compose.ts";
import type { Program } from "../../main/wallet/program.ts";
import type { ArgsOf, DesktopCallName, ProfileCallName, ValueOf } from "../../src/contract/contract.ts";
import { buildRenderer } from "./built-renderer.ts";
import { tempFolder } from "./temp-folder.ts";
import { WEAK_KDF } from "./vault.ts";
import { walletShown } from "./wallet-shown.ts";
import { lateAnswers } from "./late-answers.ts";

/** Milliseconds until something that should come is missed. */
const PATIENCE = 60_000;

interface Endings {
  after(work: () => void | Promise<void>): void;
}

/**
 * The program in its window with the sample running, and the other people's wallets at hand beside it:
 * the window stays where it is while they act.
 */
export class CounterWindow {
  readonly page: Page;
  /** Where the window saves files. */
  readonly saved: string;
  readonly bugs: readonly string[];
  /** What the page complained of: errors and warnings on the console, errors nobody caught. */
  readonly complaints: string[] = [];
  readonly #app: App;
  readonly #programs: ReadonlyMap<string, Program>;

  private constructor(
    page: Page,
    app: App,
    saved: string,
    bugs: readonly string[],
    programs: ReadonlyMap<string, Program>,
  ) {
    this.page = page;
    this.saved = saved;
    this.bugs = bugs;
    this.#app = app;
    this.#programs = programs;
    page.setDefaultTimeout(PATIENCE);
    page.on("console", (message) => {
      if (["error", "warning", "assert"].includes(message.type())) this.complaints.push(message.text());
    });
    page.on("pageerror", (error) => this.complaints.push(String(error)));
  }

  /** `built`: folder of a page built elsewhere; it is built where it belongs if left out. */
  static async open(
    t: Endings,
    browserPath: string,
    built = process.env["SEALFOLIO_PAGE"],
  ): Promise<CounterWindow> {
    if (built === undefined) buildRenderer();
    const root = tempFolder(t);
    const saved = join(root, "saved");
    mkdirSync(saved);
    const bugs: string[] = [];
    const onBug = (call: string, error: unknown): void => void bugs.push(`${call}: ${String(error)}`);
    const programs = new Map<string, Program>();
    const isRoot = process.getuid?.() === 0;
    const host = new ChromiumHost({
      browser: launchBrowser({
        path: browserPath,
        folder: join(root, "browser"),
        headless: true,
        isRoot,
      }),
      preferences: { read: () => undefined, write: () => {} },
      page: built ?? PAGE_FOLDER,
      saveTo: saved,
    });
    const app = new App({
      version: "0",
      folder: join(root, "data"),
      host,
      openWallet: (folder, watch) => {
        const program = openProgram(folder, { ...watch, onBug, kdfPolicy: WEAK_KDF });
        programs.set(basename(folder), program);
        return program;
      },
      random: systemRandom,
      realWallets: false,
      onBug,
    });
    t.after(async () => {
      await host.close();
      await app.close();
    });
    await host.open(lateAnswers(app.dispatch));
    assert.ok(host.page !== undefined);
    const window = new CounterWindow(host.page, app, saved, bugs, programs);
    await host.page.setViewportSize({ width: 1280, height: 800 });
    await window.app("app.set_preferences", { language: "en", theme: "light" });
    await window.app("app.start_sample", {});
    return window;
  }

  /** What stands above the wallets. */
  async app<Name extends DesktopCallName>(name: Name, args: ArgsOf<Name>): Promise<ValueOf<Name>> {
    const answer = await this.#app.dispatch(name, args);
    assert.ok(answer.ok, `${name}: ${answer.ok ? "" : answer.code}`);
    return answer.value as ValueOf<Name>;
  }

  /** Somebody's wallet, used without the window: "ada", "bank". */
  async other<Name extends ProfileCallName>(
    person: string,
    name: Name,
    args: ArgsOf<Name>,
  ): Promise<ValueOf<Name>> {
    const program = this.#programs.get(`sample-${person}`);
    assert.ok(program !== undefined, person);
    const answer = await program.call(name, args);
    assert.ok(answer.ok, `${name}: ${answer.ok ? "" : answer.code}`);
    return answer.value;
  }

  /** Works in this person's wallet, at a place of the window, opened anew. */
  async goTo(person: string, place: string): Promise<void> {
    await this.app("app.switch_profile", { id: `sample-${person}` });
    await walletShown(this.page, await this.app("app.status", {}));
    for (const hash of ["#/parts", place]) {
      await this.page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
      await this.page.waitForTimeout(50);
    }
    await this.page.locator("h1").first().waitFor();
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
}
