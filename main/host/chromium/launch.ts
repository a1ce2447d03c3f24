import { existsSync } from "node:fs";
import { join } from "node:path";
import { type BrowserContext, chromium } from "playwright-core";
import { utf8 } from "../../../src/bytes/bytes.ts";
import { ensureFolder, writeFileDurably } from "../../doors/file.ts";
import { HostError } from "../../app/host-error.ts";

/** Made up: no such host exists, and every request to it is answered by us. */
export const ORIGIN = "https://wallet.localhost";

/**
 * What the window shows until our page can be answered for. Our own address would fail: the browser's
 * page of errors would stand there meanwhile, and now and then its coming in between keeps the driver
 * waiting for ever (2 of 30 starts on a busy machine). `about:blank` would make it a window with tabs.
 */
const BLANK = `data:text/html,${encodeURIComponent('<meta name="color-scheme" content="light dark"><title>Sealfolio</title>')}`;

const ARGS = [
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // No WebGL: a large piece of code that takes apart what a page hands it; ours draws nothing with it.
  "--disable-3d-apis",
  // Should a request ever slip past the interception, it finds no host and no way.
  "--host-resolver-rules=MAP * ~NOTFOUND",
  "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
  "--window-size=1280,860",
  `--app=${BLANK}`,
];

/** A browser that does not come up in this time is ended, and started once more. */
const START_MS = 20_000;

/** Of the driver's own flags those that are for tests and would weaken a window. */
const NOT_OURS = [
  "--disable-popup-blocking",
  "--disable-ipc-flooding-protection",
  "--unsafely-disable-devtools-self-xss-warnings",
  "--enable-unsafe-swiftshader",
];

/** What a browser would keep of a passphrase or a form, or ask a person about, it does not. */
const BROWSER_PREFERENCES = {
  autofill: { credit_card_enabled: false, profile_enabled: false },
  credentials_enable_service: false,
  credentials_enable_autosignin: false,
  profile: { password_manager_enabled: false },
  signin: { allowed: false },
  spellcheck: { dictionaries: [], use_spelling_service: false },
  translate: { enabled: false },
};

export interface LaunchOptions {
  /** Of the browser. */
  readonly path: string;
  /** Its own profile. */
  readonly folder: string;
  readonly headless: boolean;
  /** The operating system's administrator: there Chromium has no sandbox to run in. */
  readonly isRoot: boolean;
  /** Further flags of the browser, for tests. */
  readonly flags?: readonly string[];
}

function prepareProfile(folder: string): void {
  const preferences = join(folder, "Default", "Preferences");
  if (existsSync(preferences)) return;
  ensureFolder(join(folder, "Default"));
  writeFileDurably(preferences, utf8(JSON.stringify(BROWSER_PREFERENCES)));
}

/** Starts the browser with one window of ours; driven over a pipe, it opens no port. Throws `host.not_started`. */
export async function launchBrowser(options: LaunchOptions): Promise<BrowserContext> {
  try {
    prepareProfile(options.folder);
    return await launch(options).catch(() => launch(options));
  } catch (error) {
    throw new HostError("host.not_started", { cause: error });
  }
}

function launch({ path, folder, headless, isRoot, flags = [] }: LaunchOptions): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, {
    executablePath: path,
    headless,
    chromiumSandbox: !isRoot,
    // Hides the bar that a window without a sandbox would carry.
    args: [...ARGS, ...(isRoot ? ["--test-type"] : []), ...(headless ? ["--disable-gpu"] : []), ...flags],
    ignoreDefaultArgs: NOT_OURS,
    viewport: null,
    timeout: START_MS,
    acceptDownloads: false,
    serviceWorkers: "block",
    handleSIGHUP: false,
    handleSIGINT: false,
    handleSIGTERM: false,
  });
}
