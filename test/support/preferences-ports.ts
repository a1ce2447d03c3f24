import { registerHooks } from "node:module";
import type { PreferencesStore } from "../../main/app/host.ts";

/** What electron-store asks of Electron in the main process. */
const FAKE_ELECTRON = `export default {
  app: { getPath: () => { throw new Error("the folder is given"); }, getVersion: () => "0.0.0" },
  ipcMain: { on: () => {} },
  shell: {},
};`.replace('getPath: () => { throw new Error("the folder is given"); }', 'getPath: () => ""');

/** Each host's own port to its preferences; Electron itself is never loaded. */
export async function preferencesPorts(): Promise<{
  readonly [host: string]: (folder: string) => PreferencesStore;
}> {
  const hooks = registerHooks({
    resolve: (name, context, next) =>
      name === "electron"
        ? { url: `data:text/javascript,${encodeURIComponent(FAKE_ELECTRON)}`, shortCircuit: true }
        : next(name, context),
  });
  try {
    const electron = await import("../../main/host/electron/preferences.ts");
    const chromium = await import("../../main/host/chromium/preferences.ts");
    return { "electron-store": electron.openPreferences, conf: chromium.openPreferences };
  } finally {
    hooks.deregister();
  }
}
