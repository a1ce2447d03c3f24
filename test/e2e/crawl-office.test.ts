import { crawlFile } from "../support/tour/crawl-file.ts";
import { OFFICE_ACTS } from "../support/tour/main-acts.ts";
import { COPIES_SCENES } from "../support/tour/scenes-copies.ts";
import { OFFICE_SCENES } from "../support/tour/scenes-office.ts";
import { TABLE_SCENES } from "../support/tour/scenes-tables.ts";

// All of them are gone through in test/looks, as the copies' own controls are.
const TABLES = /^office-table-(?:wrong|waiting)$/;

crawlFile({
  scenes: [
    ...OFFICE_SCENES.filter(({ name }) => name.startsWith("office")),
    ...COPIES_SCENES.filter(({ name }) => name !== "office-copies-look"),
    ...TABLE_SCENES.filter(({ name }) => TABLES.test(name)),
  ],
  acts: OFFICE_ACTS.filter(({ scene }) => scene.startsWith("office")),
  audited: /^office/,
});
