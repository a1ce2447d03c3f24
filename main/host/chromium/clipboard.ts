import type { BrowserContext, Page } from "playwright-core";
import { HostError } from "../../app/host-error.ts";
import type { Clipboard } from "../../app/host.ts";
import { HiddenPage } from "./hidden-page.ts";

/** Made up as our page's is, and another: what is allowed here is not allowed there. */
const ORIGIN = "https://clipboard.localhost";

/**
 * The clipboard by way of the browser. A page may read it only while it has the focus and the person's
 * leave; a hidden one of our own has both, and the window's page neither.
 */
export class BrowserClipboard implements Clipboard {
  readonly #where: () => { readonly context: BrowserContext; readonly page: Page };
  #hidden: Promise<HiddenPage> | undefined;

  constructor(where: () => { readonly context: BrowserContext; readonly page: Page }) {
    this.#where = where;
  }

  async write(text: string): Promise<void> {
    await this.#run(`navigator.clipboard.writeText(${JSON.stringify(text)}).then(() => true)`);
  }

  async clear(text: string): Promise<boolean> {
    const done = await this.#run(
      `navigator.clipboard.readText().then((now) => now === ${JSON.stringify(text)} && navigator.clipboard.writeText("").then(() => true))`,
    );
    return done === true;
  }

  async #run(expression: string): Promise<unknown> {
    try {
      const { context, page } = this.#where();
      this.#hidden ??= HiddenPage.open(context, page, ORIGIN);
      const hidden = await this.#hidden;
      // The camera's permission may have been set since, and takes all others back.
      await hidden.allow(["clipboard-read", "clipboard-write"]);
      return await hidden.evaluate(expression);
    } catch (error) {
      const hidden = this.#hidden;
      this.#hidden = undefined;
      await hidden?.then((page) => page.close()).catch(() => {});
      throw new HostError("host.not_copied", { cause: error });
    }
  }
}
