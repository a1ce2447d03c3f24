import { crawlFile } from "../support/tour/crawl-file.ts";
import { OFFICE_ACTS } from "../support/tour/main-acts.ts";
import { ALARM_SCENES } from "../support/tour/scenes-citizen.ts";
import { APPROVED_SCENE, OFFICE_SCENES } from "../support/tour/scenes-office.ts";

crawlFile({
  scenes: [...OFFICE_SCENES, APPROVED_SCENE, ...ALARM_SCENES],
  acts: OFFICE_ACTS,
  audited: /^office/,
  spared: { "second-question": ["button Approve and sign"] },
});
