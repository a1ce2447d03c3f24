import { type Browser, type BrowserContext, type Page } from "playwright-core";
import { PAGE_POLICY } from "../../src/contract/page-policy.ts";
import { builtFile } from "./built-renderer.ts";
import { FAKE_ANSWERS, type FakeAnswers, fakeBridge } from "./fake-bridge.ts";

const ORIGIN = "https://wallet.localhost";

export interface WindowOptions {
  /** Where it opens, as "#/parts". */
  readonly hash?: string;
  readonly answers?: FakeAnswers;
  /** CSS pixels. */
  readonly size?: { readonly width: number; readonly height: number };
  readonly scale?: number;
  readonly colorScheme?: "light" | "dark";
  readonly reducedMotion?: "reduce" | "no-preference";
  readonly forcedColors?: "active" | "none";
}

export interface OpenWindow {
  readonly page: Page;
  /** Errors and warnings on the console, breaches of the policy, errors nobody caught, failed requests. */
  readonly complaints: string[];
  /** What was fetched: path, and bytes as they would be sent (text gzipped by whoever counts). */
  readonly fetched: { readonly path: string; readonly body: Buffer }[];
  readonly close: () => Promise<void>;
}

async function serve(context: BrowserContext, fetched: OpenWindow["fetched"]): Promise<void> {
  await context.route("**/*", (route) => {
    const url = new URL(route.request().url());
    const file = url.origin === ORIGIN ? builtFile(url.pathname) : undefined;
    if (file === undefined) return route.abort();
    fetched.push({ path: url.pathname, body: file.body });
    return route.fulfill({
      status: 200,
      contentType: file.contentType,
      headers: { "Content-Security-Policy": PAGE_POLICY, "X-Content-Type-Options": "nosniff" },
      body: file.body,
    });
  });
}

/** Opens the built window under its real policy, with a pretended main behind it; waits until it is drawn. */
export async function openWindow(browser: Browser, options: WindowOptions = {}): Promise<OpenWindow> {
  const { hash = "", answers = FAKE_ANSWERS, size = { width: 1280, height: 800 } } = options;
  const context = await browser.newContext({
    viewport: { ...size },
    deviceScaleFactor: options.scale ?? 1,
    colorScheme: options.colorScheme ?? "light",
    reducedMotion: options.reducedMotion ?? "reduce",
    forcedColors: options.forcedColors ?? "none",
    locale: "en-GB",
    timezoneId: "UTC",
    serviceWorkers: "block",
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  const fetched: OpenWindow["fetched"] = [];
  page.on("console", (message) => {
    if (["error", "warning", "assert"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("requestfailed", (request) => complaints.push(`failed: ${request.url()}`));
  await serve(context, fetched);
  await page.addInitScript(fakeBridge(answers));
  await page.goto(`${ORIGIN}/${hash}`);
  await page.locator("h1").first().waitFor();
  await page.evaluate("document.fonts.ready.then(() => undefined)");
  return { page, complaints, fetched, close: () => context.close() };
}

/** Takes a window that was used to where `options` say, as if it were opened there. */
async function beginAgain({ page, complaints, fetched }: OpenWindow, options: WindowOptions): Promise<void> {
  const { hash = "", answers = FAKE_ANSWERS, size = { width: 1280, height: 800 } } = options;
  await page.setViewportSize({ ...size });
  await page.emulateMedia({
    colorScheme: options.colorScheme ?? "light",
    reducedMotion: options.reducedMotion ?? "reduce",
    forcedColors: options.forcedColors ?? "none",
  });
  const status = answers["app.status"];
  const { language, theme } =
    status?.ok === true ? status.value.preferences : { language: "en", theme: "light" };
  await page.evaluate(`(async () => {
    const frames = async (wanted) => { for (let i = 0; i < wanted; i++) await new Promise((done) => requestAnimationFrame(() => setTimeout(done))); };
    const until = async (isSo) => { for (const end = performance.now() + 20000; !isSo() && performance.now() < end; ) await frames(1); };
    location.hash = "#/nowhere/at/all";
    for (const passing of document.querySelectorAll("ul[aria-live] button")) passing.click();
    document.activeElement?.blur();
    await frames(2);
    fake.begin(${JSON.stringify(answers)});
    fake.tell("app.changed", null);
    await until(() => ["app.status", "wallet.status"].every((name) => fake.calls.some((call) => call.name === name)));
    const root = document.documentElement;
    await until(() => root.lang === ${JSON.stringify(language)} && (root.dataset.theme ?? "system") === ${JSON.stringify(theme)});
    fake.calls.length = 0;
    location.hash = ${JSON.stringify(hash)};
    await frames(2);
    await until(() => document.querySelector("h1") !== null && document.querySelector("ul[aria-live] li") === null);
    await document.fonts.ready;
    await frames(2);
  })()`);
  complaints.length = 0;
  fetched.length = 0;
}

/** One page (for each scale) that many tests look at, one after the other: loading it is what takes longest. */
export class KeptWindow {
  readonly #browser: Browser;
  readonly #windows = new Map<number, OpenWindow>();

  constructor(browser: Browser) {
    this.#browser = browser;
  }

  /** As `openWindow`, but what was loaded stays loaded. `close` does nothing. */
  async open(options: WindowOptions = {}): Promise<OpenWindow> {
    const scale = options.scale ?? 1;
    const known = this.#windows.get(scale) ?? (await openWindow(this.#browser, { scale, hash: "#/nowhere" }));
    this.#windows.set(scale, known);
    await beginAgain(known, options);
    return { ...known, close: () => Promise.resolve() };
  }
}
