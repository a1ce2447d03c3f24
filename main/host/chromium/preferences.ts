import Conf from "conf";
import type { PreferencesStore } from "../../app/host.ts";
import { preferencesFile, storeOf } from "../preferences-file.ts";

/** Preferences in `preferences.json` of the data folder. */
export function openPreferences(folder: string): PreferencesStore {
  return storeOf(
    () => new Conf<Record<string, unknown>>({ ...preferencesFile(folder), configName: "preferences" }),
  );
}
