import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { SampleWindow } from "../support/sample-window.ts";
import { FEW_SIGHTS, lookAt } from "../support/tour/looks.ts";
import { Calls, Crawler } from "../support/tour/crawler.ts";
import { OFFICE_ACTS, focusFault, sceneOf } from "../support/tour/main-acts.ts";
import { FRAME_SCENES } from "../support/tour/scenes-frame.ts";
import { ALARM_SCENES } from "../support/tour/scenes-citizen.ts";
import { APPROVED_SCENE, OFFICE_SCENES } from "../support/tour/scenes-office.ts";
import { type Scene, Tour } from "../support/tour/tour.ts";

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

/** A screen with something on it that React knows nothing of. */
function planted(markup: string): Scene {
  return {
    name: "planted",
    who: "ada",
    open: async (each) => {
      await each.go("ada", "#/certificates/none");
      await each.page.evaluate(`{
        const main = document.querySelector("main");
        ${markup}
      }`);
    },
  };
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
  const found = await crawler.crawl(scene, { patience: 400 });
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
  await tour.go("ada", "#/certificates/none");
  await tour.page.evaluate(`{
    const bad = document.createElement("p");
    bad.textContent = "activity.not_there AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    bad.style.cssText = "width: 40px; overflow: hidden; white-space: nowrap";
    document.querySelector("main").prepend(bad);
  }`);
  const [, arabic] = FEW_SIGHTS;
  const found = await lookAt(tour, arabic === undefined ? [] : [arabic], () => false);
  assert.equal(found.length, 3, found.join());
  for (const said of [/activity\.not_there A/, /not in words: activity\.not_there/, /not set apart: A{43}/])
    assert.match(found.join("\n"), said);
});

/** Axe has not been there in another test. */
const AUDITED = /^(?:office|registry|settings|wallet-menu|lock)/;

/** Ends what other scenes stand on; done by a scene of its own. */
const SPARED: { readonly [scene: string]: readonly string[] } = {
  "second-question": ["button Approve and sign"],
};

for (const { scene, comes } of OFFICE_ACTS) {
  test(`Enter does the main act, and the focus is seen: ${scene}`, async () => {
    await sceneOf(scene).open(tour);
    assert.equal(await focusFault(tour), undefined);
    await tour.page.keyboard.press("Enter");
    await comes(tour);
    await tour.settle();
    assert.equal(await focusFault(tour), undefined);
  });
}

for (const scene of [...OFFICE_SCENES, ...FRAME_SCENES, APPROVED_SCENE, ...ALARM_SCENES]) {
  test(`whole in every language, and something comes of every control: ${scene.name}`, async () => {
    const wrong: string[] = [];
    const look = async (): Promise<void> => {
      wrong.push(
        ...(await lookAt(tour, FEW_SIGHTS, (sight) => AUDITED.test(scene.name) && sight === FEW_SIGHTS[1])),
      );
    };
    wrong.push(...(await crawler.crawl(scene, { look, spared: SPARED[scene.name] ?? [] })));
    assert.deepEqual(wrong, []);
  });
}

test("something comes of everything around a screen, locking and going to another wallet too", async () => {
  const scene: Scene = { name: "around", who: "bank", open: (each) => each.go("bank", "#/checks") };
  assert.deepEqual(await crawler.crawl(scene, { isWhole: true }), []);
});

test("the sample ends where one says so twice, and the first screen stands there again", async () => {
  await tour.go("ada", "#/settings");
  await tour.press("End the sample");
  const question = tour.page.getByRole("alertdialog");
  await question.getByRole("button").last().click();
  await tour.title("Welcome");
});
