import assert from "node:assert/strict";
import { test } from "node:test";
import { crawlFile } from "../support/tour/crawl-file.ts";
import type { Scene } from "../support/tour/tour.ts";

const opened = crawlFile({ scenes: [], acts: [], audited: /^$/ });

test("something comes of everything around a screen, locking and going to another wallet too", async () => {
  const scene: Scene = { name: "around", who: "bank", open: (each) => each.go("bank", "#/checks") };
  assert.deepEqual(await opened().crawler.crawl(scene, { isWhole: true }), []);
});

test("the sample ends where one says so twice, and the first screen stands there again", async () => {
  await opened().tour.go("ada", "#/settings");
  await opened().tour.press("End the sample");
  const question = opened().tour.page.getByRole("alertdialog");
  await question.getByRole("button").last().click();
  await opened().tour.title("Welcome");
});
