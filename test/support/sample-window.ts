import assert from "node:assert/strict";
import { globSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Page } from "playwright-core";
import { atRest } from "./audit.ts";
import { App } from "../../main/app/app.ts";
import { nodePrimitives } from "../../main/crypto/primitives.ts";
import { HttpClient } from "../../main/doors/http-client.ts";
import { systemRandom } from "../../main/doors/random.ts";
import { HttpSource } from "../../main/follow/sources/http-source.ts";
import { ChromiumHost } from "../../main/host/chromium/chromium-host.ts";
import { launchBrowser } from "../../main/host/chromium/launch.ts";
import type { Dispatch } from "../../main/app/host.ts";
import { PAGE_FOLDER } from "../../main/host/page-folder.ts";
import { openAuthorityDesk } from "../../main/registry/founding/authority-desk.ts";
import { openProgram } from "../../main/wallet/compose.ts";
import type { Program } from "../../main/wallet/program.ts";
import type { ArgsOf, CallName, ProfileCallName, ValueOf } from "../../src/contract/contract.ts";
import type { JsonObject } from "../../src/json/value.ts";
import { findBrowser } from "./browser.ts";
import { buildRenderer } from "./built-renderer.ts";
import { tempFolder } from "./temp-folder.ts";
import { WEAK_KDF } from "./vault.ts";
import { walletShown } from "./wallet-shown.ts";
import { lateAnswers } from "./late-answers.ts";

interface Endings {
  after(work: () => void | Promise<void>): void;
}

/**
 * The whole program with its window in a browser and the sample running: its page, and a way to act as
 * any of the sample's people. All of it ends with the file.
 */
export class SampleWindow {
  readonly page: Page;
  readonly app: App;
  /** Errors and warnings on the console, breaches of the policy, errors that nobody caught. */
  readonly complaints: string[] = [];
  readonly bugs: string[];
  /** Folder where the window saves files. */
  readonly saved: string;
  readonly #host: ChromiumHost;
  readonly #folder: string;
  readonly #programs: ReadonlyMap<string, Program>;
  #seen = new Set<string>();

  private constructor(
    page: Page,
    app: App,
    host: ChromiumHost,
    { saved, folder }: { readonly saved: string; readonly folder: string },
    bugs: string[],
    programs: ReadonlyMap<string, Program>,
  ) {
    this.page = page;
    this.app = app;
    this.#host = host;
    this.saved = saved;
    this.#folder = folder;
    this.bugs = bugs;
    this.#programs = programs;
    page.on("pageerror", (error) => this.complaints.push(String(error)));
    page.on("console", (message) => {
      // A browser that knows no such device need not be forbidden it.
      if (message.text().startsWith("Error with Permissions-Policy header: Unrecognized feature")) return;
      if (["error", "warning", "assert"].includes(message.type())) this.complaints.push(message.text());
    });
  }

  /**
   * `flags`: further ones of the browser. `between` may stand between the window and the program. A page
   * built elsewhere lies in SEALFOLIO_PAGE. `isEmpty`: as it is found the first time, where a person may
   * make a wallet or start the sample.
   */
  static async open(
    t: Endings,
    {
      flags = [],
      between = (dispatch) => dispatch,
      isEmpty = false,
    }: {
      readonly flags?: readonly string[];
      readonly between?: (dispatch: Dispatch, host: ChromiumHost) => Dispatch;
      readonly isEmpty?: boolean;
    } = {},
  ): Promise<SampleWindow> {
    const built = process.env["SEALFOLIO_PAGE"];
    if (built === undefined) buildRenderer();
    const path = findBrowser();
    assert.ok(path !== undefined, "no browser");
    const folder = tempFolder(t);
    const saved = tempFolder(t);
    const bugs: string[] = [];
    const isRoot = process.getuid?.() === 0;
    const host = new ChromiumHost({
      browser: launchBrowser({ path, folder: join(folder, "browser"), headless: true, isRoot, flags }),
      preferences: { read: () => undefined, write: () => {} },
      page: built ?? PAGE_FOLDER,
      saveTo: saved,
    });
    const onBug = (call: string, error: unknown) => void bugs.push(`${call}: ${String(error)}`);
    const programs = new Map<string, Program>();
    const app = new App({
      version: "0",
      folder: join(folder, "data"),
      host,
      openWallet: (where, watch) => {
        const program = openProgram(where, { ...watch, onBug, kdfPolicy: WEAK_KDF });
        programs.set(basename(where), program);
        return program;
      },
      random: systemRandom,
      realWallets: isEmpty,
      onBug,
    });
    t.after(async () => {
      await host.close();
      await app.close();
    });
    await host.open(between(lateAnswers(app.dispatch), host));
    assert.ok(host.page !== undefined);
    const window = new SampleWindow(host.page, app, host, { saved, folder }, bugs, programs);
    host.page.setDefaultTimeout(60_000);
    await host.page.setViewportSize({ width: 1280, height: 800 });
    await window.ask("app.set_preferences", { language: "en", theme: "light" });
    if (!isEmpty) await window.ask("app.start_sample", {});
    return window;
  }

