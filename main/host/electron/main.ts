import {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  powerMonitor,
  protocol,
  safeStorage,
  session,
  shell,
} from "electron";
import { openPreferences } from "./preferences.ts";
import { startElectron } from "./start.ts";

// Not waited for: Electron is ready only when this script has ended.
void startElectron(
  {
    app,
    BrowserWindow,
    clipboard,
    dialog,
    ipcMain,
    Menu,
    powerMonitor,
    protocol,
    safeStorage,
    session,
    shell,
  },
  process.argv.slice(1),
  openPreferences,
);
