import { crawlFile } from "../support/tour/crawl-file.ts";
import { CITIZEN_ACTS } from "../support/tour/main-acts.ts";
import { CITIZEN_SCENES } from "../support/tour/scenes-citizen.ts";

crawlFile({ scenes: CITIZEN_SCENES, acts: CITIZEN_ACTS, audited: /^citizen-(?:scan|registry)$/ });
