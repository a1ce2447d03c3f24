import Store from "electron-store";
import type { PreferencesStore } from "../../app/host.ts";
import { preferencesFile, storeOf } from "../preferences-file.ts";

/** Preferences in `preferences.json` of the data folder, the same file as in the other host. */
export function openPreferences(folder: string): PreferencesStore {
  return storeOf(
    () => new Store<Record<string, unknown>>({ ...preferencesFile(folder), name: "preferences" }),
  );
}
