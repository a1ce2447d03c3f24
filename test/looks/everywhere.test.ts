import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fakeFilm } from "../support/fake-camera.ts";
import { SampleWindow } from "../support/sample-window.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { ALL_SCENES, openTour } from "../support/tour/all-scenes.ts";
import { Calls } from "../support/tour/calls.ts";
import { ALL_SIGHTS, lookAt, type Sight } from "../support/tour/looks.ts";
import { playSomeParts } from "../support/tour/scenes-outside.ts";

const calls = new Calls();
const endings: (() => void | Promise<void>)[] = [];
const t = { after: (work: () => void | Promise<void>) => void endings.unshift(work) };
const wrong: string[] = [];
const seen = new Set<string>();
let window: SampleWindow;

before(async () => {
  const film = fakeFilm(tempFolder(t));
  playSomeParts(film);
  window = await SampleWindow.open(t, { isEmpty: true, between: calls.between, flags: film.flags });
  window.page.setDefaultTimeout(30_000);
});
after(async () => {
  for (const end of endings) await end();
});

test("every screen, in three languages, in a small window and at 200 %: whole, in words, axe finds nothing", async () => {
  await openTour(window, calls, t, async (scene, tour) => {
    await scene.open(tour);
    seen.add(scene.name);
    // The list under the field for deeds is gone through from the field: axe takes it for out of reach.
    const isAudited = ([size]: Sight): boolean => size === "small" && scene.name !== "palette";
    const found = await lookAt(tour, ALL_SIGHTS, isAudited);
    wrong.push(...found.map((each) => `${scene.name}, ${each}`));
  });
  assert.equal(seen.size, ALL_SCENES.length);
  assert.deepEqual(wrong, []);
  assert.deepEqual(window.complaints, []);
  assert.deepEqual(window.bugs, []);
});
