import type { SampleWindow } from "../sample-window.ts";
import type { Calls } from "./calls.ts";
import { ALARM_SCENES, CITIZEN_SCENES } from "./scenes-citizen.ts";
import { COPIES_SCENES } from "./scenes-copies.ts";
import { COUNTER_SCENES } from "./scenes-counter.ts";
import { FRAME_SCENES } from "./scenes-frame.ts";
import { BACKUP_SCENES, COLLECT_SCENES, OFFER_SCENES } from "./scenes-offers.ts";
import { APPROVED_SCENE, OFFICE_SCENES } from "./scenes-office.ts";
import { OUTSIDE_SCENES } from "./scenes-outside.ts";
import { PAPER_SCENES } from "./scenes-paper.ts";
import { makeOwn, OWN_SCENES, START_SCENES } from "./scenes-start.ts";
import { TABLE_SCENES } from "./scenes-tables.ts";
import { type Endings, type Scene, Tour } from "./tour.ts";

/** With the sample running, in an order in which each can be opened. */
export const SAMPLE_SCENES: readonly Scene[] = [
  ...CITIZEN_SCENES,
  ...PAPER_SCENES,
  ...COUNTER_SCENES,
  ...OFFICE_SCENES,
  ...COPIES_SCENES,
  ...TABLE_SCENES,
  ...OFFER_SCENES,
  ...COLLECT_SCENES,
  ...OUTSIDE_SCENES,
  ...BACKUP_SCENES,
  ...FRAME_SCENES.filter(({ name }) => name !== "lock"),
  APPROVED_SCENE,
  ...ALARM_SCENES,
  ...FRAME_SCENES.filter(({ name }) => name === "lock"),
];

export const ALL_SCENES: readonly Scene[] = [...START_SCENES, ...OWN_SCENES, ...SAMPLE_SCENES];

/** Goes through the whole program from its first start, and does something at each scene. */
export async function openTour(
  window: SampleWindow,
  calls: Calls,
  t: Endings,
  visit: (scene: Scene, tour: Tour) => Promise<void>,
): Promise<void> {
  const tour = await Tour.begin(window, calls, t);
  for (const scene of START_SCENES) await visit(scene, tour);
  await makeOwn(tour);
  for (const scene of OWN_SCENES) await visit(scene, tour);
  const { active = "" } = await window.ask("app.status", {});
  await window.ask("app.close_profile", { id: active });
  await window.ask("app.start_sample", {});
  await tour.page.reload();
  for (const scene of SAMPLE_SCENES) await visit(scene, tour);
}
