import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { SampleWindow } from "../support/sample-window.ts";
import { FEW_SIGHTS, lookAt } from "../support/tour/looks.ts";
import { Calls, Crawler } from "../support/tour/crawler.ts";
import { CITIZEN_ACTS, focusFault, sceneOf } from "../support/tour/main-acts.ts";
import { CITIZEN_SCENES } from "../support/tour/scenes-citizen.ts";
import { COUNTER_SCENES } from "../support/tour/scenes-counter.ts";
import { Tour } from "../support/tour/tour.ts";

const endings: (() => void | Promise<void>)[] = [];
const calls = new Calls();
let window: SampleWindow;
let tour: Tour;
let crawler: Crawler;

before(async () => {
  window = await SampleWindow.open(
    { after: (work) => void endings.unshift(work) },
    { between: calls.between },
  );
  window.page.setDefaultTimeout(30_000);
  tour = await Tour.begin(window);
  crawler = new Crawler(tour, calls);
});
after(async () => {
  assert.deepEqual(window.complaints, []);
  assert.deepEqual(window.bugs, []);
  for (const end of endings) await end();
});

/** Axe has not been there in another test. */
const AUDITED = /^counter/;

for (const { scene, comes } of CITIZEN_ACTS) {
  test(`Enter does the main act, and the focus is seen: ${scene}`, async () => {
    await sceneOf(scene).open(tour);
    assert.equal(await focusFault(tour), undefined);
    await tour.page.keyboard.press("Enter");
    await comes(tour);
    await tour.settle();
    assert.equal(await focusFault(tour), undefined);
  });
}

for (const scene of [...CITIZEN_SCENES, ...COUNTER_SCENES]) {
  test(`whole in every language, and something comes of every control: ${scene.name}`, async () => {
    const wrong: string[] = [];
    const look = async (): Promise<void> => {
      wrong.push(
        ...(await lookAt(tour, FEW_SIGHTS, (sight) => AUDITED.test(scene.name) && sight === FEW_SIGHTS[1])),
      );
    };
    wrong.push(...(await crawler.crawl(scene, { look })));
    assert.deepEqual(wrong, []);
  });
}
