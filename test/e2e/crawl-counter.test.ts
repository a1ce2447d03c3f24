import assert from "node:assert/strict";
import { test } from "node:test";
import { crawlFile } from "../support/tour/crawl-file.ts";
import { FEW_SIGHTS, lookAt } from "../support/tour/looks.ts";
import { COUNTER_ACTS } from "../support/tour/main-acts.ts";
import { COUNTER_SCENES } from "../support/tour/scenes-counter.ts";
import type { Scene, Tour } from "../support/tour/tour.ts";

const opened = crawlFile({
  scenes: COUNTER_SCENES,
  acts: COUNTER_ACTS,
  audited: /^counter/,
});

/** A screen with something on it that React knows nothing of. */
function planted(markup: string): Scene {
  return {
    name: "planted",
    who: "ada",
    open: async (each) => {
      // A screen that asks for nothing anew when a sync has ended.
      await each.go("ada", "#/nowhere");
      await each.page.evaluate(`{
        const main = document.querySelector("main");
        ${markup}
      }`);
    },
  };
}

/** A wallet that comes to the front asks for what is new: nothing may pass for the work of a button. */
async function untilQuiet(tour: Tour): Promise<void> {
  await tour.go("ada", "#/nowhere");
  const end = performance.now() + 60_000;
  let [last, since] = [-1, performance.now()];
  while (performance.now() - since < 1_500 && performance.now() < end) {
    if (tour.calls.count !== last) [last, since] = [tour.calls.count, performance.now()];
    await tour.page.waitForTimeout(50);
  }
}

test("a button from which nothing comes is found and named, and so is one that cannot be reached", async () => {
  const scene = planted(`
    const dead = document.createElement("button");
    dead.textContent = "Do nothing";
    const alive = document.createElement("button");
    alive.textContent = "Do something";
    alive.addEventListener("click", () => alive.append("!"));
    const under = document.createElement("button");
    under.textContent = "Lie under";
    under.addEventListener("click", () => under.append("!"));
    under.style.cssText = "position: absolute; z-index: -1; top: 300px; left: 400px";
    main.append(dead, alive, under);
    const switched = document.createElement("input");
    switched.type = "checkbox";
    switched.setAttribute("aria-label", "Stay as it is");
    switched.addEventListener("click", (event) => event.preventDefault());
    main.append(switched);
  `);
  await untilQuiet(opened().tour);
  const found = await opened().crawler.crawl(scene, { patience: 600 });
  assert.deepEqual(
    found.map((each) => each.replace(/, it is .*/, "")),
    [
      "planted: button Do nothing: nothing comes of it",
      "planted: button Lie under: no pointer gets at it",
      "planted: input Stay as it is: nothing comes of it",
    ],
  );
});

test("what is cut off, without words or loose in a line is found", async () => {
  await opened().tour.go("ada", "#/certificates/none");
  await opened().tour.page.evaluate(`{
    const bad = document.createElement("p");
    bad.textContent = "activity.not_there AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    bad.style.cssText = "width: 40px; overflow: hidden; white-space: nowrap";
    const narrow = document.createElement("p");
    narrow.textContent = "Geburtsurkunde";
    narrow.style.cssText = "width: 60px; overflow-wrap: anywhere";
    const turned = document.createElement("p");
    turned.textContent = "Seebank يسأل";
    turned.dir = "auto";
    document.querySelector("main").prepend(bad, narrow, turned);
  }`);
  const [, arabic] = FEW_SIGHTS;
  const found = await lookAt(opened().tour, arabic === undefined ? [] : [arabic], () => false);
  assert.equal(found.length, 5, found.join());
  for (const said of [
    /activity\.not_there A/,
    /not in words: activity\.not_there/,
    /not set apart: A{43}/,
    /broken in two: Geburtsurkunde/,
    /from left to right: Seebank/,
  ])
    assert.match(found.join("\n"), said);
});
