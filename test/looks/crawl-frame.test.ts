import { crawlFile } from "../support/tour/crawl-file.ts";
import { REGISTRY_ACTS } from "../support/tour/main-acts.ts";
import { FRAME_SCENES } from "../support/tour/scenes-frame.ts";
import { BACKUP_SCENES } from "../support/tour/scenes-offers.ts";

crawlFile({
  scenes: [...BACKUP_SCENES, ...FRAME_SCENES],
  acts: REGISTRY_ACTS,
  audited: /^(?:registry|settings|wallet-menu|lock)/,
});
