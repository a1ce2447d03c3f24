import type { InstalledBrowser } from "../host/chromium/find-browser.ts";

/** What is on this machine, and what may be brought onto it. */
export interface Surroundings {
  readonly wanted: "electron" | "chromium" | undefined;
  readonly findElectron: () => string | undefined;
  readonly installElectron: () => Promise<{ readonly path: string } | { readonly why: string }>;
  readonly findBrowser: () => InstalledBrowser | undefined;
  /** For root on Debian; undefined for everybody else. */
  readonly installBrowser: (() => Promise<boolean>) | undefined;
}

export type Choice =
  | { readonly host: "electron"; readonly path: string; readonly why: string }
  | { readonly host: "chromium"; readonly browser: InstalledBrowser; readonly why: string }
  | { readonly host: undefined; readonly why: string };

const NEITHER =
  "Sealfolio needs an installed Chromium, Chrome or Edge, or Electron's binary. On Debian: apt-get install chromium";

async function chooseBrowser(machine: Surroundings, reason: string): Promise<Choice> {
  const found = machine.findBrowser();
  if (found !== undefined) {
    return { host: "chromium", browser: found, why: `Sealfolio runs in ${found.name}: ${reason}.` };
  }
  const isInstalled = (await machine.installBrowser?.()) === true;
  const installed = isInstalled ? machine.findBrowser() : undefined;
  if (installed === undefined) return { host: undefined, why: NEITHER };
  return { host: "chromium", browser: installed, why: `Sealfolio runs in ${installed.name}: ${reason}.` };
}

/** Electron where its binary is or can be had, else an installed browser; with the reason in one line. */
export async function chooseHost(machine: Surroundings): Promise<Choice> {
  if (machine.wanted === "chromium") return await chooseBrowser(machine, "as asked");
  const path = machine.findElectron();
  const asked = machine.wanted === "electron" ? "as asked" : "its binary is installed";
  if (path !== undefined) return { host: "electron", path, why: `Sealfolio runs in Electron: ${asked}.` };
  const got = await machine.installElectron();
  if ("path" in got) {
    return {
      host: "electron",
      path: got.path,
      why: "Sealfolio runs in Electron: its binary was just fetched.",
    };
  }
  if (machine.wanted === "electron")
    return { host: undefined, why: `There is no Electron here: ${got.why}.` };
  return await chooseBrowser(machine, `there is no Electron here, since ${got.why}`);
}
