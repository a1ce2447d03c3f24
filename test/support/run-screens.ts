// `npm run screens -- FOLDER [NAME...]`: pictures of every screen and main dialog, for whoever wants to look
// at them all. Light and dark, right to left and German, in three sizes; NAME is the beginning of a scene's.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fakeFilm } from "./fake-camera.ts";
import { SampleWindow } from "./sample-window.ts";
import { tempFolder } from "./temp-folder.ts";
import { ALL_SCENES, openTour } from "./tour/all-scenes.ts";
import { Calls } from "./tour/calls.ts";
import { dress, type Look, PLAIN, SIZES } from "./tour/looks.ts";
import { playSomeParts } from "./tour/scenes-outside.ts";
import type { Tour } from "./tour/tour.ts";

const LOOKS: { readonly [name: string]: Look } = {
  light: { theme: "light", language: "en" },
  dark: { theme: "dark", language: "en" },
  ar: { theme: "light", language: "ar" },
  de: { theme: "dark", language: "de" },
};

/** In a small window the colours are no news. */
const SHOTS = [
  ...Object.keys(LOOKS).map((look) => [look, "normal"] as const),
  ...(["small", "zoomed"] as const).flatMap((size) =>
    ["light", "ar", "de"].map((look) => [look, size] as const),
  ),
];

const [folder, ...wanted] = process.argv.slice(2);
if (folder === undefined || folder.startsWith("-")) {
  console.error("usage: npm run screens -- FOLDER [NAME...]");
  process.exit(2);
}
mkdirSync(folder, { recursive: true });

async function shoot(tour: Tour, name: string): Promise<void> {
  try {
    for (const [look, size] of SHOTS) {
      await tour.page.setViewportSize(SIZES[size]);
      await dress(tour, LOOKS[look] as Look);
      await tour.page.screenshot({ path: join(folder as string, `${name}--${size}-${look}.png`) });
    }
  } finally {
    await tour.page.setViewportSize(SIZES.normal);
    await dress(tour, PLAIN);
  }
}

const calls = new Calls();
const endings: (() => void | Promise<void>)[] = [];
const t = { after: (work: () => void | Promise<void>) => void endings.unshift(work) };
const film = fakeFilm(tempFolder(t));
playSomeParts(film);
const window = await SampleWindow.open(t, {
  isEmpty: true,
  between: calls.between,
  flags: film.flags,
});
window.page.setDefaultTimeout(20_000);
let taken = 0;
let failed = 0;
try {
  await openTour(window, calls, t, async (scene, tour) => {
    const isWanted = wanted.length === 0 || wanted.some((name) => scene.name.startsWith(name));
    if (!isWanted) return;
    try {
      await scene.open(tour);
      await shoot(tour, scene.name);
      taken++;
      console.log(scene.name);
    } catch (error) {
      failed++;
      console.error(`${scene.name}: ${String(error).split("\n")[0]}`);
    }
  });
  console.log(`${taken} of ${ALL_SCENES.length} scenes taken, ${failed} failed`);
} finally {
  for (const end of endings) await end();
}
process.exit(failed === 0 ? 0 : 1);
