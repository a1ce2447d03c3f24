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
