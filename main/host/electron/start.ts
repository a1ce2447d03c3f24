import { join } from "node:path";
import { codeOf } from "../../../src/error.ts";
import { holdFolder } from "../hold-folder.ts";
import type { PreferencesStore } from "../../app/host.ts";
import { readOptions, type StartOptions } from "../options.ts";
import { runDesktop } from "../run.ts";
import type { ElectronApis } from "./apis.ts";
import { ElectronHost } from "./electron-host.ts";
import { SCHEME_RIGHTS } from "./scheme.ts";

/** Chromium's switches by which another program would drive the window, and read all that it shows. */
const DEBUGGING = ["remote-debugging-port", "remote-debugging-pipe", "remote-debugging-address"];

/** Copy and paste come with the menu on a Mac; elsewhere the page is all there is. */
function setMenu({ Menu }: ElectronApis, platform: NodeJS.Platform): void {
  const roles = ["appMenu", "editMenu", "windowMenu"] as const;
  const menu = platform === "darwin" ? Menu.buildFromTemplate(roles.map((role) => ({ role }))) : null;
  Menu.setApplicationMenu(menu);
}

async function run(
  apis: ElectronApis,
  options: StartOptions,
  openPreferences: (folder: string) => PreferencesStore,
): Promise<void> {
  const { app } = apis;
  const held = holdFolder(options.data);
  try {
    const host = new ElectronHost({
      apis,
      preferences: openPreferences(options.data),
      page: options.page,
      ...(options.saveTo === undefined ? {} : { saveTo: options.saveTo }),
    });
    app.on("second-instance", () => host.focus());
    // Electron would end at once; the wallets are locked first.
    app.on("window-all-closed", () => {});
    app.on("before-quit", (event) => {
      event.preventDefault();
      void host.close();
    });
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
      process.once(signal, () => void host.close());
    await app.whenReady();
    setMenu(apis, process.platform);
    await runDesktop(host, options);
  } finally {
    held.release();
  }
}

/**
 * Runs the program in Electron until its window is gone. What must come before Electron is ready is
 * done before the first wait, so it is to be called from the first script itself.
 */
export async function startElectron(
  apis: ElectronApis,
  args: readonly string[],
  openPreferences: (folder: string) => PreferencesStore,
): Promise<void> {
  const { app, protocol } = apis;
  const options = readOptions(args);
  // The fuses close Node's own ways in; this one is Chromium's.
  if (app.isPackaged && DEBUGGING.some((name) => app.commandLine.hasSwitch(name))) {
    app.exit(2);
    return;
  }
  protocol.registerSchemesAsPrivileged([SCHEME_RIGHTS]);
  app.enableSandbox();
  app.setPath("userData", join(options.data, "electron"));
  if (!app.requestSingleInstanceLock()) {
    app.exit(0);
    return;
  }
  try {
    await run(apis, options, openPreferences);
    app.exit(0);
  } catch (error) {
    process.stderr.write(`Sealfolio could not start. (${codeOf(error) ?? "failed"})\n`);
    if (process.env["SEALFOLIO_DEBUG"] !== undefined)
      process.stderr.write(`${(error as Error).stack ?? ""}\n`);
    app.exit(4);
  }
}
