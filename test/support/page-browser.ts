import { type Browser, chromium, type Page, type Route } from "playwright-core";
import { pageFile } from "./page-files.ts";
import type { PageOrder, PageReport } from "./page-start.ts";

/** Where the page believes to be. */
export const ORIGIN = "https://wallet.localhost";
const PATIENCE = 90_000;

const ARGS = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Should a request ever slip past the interception, it finds no host.
  "--host-resolver-rules=MAP * ~NOTFOUND",
];

/** An installed Chromium without a window, driven over a pipe: it opens no port. */
export async function openBrowser(executablePath: string): Promise<Browser> {
  // Chromium refuses to start its sandbox as root.
  const chromiumSandbox = process.getuid?.() !== 0;
  return chromium.launch({ executablePath, headless: true, chromiumSandbox, args: ARGS });
}

export interface PageRun {
  readonly report: PageReport;
  /** Errors and warnings on the console, and errors nobody caught. */
  readonly complaints: readonly string[];
  /** Every address asked for, in order. */
  readonly requests: readonly string[];
}

/** Answers the page from `pageFile` and the order; resolves with its report. */
async function serve(
  page: Page,
  order: PageOrder,
  own: { readonly [path: string]: string },
): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  const answer = async (route: Route): Promise<void> => {
    const url = new URL(route.request().url());
    if (url.origin !== ORIGIN) return route.abort();
    if (url.pathname === "/report") {
      await route.fulfill({ status: 204 });
      return resolve(route.request().postData() ?? "");
    }
    if (url.pathname === "/order.json") return route.fulfill({ json: order });
    const found = pageFile(url.pathname, own);
    return route.fulfill(found === undefined ? { status: 404 } : { ...found, status: 200 });
  };
  await page.route("**/*", answer);
  await page.goto(`${ORIGIN}/`);
  return promise;
}

function expire<T>(promise: Promise<T>, why: () => string): Promise<T> {
  const { promise: expired, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(why())), PATIENCE);
  return Promise.race([promise, expired]).finally(() => clearTimeout(timer));
}

/** Opens a page of the wallet's origin, lets it do its order, and closes it. `own`: see `pageFile`. */
export async function runPage(
  browser: Browser,
  order: PageOrder,
  own: { readonly [path: string]: string } = {},
): Promise<PageRun> {
  const context = await browser.newContext({ serviceWorkers: "block" });
  try {
    const page = await context.newPage();
    const complaints: string[] = [];
    const requests: string[] = [];
    page.on("console", (message) => {
      if (["error", "warning", "assert"].includes(message.type())) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("request", (request) => requests.push(request.url()));
    const text = await expire(
      serve(page, order, own),
      () => `the page sent no report; it said: ${complaints.join(" | ") || "nothing"}`,
    );
    return { report: JSON.parse(text) as PageReport, complaints, requests };
  } finally {
    await context.close();
  }
}
