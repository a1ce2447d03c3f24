import type * as electron from "electron";

/** Of Electron, all that is used; main.ts alone imports the real one, tests pass a small fake. */
export type ElectronApis = Pick<
  typeof electron,
  | "app"
  | "BrowserWindow"
  | "clipboard"
  | "dialog"
  | "ipcMain"
  | "Menu"
  | "powerMonitor"
  | "protocol"
  | "safeStorage"
  | "session"
  | "shell"
>;
