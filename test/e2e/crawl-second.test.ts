import { crawlFile } from "../support/tour/crawl-file.ts";
import { OFFICE_ACTS } from "../support/tour/main-acts.ts";
import { ALARM_SCENES } from "../support/tour/scenes-citizen.ts";
import { COLLECT_SCENES, OFFER_SCENES } from "../support/tour/scenes-offers.ts";
import { APPROVED_SCENE, OFFICE_SCENES } from "../support/tour/scenes-office.ts";
import { TABLE_SCENES } from "../support/tour/scenes-tables.ts";

crawlFile({
  scenes: [
    ...OFFER_SCENES,
    ...COLLECT_SCENES,
    ...[...OFFICE_SCENES, ...TABLE_SCENES].filter(({ name }) => name.startsWith("second")),
    APPROVED_SCENE,
    ...ALARM_SCENES,
  ],
  acts: OFFICE_ACTS.filter(({ scene }) => scene.startsWith("second")),
  audited: /^citizen-suspended/,
  spared: { "second-question": ["button Approve and sign"] },
});
