import { existsSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";

/** Of these any will do; the first one found is taken. */
const NAMES = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "microsoft-edge",
  "microsoft-edge-stable",
];

const MAC = ["Google Chrome", "Chromium", "Microsoft Edge"];
const WINDOWS = [
  join("Google", "Chrome", "Application", "chrome.exe"),
  join("Chromium", "Application", "chrome.exe"),
  join("Microsoft", "Edge", "Application", "msedge.exe"),
];

export interface InstalledBrowser {
  readonly path: string;
  /** As a person knows it. */
  readonly name: "Chromium" | "Chrome" | "Edge";
}

interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: { readonly [name: string]: string | undefined };
  readonly exists: (path: string) => boolean;
}

function candidates({ platform, env }: Machine): readonly string[] {
  if (platform === "darwin") {
    return ["/Applications", join(env["HOME"] ?? "/", "Applications")].flatMap((folder) =>
      MAC.map((name) => join(folder, `${name}.app`, "Contents", "MacOS", name)),
    );
  }
  if (platform === "win32") {
    const folders = ["ProgramFiles", "ProgramFiles(x86)", "LocalAppData"].map((name) => env[name]);
    return folders.flatMap((folder) =>
      folder === undefined ? [] : WINDOWS.map((path) => join(folder, path)),
    );
  }
  // A relative folder in PATH would let any folder one happens to stand in name the browser.
  const folders = (env["PATH"] ?? "").split(delimiter).filter(isAbsolute);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
}

function nameOf(path: string): InstalledBrowser["name"] {
  if (/edge/i.test(path)) return "Edge";
  return /chromium/i.test(path) ? "Chromium" : "Chrome";
}

/** An installed Chromium, Chrome or Edge, or undefined. `SEALFOLIO_BROWSER` names another one. */
export function findBrowser(
  machine: Machine = { platform: process.platform, env: process.env, exists: existsSync },
): InstalledBrowser | undefined {
  const chosen = machine.env["SEALFOLIO_BROWSER"];
  const path = [...(chosen === undefined ? [] : [chosen]), ...candidates(machine)].find(machine.exists);
  return path === undefined ? undefined : { path, name: nameOf(path) };
}
