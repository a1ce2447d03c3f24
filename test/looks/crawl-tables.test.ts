import { crawlFile } from "../support/tour/crawl-file.ts";
import { TABLE_ACTS } from "../support/tour/main-acts.ts";
import { COPIES_SCENES } from "../support/tour/scenes-copies.ts";
import { TABLE_SCENES } from "../support/tour/scenes-tables.ts";

crawlFile({
  scenes: [
    ...COPIES_SCENES.filter(({ name }) => name === "office-copies-look"),
    ...TABLE_SCENES.filter(({ name }) => name.startsWith("office")),
  ],
  acts: TABLE_ACTS,
  audited: /^office/,
});
