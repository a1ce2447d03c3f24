import { after } from "node:test";
import { fakeFilm } from "../support/fake-camera.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { crawlFile } from "../support/tour/crawl-file.ts";
import { OUTSIDE_SCENES, playSomeParts } from "../support/tour/scenes-outside.ts";

const film = fakeFilm(tempFolder({ after }));
playSomeParts(film);

crawlFile({ scenes: OUTSIDE_SCENES, acts: [], audited: /./, flags: film.flags });
