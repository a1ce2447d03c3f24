import Conf from "conf";
import type { PreferencesStore } from "../../app/host.ts";
import { PREFERENCES_KEY, preferencesFile } from "../preferences-file.ts";

/** Preferences in `preferences.json` of the data folder. */
export function openPreferences(folder: string): PreferencesStore {
  const conf = new Conf<Record<string, unknown>>({ ...preferencesFile(folder), configName: "preferences" });
  return {
    read: () => conf.get(PREFERENCES_KEY),
    write: (value) => conf.set(PREFERENCES_KEY, value),
  };
}
