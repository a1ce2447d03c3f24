import { test } from "node:test";
import { crawlFile } from "../support/tour/crawl-file.ts";
import { REGISTRY_ACTS } from "../support/tour/main-acts.ts";
import { FRAME_SCENES } from "../support/tour/scenes-frame.ts";
import { BACKUP_SCENES } from "../support/tour/scenes-offers.ts";

const opened = crawlFile({
  scenes: [...BACKUP_SCENES, ...FRAME_SCENES],
  acts: REGISTRY_ACTS,
  audited: /^(?:registry|settings|wallet-menu|lock)/,
});

test("the sample ends where one says so twice, and the first screen stands there again", async () => {
  await opened().tour.go("ada", "#/settings");
  await opened().tour.press("End the sample");
  const question = opened().tour.page.getByRole("alertdialog");
  await question.getByRole("button").last().click();
  await opened().tour.title("Welcome");
});
