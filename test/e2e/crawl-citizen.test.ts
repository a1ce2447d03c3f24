import { crawlFile } from "../support/tour/crawl-file.ts";
import { CITIZEN_ACTS } from "../support/tour/main-acts.ts";
import { CITIZEN_SCENES } from "../support/tour/scenes-citizen.ts";
import { PAPER_SCENES } from "../support/tour/scenes-paper.ts";

crawlFile({
  scenes: [...CITIZEN_SCENES, ...PAPER_SCENES.filter(({ name }) => name === "citizen-answer-on-paper")],
  acts: CITIZEN_ACTS,
  audited: /^citizen-(?:scan|registry)$/,
});
