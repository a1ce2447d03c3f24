import { crawlFile } from "../support/tour/crawl-file.ts";
import { makeOwn, OWN_SCENES, START_SCENES } from "../support/tour/scenes-start.ts";

// What begins the sample, or puts the words off, ends what the other scenes stand on (window-start, window-recovery).
crawlFile({
  scenes: [...START_SCENES, ...OWN_SCENES],
  acts: [],
  audited: /^start-(?:restore|lock|recover)$/,
  isEmpty: true,
  before: { "start-words": makeOwn },
  spared: { start: ["button Start the sample"], "start-words": ["button Not now"] },
});
