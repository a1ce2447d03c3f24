import assert from "node:assert/strict";
import { CITIZEN_SCENES } from "./scenes-citizen.ts";
import { COPIES_SCENES } from "./scenes-copies.ts";
import { COUNTER_SCENES } from "./scenes-counter.ts";
import { FRAME_SCENES } from "./scenes-frame.ts";
import { OFFICE_SCENES } from "./scenes-office.ts";
import { COLLECT_SCENES, OFFER_SCENES } from "./scenes-offers.ts";
import { TABLE_SCENES } from "./scenes-tables.ts";
import type { Scene, Tour } from "./tour.ts";

export interface MainAct {
  readonly scene: string;
  /** What Enter brings, at once on opening. */
  readonly comes: (tour: Tour) => Promise<void>;
}

const asks = (tour: Tour): Promise<void> => tour.page.getByRole("alertdialog").waitFor();
const title =
  (text: string) =>
  (tour: Tour): Promise<void> =>
    tour.title(text);
const text =
  (said: string | RegExp) =>
  (tour: Tour): Promise<void> =>
    tour.page.getByText(said).first().waitFor();

/** Where the focus is left, Enter does what the screen is there for. */
export const CITIZEN_ACTS: readonly MainAct[] = [
  { scene: "citizen-certificates", comes: title("Present") },
  { scene: "citizen-empty", comes: title("Receive") },
  { scene: "citizen-id-card", comes: title("Present") },
  { scene: "citizen-print", comes: text(/^Saved: /) },
  { scene: "citizen-offer", comes: title("Birth certificate") },
  { scene: "citizen-request", comes: title("Your answer is ready") },
  { scene: "citizen-over-asking", comes: asks },
  { scene: "citizen-answer", comes: text(/^Saved: /) },
  { scene: "citizen-consent", comes: asks },
  { scene: "citizen-registry", comes: text("There is nothing new.") },
];

export const COUNTER_ACTS: readonly MainAct[] = [
  { scene: "counter-ask", comes: title("Pass the request on") },
  { scene: "counter-request", comes: text(/^Saved: /) },
  { scene: "counter-valid", comes: title("New check") },
  { scene: "counter-checks", comes: title("New check") },
];

export const OFFICE_ACTS: readonly MainAct[] = [
  { scene: "office-look", comes: text("It is sealed.") },
  { scene: "office-issued", comes: text(/^Saved: /) },
  { scene: "office-table-sealed", comes: text(/^Saved: /) },
  { scene: "second-look", comes: asks },
];

/** They are tried with the long looks, as the tables themselves are. */
export const TABLE_ACTS: readonly MainAct[] = [
  { scene: "office-offers", comes: title("Make an offer") },
  { scene: "office-copies-look", comes: text(/^Saved: /) },
  { scene: "office-copies-waiting", comes: asks },
  { scene: "office-tables-empty", comes: title("Which table?") },
  { scene: "office-table-dry", comes: title("births of November.csv") },
  { scene: "office-table-wrong", comes: title("Which table?") },
  // Of the four rows none was signed.
  { scene: "office-table-waiting", comes: text("bulk.nothing") },
];

export const REGISTRY_ACTS: readonly MainAct[] = [
  { scene: "registry", comes: text("There is nothing new.") },
];

export function sceneOf(name: string): Scene {
  const all = [
    ...CITIZEN_SCENES,
    ...COUNTER_SCENES,
    ...OFFICE_SCENES,
    ...COPIES_SCENES,
    ...TABLE_SCENES,
    ...OFFER_SCENES,
    ...COLLECT_SCENES,
    ...FRAME_SCENES,
  ];
  const scene = all.find((each) => each.name === name);
  assert.ok(scene !== undefined, name);
  return scene;
}

/** Where the focus is, and whether it is seen; the title takes it so that reading begins there. */
const FOCUS = `(() => {
  const active = document.activeElement;
  if (active === null || active === document.body) return "on nothing";
  if (active.closest("main, [role=dialog], [role=alertdialog], [role=menu], [role=listbox]") === null) return "outside: " + active.outerHTML.slice(0, 80);
  if (active.tagName === "H1") return "";
  const about = [active, active.closest("label"), active.closest("article"), active.parentElement];
  const isLit = (each) => each && getComputedStyle(each).outlineStyle !== "none" && parseFloat(getComputedStyle(each).outlineWidth) >= 2;
  const isWhole = active.matches("[role=alertdialog], [role=dialog], [role=menu], [role=grid]");
  return isWhole || about.some(isLit) ? "" : "not seen: " + active.outerHTML.slice(0, 120);
})()`;

/** Undefined where the focus lies somewhere sensible and can be seen. */
export async function focusFault(tour: Tour): Promise<string | undefined> {
  const fault = String(await tour.page.evaluate(FOCUS));
  return fault === "" ? undefined : fault;
}
