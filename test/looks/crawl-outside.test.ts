import { after } from "node:test";
import { fakeFilm } from "../support/fake-camera.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { crawlFile } from "../support/tour/crawl-file.ts";
import { PAPER_SCENES } from "../support/tour/scenes-paper.ts";
import { OUTSIDE_SCENES, playSomeParts } from "../support/tour/scenes-outside.ts";

const film = fakeFilm(tempFolder({ after }));
playSomeParts(film);

crawlFile({
  scenes: [...OUTSIDE_SCENES, ...PAPER_SCENES.filter(({ name }) => name !== "citizen-answer-on-paper")],
  acts: [],
  audited: /./,
  flags: film.flags,
});
