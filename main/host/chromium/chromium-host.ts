import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { BrowserContext, Frame, Page, Route } from "playwright-core";
import { toBase64 } from "../../../src/bytes/base64.ts";
import type { AnyEvent } from "../../../src/contract/events.ts";
import { openWithSystem } from "../../doors/child-process.ts";
import { HostError } from "../../app/host-error.ts";
import { EventQueue } from "../event-queue.ts";
import { createGate, type Gate, type Sender } from "../gate.ts";
import type { Dispatch, Host, PickedFile, PreferencesStore, SavedFile } from "../../app/host.ts";
import { PAGE_HEADERS, PageFiles } from "../page-files.ts";
import { BrowserClipboard } from "./clipboard.ts";
import { downloadsFolder, freePlace, saveAsNew } from "./downloads.ts";
import { ORIGIN } from "./launch.ts";
import { PageRequests } from "./page-requests.ts";

const BRIDGE = join(import.meta.dirname, "bridge.js");
const CLOSE_MS = 5_000;

export interface ChromiumOptions {
  /** The browser, which may still be starting. */
  readonly browser: Promise<BrowserContext>;
  readonly preferences: PreferencesStore;
  /** Folder of the built page. */
  readonly page: string;
  /** Where files are saved; if left out, the browser's own picker asks, else its folder for downloads. */
  readonly saveTo?: string;
}

type Source = { readonly page: Page; readonly frame: Frame };

