import assert from "node:assert/strict";
import { after, test } from "node:test";
import { answerOnPaper, paperByCamera } from "../support/appointment-steps.ts";
import { findBrowser } from "../support/browser.ts";
import { fakeFilm } from "../support/fake-camera.ts";
import { endWindow, SampleWindow } from "../support/sample-window.ts";
import { tempFolder } from "../support/temp-folder.ts";

const skip = findBrowser() === undefined ? "no browser installed" : false;
const endings: (() => void | Promise<void>)[] = [];
const world = { after: (work: () => void | Promise<void>) => void endings.unshift(work) };
const film = skip === false ? fakeFilm(tempFolder(world)) : undefined;
const window = film === undefined ? undefined : await SampleWindow.open(world, { flags: film.flags });
after(() => endWindow(window, endings));

test(
  "the answer to an appointment is taken from pictures of its sheets, several codes in one",
  { skip },
  async () => {
    assert.ok(window !== undefined);
    await answerOnPaper(window, () => Promise.resolve(), "all");
  },
);

test(
  "a printed certificate of several codes is read by the camera, one code after the other",
  { skip },
  async () => {
    assert.ok(window !== undefined && film !== undefined);
    await paperByCamera(window, film);
    assert.deepEqual(window.complaints, []);
  },
);