  /** A call of somebody's wallet that must succeed; the window stays where it is. */
  async other<Name extends ProfileCallName>(
    person: string,
    name: Name,
    args: ArgsOf<Name>,
  ): Promise<ValueOf<Name>> {
    const program = this.#programs.get(`sample-${person}`);
    assert.ok(program !== undefined, person);
    const answer = await program.call(name, args);
    assert.ok(answer.ok, answer.ok ? "" : `${name}: ${answer.code}`);
    return answer.value;
  }

  /** A call of the active wallet that must succeed. */
  async ask<Name extends CallName>(name: Name, args: ArgsOf<Name>): Promise<ValueOf<Name>> {
    const answer = await this.app.call(name, args);
    assert.ok(answer.ok, answer.ok ? "" : `${name}: ${answer.code}`);
    return answer.value;
  }

  /** An authority of the sample's signs an entry; resolves once it is sealed. */
  async decide(kind: "type.amend", body: JsonObject): Promise<void> {
    const { sample } = await this.ask("app.status", {});
    assert.ok(sample.source !== undefined);
    const [home] = globSync(join(this.#folder, "data", "sample", "**", "authorities", "court"));
    assert.ok(home !== undefined);
    const source = new HttpSource(new HttpClient(), sample.source);
    const answer = await openAuthorityDesk(home, nodePrimitives).submit(kind, body, source);
    assert.ok(answer.state === "accepted");
    const end = performance.now() + 60_000;
    while ((await source.entryStatus(answer.hash)).state !== "sealed") {
      assert.ok(performance.now() < end, "it is not sealed");
      await this.page.waitForTimeout(20);
    }
  }

  /** All that the program and its browser write lies in here. */
  get folder(): string {
    return this.#folder;
  }

  async switchTo(person: string): Promise<void> {
    await this.ask("app.switch_profile", { id: `sample-${person}` });
    await walletShown(this.page, await this.ask("app.status", {}));
  }

  /** From here on the browser refuses the camera, as a system may. */
  refuseCamera(): void {
    const allow = this.#host.allowCamera.bind(this.#host);
    this.#host.allowCamera = () => allow(false);
  }

  /** From here on a link that the system is to open is kept instead: the machine of whoever runs it stays as it is. */
  keepLinks(): readonly string[] {
    const links: string[] = [];
    this.#host.openLink = (url) => Promise.resolve(void links.push(url));
    return links;
  }

  /** Opens a screen by its address, as "#/receive", anew even where the window is there already. */
  async goTo(hash: string): Promise<void> {
    await this.page.evaluate("window.location.hash = '#/parts'");
    await this.page.evaluate(`window.location.hash = ${JSON.stringify(hash)}`);
    await this.page.locator("h1").first().waitFor();
  }

  async title(text: string): Promise<void> {
    await this.page.getByRole("heading", { level: 1, name: text }).waitFor();
    // What comes to a screen while it opens moves the rest of it away from where one presses.
    await this.page.locator("main:not([aria-busy=true])").waitFor();
  }

  /** Language and theme, and waits until they show and no colour is on its way any more. */
  async dress(look: {
    readonly language: "en" | "de" | "ar";
    readonly theme: "light" | "dark";
  }): Promise<void> {
    await this.ask("app.set_preferences", look);
    const root = this.page.locator(`html[lang=${look.language}][data-theme=${look.theme}]`);
    await root.waitFor({ state: "attached" });
    await atRest(this.page);
  }

  /** Enter, once nothing is under way that a person sees to be. */
  async enter(): Promise<void> {
    await this.page.locator("main [data-pending]").waitFor({ state: "detached" });
    await this.page.keyboard.press("Enter");
  }

  /** Text of the file that an act of the page's saves. */
  async savedBy(act: () => Promise<void>): Promise<string> {
    const before = new Set(readdirSync(this.saved));
    await act();
    const end = performance.now() + 60_000;
    for (;;) {
      const [name] = readdirSync(this.saved).filter(
        // What is still being written has a name of its own.
        (each) => !before.has(each) && !this.#seen.has(each) && !each.endsWith(".part"),
      );
      const text = name === undefined ? "" : readFileSync(join(this.saved, name), "utf8");
      if (name !== undefined && text !== "") {
        this.#seen.add(name);
        return text;
      }
      assert.ok(performance.now() < end, "nothing was saved");
      await this.page.waitForTimeout(20);
    }
  }
}

/** For `after`: whatever the window complained of fails the file, and everything ends, also where the set-up failed. */
export async function endWindow(
  window: SampleWindow | undefined,
  endings: readonly (() => void | Promise<void>)[],
): Promise<void> {
  try {
    assert.deepEqual(window?.complaints ?? [], []);
    assert.deepEqual(window?.bugs ?? [], []);
  } finally {
    for (const end of endings) await end();
  }
}
