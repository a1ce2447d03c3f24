import type { Page } from "playwright-core";
import type { ArgsOf, ProfileCallName, ValueOf } from "../../../src/contract/contract.ts";
import type { SampleWindow } from "../sample-window.ts";
import type { Calls, Instead } from "./calls.ts";

/** One thing there is to see: a screen, a step of one, or a dialog before it. */
export interface Scene {
  /** As the picture of it is called: "ada-certificates". */
  readonly name: string;
  /** Whose wallet, as "ada"; nobody's before one is open. */
  readonly who?: string;
  /** Brings the window there from wherever it is, in English; afterwards the page stands still. */
  readonly open: (tour: Tour) => Promise<void>;
}

export interface Endings {
  after(work: () => void | Promise<void>): void;
}

const ANYWHERE = "#/nowhere";

/** Goes about in the window of the sample as its people would. */
export class Tour {
  readonly window: SampleWindow;
  readonly page: Page;
  readonly calls: Calls;
  readonly #t: Endings;
  readonly #begun = new Map<string, Promise<unknown>>();
  #who: string | undefined;
  #number = 0;

  private constructor(window: SampleWindow, calls: Calls, t: Endings) {
    this.window = window;
    this.calls = calls;
    this.#t = t;
    this.page = window.page;
  }

  /** `calls` stand between the window and the program. */
  static async begin(window: SampleWindow, calls: Calls, t: Endings): Promise<Tour> {
    // What moves is drawn many times over.
    await window.page.emulateMedia({ reducedMotion: "reduce" });
    return new Tour(window, calls, t);
  }

  /** Somebody elsewhere, begun when a scene first needs them; they end with the tour's file. */
  once<Party>(name: string, begin: (t: Endings) => Promise<Party>): Promise<Party> {
    const party = (this.#begun.get(name) as Promise<Party> | undefined) ?? begin(this.#t);
    this.#begun.set(name, party);
    return party;
  }

  /** A number that was not given before. */
  next(): number {
    return ++this.#number;
  }

  async call<Name extends ProfileCallName>(
    who: string,
    name: Name,
    args: ArgsOf<Name>,
  ): Promise<ValueOf<Name>> {
    return await this.window.other(who, name, args);
  }

  /** Uses somebody's wallet from here on, and waits until the window shows it. */
  async be(who: string): Promise<void> {
    if (this.#who === who) return;
    await this.window.switchTo(who);
    this.#who = who;
  }

  /** Whose wallet is in use, after anything may have been pressed. */
  knows(active: string | undefined): void {
    this.#who = active?.replace(/^sample-/, "");
  }

  /** Opens an address anew, whatever was done at it before; from then on main answers `instead`. */
  async at(hash: string, instead: Instead = {}): Promise<void> {
    this.calls.answer(instead);
    await this.page.evaluate(`(async () => {
      const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      if (location.hash === ${JSON.stringify(hash)}) {
        location.hash = ${JSON.stringify(ANYWHERE)};
        await frame();
      }
      location.hash = ${JSON.stringify(hash)};
      await frame();
    })()`);
    await this.page.locator("h1").first().waitFor();
    await this.settle();
  }

  async go(who: string, hash: string, instead: Instead = {}): Promise<void> {
    await this.be(who);
    await this.at(hash, instead);
  }

  /** Waits until everything is answered and the page stands still. */
  async settle(): Promise<void> {
    const end = performance.now() + 20_000;
    do {
      while (this.calls.pending > 0 && performance.now() < end) {
        await new Promise((done) => {
          setTimeout(done, 5);
        });
      }
      await this.#stand();
    } while (this.calls.pending > 0 && performance.now() < end);
  }

  /** Waits until nothing is busy and the page did not change for three frames. */
  async #stand(): Promise<void> {
    await this.page.evaluate(`(async () => {
      const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      const end = performance.now() + 5000;
      const all = document.getElementsByTagName("*");
      // The last is how React hides what waits for its words, as in a language that was just taken on.
      const BUSY = "[aria-busy=true], [data-pending], [style*='display: none !important']";
      const state = () => document.body.textContent.length + " " + all.length + " " + (document.querySelector(BUSY) === null ? 0 : 1);
      let quiet = 0;
      for (let last = ""; quiet < 3 && performance.now() < end; ) {
        await frame();
        const now = state();
        quiet = now === last && now.endsWith(" 0") ? quiet + 1 : 0;
        last = now;
      }
    })()`);
  }

  button(name: string | RegExp) {
    return this.page.getByRole("button", { name, exact: typeof name === "string" });
  }

  async press(name: string | RegExp): Promise<void> {
    await this.button(name).first().press("Enter");
    await this.settle();
  }

  /** Pastes a message into the screen's intake and opens it. */
  async give(text: string): Promise<void> {
    const field = this.page.locator("form[data-intake] input, form[data-intake] textarea").last();
    await field.fill(text);
    await field.press("Enter");
    await this.settle();
  }

  /** Drops a file anywhere on the window. */
  async drop(name: string, content: string): Promise<void> {
    await this.page.evaluate(`{
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([${JSON.stringify(content)}], ${JSON.stringify(name)}));
      for (const kind of ["dragenter", "dragover", "drop"])
        document.body.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
    }`);
    await this.settle();
  }

  async title(text: string | RegExp): Promise<void> {
    await this.page.getByRole("heading", { level: 1, name: text }).waitFor();
    await this.settle();
  }

  async choose(label: string | RegExp, option: string | RegExp): Promise<void> {
    const wanted = this.page.getByRole("option", { name: option }).first();
    const isThere = (): Promise<boolean> =>
      wanted.waitFor({ timeout: 5_000 }).then(
        () => true,
        () => false,
      );
    // What is still filling, or closes another list, may swallow a click; a person clicks again.
    for (let attempt = 0; attempt < 5; attempt++) {
      await this.page.getByRole("button", { name: label }).first().click();
      if (await isThere()) break;
      await this.page.keyboard.press("Escape");
      await this.settle();
    }
    await wanted.click();
    await this.page.getByRole("listbox").waitFor({ state: "hidden" });
  }

  async fillIn(values: { readonly [label: string]: string }): Promise<void> {
    for (const [label, value] of Object.entries(values))
      await this.page.getByLabel(label).first().fill(value);
  }
}