/** An installed browser as the program's window: one page, one origin, answered by this process alone. */
export class ChromiumHost implements Host {
  readonly name = "chromium";
  readonly secrets = undefined;
  readonly preferences: PreferencesStore;
  readonly closed: Promise<void>;
  readonly clipboard = new BrowserClipboard(() => this.#requireWindow());
  readonly #options: ChromiumOptions;
  readonly #events = new EventQueue();
  readonly #requests = new PageRequests((order) => this.#events.push(order));
  readonly #tellClosed: () => void;
  #context: BrowserContext | undefined;
  #page: Page | undefined;

  constructor(options: ChromiumOptions) {
    this.#options = options;
    this.preferences = options.preferences;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.closed = promise;
    this.#tellClosed = resolve;
  }

  /** The one page, for tests that act as a person would. */
  get page(): Page | undefined {
    return this.#page;
  }

  async open(dispatch: Dispatch): Promise<void> {
    const files = new PageFiles(this.#options.page);
    const context = await this.#options.browser;
    this.#context = context;
    context.once("close", () => this.#end());
    const page = context.pages()[0] ?? (await context.newPage());
    this.#page = page;
    // Whoever closes the window ends the program, and a page that crashed is no window.
    page.once("close", () => void this.close());
    page.once("crash", () => void this.close());
    page.on("framenavigated", (frame) => this.#onNavigated(frame));
    context.on("page", (other) => void other.close().catch(() => {}));
    await this.#connect(context, createGate(ORIGIN, dispatch));
    await context.route("**/*", (route) => answerRequest(route, files));
    await this.allowCamera(false);
    await page.goto(`${ORIGIN}/`);
  }

  async #connect(context: BrowserContext, gate: Gate): Promise<void> {
    await context.exposeBinding("sealfolioCall", (source, message: unknown) =>
      gate(this.#senderOf(source), message),
    );
    await context.exposeBinding("sealfolioEvents", (source) =>
      this.#isOurs(source) ? this.#events.take() : "[]",
    );
    await context.exposeBinding(
      "sealfolioReply",
      (source, reply: unknown) => this.#isOurs(source) && this.#requests.take(reply),
    );
    await context.addInitScript({ content: readFileSync(BRIDGE, "utf8") });
  }

  #senderOf({ page, frame }: Source): Sender {
    return {
      isMainFrame: page === this.#page && frame === page.mainFrame(),
      origin: URL.parse(frame.url())?.origin ?? "",
    };
  }

  #isOurs(source: Source): boolean {
    const { isMainFrame, origin } = this.#senderOf(source);
    return isMainFrame && origin === ORIGIN;
  }

  /** What was on its way to the page before is for nobody any more. */
  #onNavigated(frame: Frame): void {
    if (frame !== this.#page?.mainFrame()) return;
    this.#requests.cancel();
    this.#events.reset();
    const isOurs = URL.parse(frame.url())?.origin === ORIGIN;
    // Somebody dropped a file on the window or went elsewhere by the keyboard: the window is ours.
    if (!isOurs && this.#isLoaded) void this.#page?.goto(`${ORIGIN}/`).catch(() => {});
    this.#isLoaded ||= isOurs;
  }
  #isLoaded = false;

  send(event: AnyEvent): void {
    this.#events.push(event);
  }

  async openFile(wanted: {
    readonly extensions: readonly string[];
    readonly maxBytes: number;
  }): Promise<PickedFile | undefined> {
    const accept = wanted.extensions.map((extension) => `.${extension}`).join(",");
    const reply = await this.#requests.ask("openFile", { accept, maxBytes: wanted.maxBytes });
    if ("none" in reply) return undefined;
    if ("tooLarge" in reply) throw new HostError("host.too_large");
    if (!("bytes" in reply)) throw new HostError("host.not_read");
    return { name: reply.name, bytes: reply.bytes };
  }

  async saveFile(saved: SavedFile): Promise<string | undefined> {
    const { name } = saved;
    const content = "text" in saved ? saved.text : saved.bytes;
    const { saveTo } = this.#options;
    if (saveTo !== undefined) return saveAsNew(saveTo, name, content);
    const given = typeof content === "string" ? { text: content } : { base64: toBase64(content) };
    const reply = await this.#requests.ask("saveFile", { name, ...given });
    if ("none" in reply) return undefined;
    return "name" in reply ? reply.name : saveAsNew(downloadsFolder(), name, content);
  }

  /** A page cannot be told a path, so it is the folder for downloads. */
  placeFor(name: string): Promise<{ readonly path: string; readonly said: string }> {
    return Promise.resolve(freePlace(this.#options.saveTo ?? downloadsFolder(), name));
  }

  #requireWindow(): { readonly context: BrowserContext; readonly page: Page } {
    const [context, page] = [this.#context, this.#page];
    if (context === undefined || page === undefined) throw new HostError("host.not_started");
    return { context, page };
  }

  async openLink(url: string): Promise<void> {
    // Checked again where it is done: what the system opens for other schemes may be a program.
    if (URL.parse(url)?.protocol !== "https:") throw new HostError("host.link_refused");
    if (!(await openWithSystem(url))) throw new HostError("host.link_failed");
  }

  async allowCamera(allowed: boolean): Promise<void> {
    // Granting some, or none, refuses all others unasked; what was granted before goes first.
    await this.#context?.clearPermissions();
    await this.#context?.grantPermissions(allowed ? ["camera"] : [], { origin: ORIGIN });
  }

  /** A browser does not hear of it; the program notices by its clocks (main/app/auto-lock.ts). */
  onSleep(): void {}

  async close(): Promise<void> {
    const late = new Promise<void>((resolve) => {
      setTimeout(resolve, CLOSE_MS).unref();
    });
    await Promise.race([this.#context?.close().catch(() => {}), late]);
    this.#end();
  }

  #end(): void {
    this.#requests.cancel();
    this.#events.reset();
    this.#tellClosed();
  }
}

/** The page's own files to a plain question for them; nothing else leaves or enters. */
async function answerRequest(route: Route, files: PageFiles): Promise<void> {
  const request = route.request();
  const url = URL.parse(request.url());
  if (url?.origin !== ORIGIN || request.method() !== "GET") return await route.abort();
  const file = files.find(url.pathname);
  if (file === undefined) return await route.fulfill({ status: 404, headers: PAGE_HEADERS });
  return await route.fulfill({
    status: 200,
    headers: { ...PAGE_HEADERS, "Content-Type": file.type },
    body: Buffer.from(file.body),
  });
}
