import { crawlFile } from "../support/tour/crawl-file.ts";
import { OFFICE_ACTS } from "../support/tour/main-acts.ts";
import { OFFICE_SCENES } from "../support/tour/scenes-office.ts";

crawlFile({
  scenes: OFFICE_SCENES.filter(({ name }) => name.startsWith("office")),
  acts: OFFICE_ACTS.filter(({ scene }) => scene.startsWith("office")),
  audited: /^office/,
});
