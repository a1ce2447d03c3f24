import { join } from "node:path";
import { codeOf } from "../../../src/error.ts";
import { HostError } from "../../app/host-error.ts";
import { holdFolder } from "../hold-folder.ts";
import { isRoot, readOptions, type StartOptions } from "../options.ts";
import type { ChromiumHost } from "./chromium-host.ts";
import { findBrowser } from "./find-browser.ts";

const SENTENCES: ReadonlyMap<string, string> = new Map([
  ["host.runs_already", "Sealfolio is open already, with this data folder."],
  ["host.no_browser", "No Chromium, Chrome or Edge is installed."],
  ["host.no_page", "The window's page is not built: npm run build:renderer"],
  ["host.not_started", "The browser did not start."],
]);

async function start(options: StartOptions): Promise<void> {
  const found = findBrowser();
  if (found === undefined) throw new HostError("host.no_browser");
  // Before the browser: a second one with the same profile would open its window in the first.
  const held = holdFolder(options.data);
  try {
    await show(found.path, options);
  } finally {
    held.release();
  }
}

/**
 * Shows the window in the browser at `path` until it is gone; the caller holds the data folder.
 * `onHost` gets the host before its window opens. Throws HostError.
 */
export async function show(
  path: string,
  options: StartOptions,
  onHost?: (host: ChromiumHost) => void,
): Promise<void> {
  // The browser starts while this process reads its own program.
  const { launchBrowser } = await import("./launch.ts");
  const browser = launchBrowser({
    path,
    folder: join(options.data, "browser"),
    headless: options.headless,
    isRoot: isRoot(),
  });
  browser.catch(() => {});
  const [{ runDesktop }, { ChromiumHost: Host }, { openPreferences }] = await Promise.all([
    import("../run.ts"),
    import("./chromium-host.ts"),
    import("./preferences.ts"),
  ]);
  const host = new Host({
    browser,
    preferences: openPreferences(options.data),
    page: options.page,
    ...(options.saveTo === undefined ? {} : { saveTo: options.saveTo }),
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.once(signal, () => void host.close());
  onHost?.(host);
  try {
    await runDesktop(host, options);
  } finally {
    await host.close();
  }
}

/** Opens the window in an installed browser; returns when it is gone. Gives the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  try {
    await start(readOptions(args));
    return 0;
  } catch (error) {
    const code = codeOf(error);
    const sentence = (code === undefined ? undefined : SENTENCES.get(code)) ?? "Sealfolio could not start.";
    process.stderr.write(`${sentence} (${code ?? "failed"})\n`);
    if (process.env["SEALFOLIO_DEBUG"] !== undefined)
      process.stderr.write(`${(error as Error).stack ?? ""}\n`);
    return 4;
  }
}

// Ended here and not left to run out: a browser that does not close in time is ended with us.
if (process.argv[1] === import.meta.filename) process.exit(await main(process.argv.slice(2)));
