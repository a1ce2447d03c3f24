import { z } from "zod";
import { LANGUAGES, type PreferencesView, THEMES } from "../../src/contract/calls/app.ts";
import type { Host, PreferencesStore } from "./host.ts";
import { AppError } from "./error.ts";

/** Each setting for itself: one that cannot be read falls back to its own default. */
const stored = z.object({
  language: z.enum(LANGUAGES).catch("system"),
  theme: z.enum(THEMES).catch("system"),
  autoLockMinutes: z.int().min(0).max(240).catch(5),
  hideFromCapture: z.boolean().catch(false),
});

export type PreferencesChange = {
  readonly [Name in keyof PreferencesView]?: PreferencesView[Name] | undefined;
};

export class Preferences {
  readonly #store: PreferencesStore;
  readonly #follow: (now: PreferencesView) => void;
  #now: PreferencesView | undefined;

  /** `follow` hears how they stand, and each change of it. */
  constructor(store: PreferencesStore, follow: (now: PreferencesView) => void = () => {}) {
    this.#store = store;
    this.#follow = follow;
    follow(this.now);
  }

  get now(): PreferencesView {
    this.#now ??= this.#read();
    return this.#now;
  }

  #read(): PreferencesView {
    let value: unknown;
    try {
      value = this.#store.read();
    } catch {
      value = undefined;
    }
    const parsed = stored.safeParse(value);
    return parsed.success ? parsed.data : stored.parse({});
  }

  /** Members left out stay as they are. Throws `app.preferences_not_kept`. */
  change(change: PreferencesChange): PreferencesView {
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    const next: PreferencesView = { ...this.now, ...given };
    try {
      this.#store.write({ ...next });
    } catch (error) {
      throw new AppError("app.preferences_not_kept", { cause: error });
    }
    this.#now = next;
    this.#follow(next);
    return next;
  }
}

/** Kept where the host keeps them; what is the host's to do is done at once. */
export function preferencesOf(host: Pick<Host, "preferences" | "hideFromCapture">): Preferences {
  return new Preferences(host.preferences, (now) => host.hideFromCapture?.(now.hideFromCapture));
}
