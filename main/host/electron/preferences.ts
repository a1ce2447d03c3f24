import Store from "electron-store";
import type { PreferencesStore } from "../../app/host.ts";
import { PREFERENCES_KEY, preferencesFile } from "../preferences-file.ts";

/** Preferences in `preferences.json` of the data folder, the same file as in the other host. */
export function openPreferences(folder: string): PreferencesStore {
  const store = new Store<Record<string, unknown>>({ ...preferencesFile(folder), name: "preferences" });
  return {
    read: () => store.get(PREFERENCES_KEY),
    write: (value) => store.set(PREFERENCES_KEY, value),
  };
}
