import type counter from "./en/counter.json";
import type citizen from "./en/citizen.json";
import type frame from "./en/frame.json";
import type gallery from "./en/gallery.json";
import type office from "./en/office.json";
import type parts from "./en/parts.json";
import type registry from "./en/registry.json";
import type settings from "./en/settings.json";
import type start from "./en/start.json";
import type { Language } from "../../src/language/languages.ts";

/** The words of each part of the window, as English says them; every other language follows. */
export interface Areas {
  readonly parts: typeof parts;
  readonly frame: typeof frame;
  readonly start: typeof start;
  readonly citizen: typeof citizen;
  readonly counter: typeof counter;
  readonly office: typeof office;
  readonly registry: typeof registry;
  readonly settings: typeof settings;
  readonly gallery: typeof gallery;
}
export type Area = keyof Areas;

type Load = () => Promise<{ readonly default: object }>;

/** A file for each language and area, fetched when a screen first wants it. */
export const WORDS: { readonly [language in Language]: { readonly [area in Area]: Load } } = {
  en: {
    parts: () => import("./en/parts.json"),
    frame: () => import("./en/frame.json"),
    start: () => import("./en/start.json"),
    citizen: () => import("./en/citizen.json"),
    counter: () => import("./en/counter.json"),
    office: () => import("./en/office.json"),
    registry: () => import("./en/registry.json"),
    settings: () => import("./en/settings.json"),
    gallery: () => import("./en/gallery.json"),
  },
  de: {
    parts: () => import("./de/parts.json"),
    frame: () => import("./de/frame.json"),
    start: () => import("./de/start.json"),
    citizen: () => import("./de/citizen.json"),
    counter: () => import("./de/counter.json"),
    office: () => import("./de/office.json"),
    registry: () => import("./de/registry.json"),
    settings: () => import("./de/settings.json"),
    gallery: () => import("./de/gallery.json"),
  },
  ar: {
    parts: () => import("./ar/parts.json"),
    frame: () => import("./ar/frame.json"),
    start: () => import("./ar/start.json"),
    citizen: () => import("./ar/citizen.json"),
    counter: () => import("./ar/counter.json"),
    office: () => import("./ar/office.json"),
    registry: () => import("./ar/registry.json"),
    settings: () => import("./ar/settings.json"),
    gallery: () => import("./ar/gallery.json"),
  },
};
