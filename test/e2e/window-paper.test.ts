import assert from "node:assert/strict";
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { SAMPLE_PASSPHRASE } from "../../main/app/sample/people.ts";
import type { Dispatch } from "../../main/app/host.ts";
import { Collector } from "../../main/carrier/collect.ts";
import { findPaper } from "../../src/paper/find-in-file.ts";
import { drop as dropInto } from "../support/appointment-steps.ts";
import { TAKE_ROW, WATCH, withOtherPortrait } from "../support/paper-steps.ts";
import { COMPARES_FIRST_POINTS } from "../support/face-modules.ts";
import { findBrowser } from "../support/browser.ts";
import { fakeFilm } from "../support/fake-camera.ts";
import { hearProcess, holdsFrame, searchFrames } from "../support/marked-frames.ts";
import { endWindow, SampleWindow } from "../support/sample-window.ts";
import { scanSheets } from "../support/scan-sheet.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { takePictures } from "../support/pictures.ts";

const skip = findBrowser() === undefined ? "no browser installed" : false;
const endings: (() => void | Promise<void>)[] = [];
const world = { after: (work: () => void | Promise<void>) => void endings.unshift(work) };
// A program feigns this camera, and its name says so. What the browser logs lies with its profile.
const film = skip === false ? fakeFilm(tempFolder(world), "OBS Virtual Camera") : undefined;
const flags = [...(film?.flags ?? []), "--enable-logging", "--v=0"];
/** While it stands, no preview is answered. */
let withheld: Promise<void> | undefined;
const between =
  (dispatch: Dispatch): Dispatch =>
  async (name, args) => {
    if (name === "paper.preview") await withheld;
    return await dispatch(name, args);
  };
const window = film === undefined ? undefined : await SampleWindow.open(world, { flags, between });
after(() => endWindow(window, endings));

function opened(): SampleWindow {
  assert.ok(window !== undefined);
  window.page.setDefaultTimeout(60_000);
  return window;
}

const shoot = (name: string): Promise<void> => takePictures(opened().page, opened().app, `paper-${name}`);

const button = (name: string | RegExp) => opened().page.getByRole("button", { name });

async function printed(
  claims: readonly string[],
): Promise<{ readonly name: string; readonly message: string }> {
  const { page, saved } = opened();
  const before = new Set(globSync("*.pdf", { cwd: saved }));
  for (const claim of claims) await page.getByRole("checkbox", { name: claim }).check({ force: true });
  await page.getByText(/^Codes to scan:/).waitFor();
  await button("Save as PDF").click();
  await page.getByText(/^Saved: /).waitFor();
  const [name] = globSync("*.pdf", { cwd: saved }).filter((each) => !before.has(each));
  assert.ok(name !== undefined);
  const message = findPaper(readFileSync(join(saved, name)));
  assert.ok(message !== undefined);
  return { name, message };
}

const drop = (name: string) => dropInto(opened(), name);
const verdict = (word: string) => opened().page.locator("[data-verdict]").filter({ hasText: word }).waitFor();

async function openPrint(): Promise<string> {
  const held = await opened().other("ada", "holder.list", {});
  const card = held.find(({ type }) => type.id === "id-card");
  assert.ok(card !== undefined);
  await opened().switchTo("ada");
  await opened().goTo(`#/certificates/${encodeURIComponent(card.id)}`);
  await opened().page.getByRole("link", { name: "Print" }).click();
  await opened().title("Print");
  return card.id;
}

test(
  "printed with what was chosen, dropped at the counter: genuine, and nobody is taken for its holder",
  { skip },
  async () => {
    const { page } = opened();
    await openPrint();
    const sheets = page.getByRole("img", { name: /^Sheet / });
    await sheets.first().waitFor();
    assert.equal((await sheets.first().getByText("Ada Marie", { exact: false }).count()) > 0, true);
    await shoot("print");
    const { name, message } = await printed([]);
    assert.ok(!message.includes("data:image"));

    await opened().switchTo("bank");
    await opened().goTo("#/check");
    await opened().title("New check");
    await drop(name);
    await verdict("Document genuine");
    await page.getByText("It came on paper, which anybody may carry.").first().waitFor();
    assert.equal(await page.locator("[data-verdict]").getAttribute("data-verdict"), "cannot tell");
    assert.equal(await button("Same person").count(), 0, "without a portrait there is nobody to compare");
    await shoot("genuine");

    // Today it is as it is; a day before the registry nobody can tell.
    const today = await page.evaluate("new Intl.DateTimeFormat('sv-SE').format(new Date())");
    await page.getByLabel("Day").fill(String(today));
    await button("Ask").click();
    await page.getByText(/^On .*: Document genuine$/).waitFor();
    await page.getByLabel("Day").fill("1999-12-31");
    await button("Ask").click();
    await page
      .getByText(/statement\.absent|statement/)
      .first()
      .waitFor();
    await button("Receipt for the visitor").click();
    await page.getByText(/^Saved: .*check-/).waitFor();
    await shoot("asked");

    await opened().goTo("#/check/files");
    await opened().title("Check many files");
    const files = [
      { name: "=good.pdf", mimeType: "application/pdf", buffer: readFileSync(join(opened().saved, name)) },
      { name: "broken.txt", mimeType: "text/plain", buffer: Buffer.from("nothing of ours") },
      { name: "other.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7 of somebody else") },
    ];
    await page.locator("input[type=file]").setInputFiles(files);
    await button("Report on paper (PDF)").waitFor();
    assert.deepEqual(
      await page.getByRole("list", { name: "Files that were checked" }).getByRole("listitem").count(),
      3,
    );
    await shoot("many");
    const table = await opened().savedBy(() => button("Report as a table (CSV)").click());
    assert.match(table, /^File,outcome,Outcome,Why\r\n'=good\.pdf,cannot tell,Document genuine,/);
    assert.match(table, /broken\.txt,not valid,Not valid,/);
    assert.match(table, /other\.pdf,,not read,/);
    await button("Report on paper (PDF)").click();
    await page.getByText(/^Saved: .*checks\.pdf/).waitFor();
  },
);

test("Enter saves it also while its preview is made anew, as after each block", { skip }, async () => {
  const { page } = opened();
  await openPrint();
  await page.getByText(/^Codes to scan:/).waitFor();
  let letGo = (): void => {};
  withheld = new Promise((done) => (letGo = done));
  try {
    await page.getByRole("radio", { name: "Letter" }).press("Space");
    await page.getByRole("heading", { level: 1 }).press("Enter");
    await page.getByText(/^Saved: /).waitFor();
  } finally {
    letGo();
  }
});

test(
  "with the portrait an officer compares beside the camera; of its picture nothing is taken, nothing stays",
  { skip },
  async () => {
    const { page } = opened();
    const id = await openPrint();
    const { name } = await printed(["Portrait"]);
    const plan = { credential: id, claims: [["portrait"]], size: "A4", language: "en" } as const;
    const { sheets } = await opened().other("ada", "paper.preview", { ...plan, claims: [["portrait"]] });
    const collector = new Collector();
    const whole = scanSheets(sheets)
      .map((frame) => collector.take(frame).text)
      .find((text) => text !== undefined);
    assert.ok(whole?.includes('"format":"sealfolio-paper-1"'), "also by scanning");

    await opened().switchTo("bank");
    await opened().goTo("#/check");
    await opened().title("New check");
    assert.ok(film !== undefined);
    film.show(["a frame that is marked so that it would be found"]);
    await page.evaluate(WATCH);
    const heard = hearProcess();
    endings.unshift(heard.stop);
    const said: string[] = [];
    page.on("console", (message) => said.push(message.text()));
    await drop(name);
    await verdict("Document genuine");
    const live = page.locator("video");
    await live.waitFor();
    const end = performance.now() + 60_000;
    while (!(await page.evaluate("document.querySelector('video')?.videoWidth > 0"))) {
      assert.ok(performance.now() < end, "the camera is seen");
      await page.waitForTimeout(50);
    }
    const signed = page.getByRole("img", { name: /portrait/i });
    const [still, moving] = [await signed.boundingBox(), await live.boundingBox()];
    assert.deepEqual(
      [still?.width, still?.height].map(Math.round as never),
      [moving?.width, moving?.height].map(Math.round as never),
    );
    const focused = String(await page.evaluate("document.activeElement?.textContent ?? ''"));
    assert.doesNotMatch(focused, /Same person|Not the same|Not sure/, "nothing is chosen before");
    await page.getByText("This may be no real camera.").waitFor();
    await shoot("compare");
    assert.deepEqual(await page.evaluate("window.taken"), []);
    const row = { luma: film.row(), rgba: Uint8Array.from((await page.evaluate(TAKE_ROW)) as number[]) };
    await page.keyboard.press("1");
    await verdict("Valid");
    await live.waitFor({ state: "detached" });
    await shoot("compared");
    assert.deepEqual(await page.evaluate("window.taken"), ["drawImage", "getImageData"], "the test's own");

    // The marked row, as the camera gave it and as a page reads it, is in no file and no log.
    const { folder } = opened();
    assert.equal(searchFrames(dirname(film.path), row).found.length, 1, "the film itself is found");
    assert.ok(globSync("browser/**/chrome_debug.log", { cwd: folder }).length > 0, "the browser's log too");
    const { read, found } = searchFrames(folder, row);
    assert.ok(read > 10);
    assert.deepEqual(found, []);
    const kept = [
      heard.heard(),
      Buffer.from(said.join("\n")),
      Buffer.from(JSON.stringify(await opened().other("bank", "activity.list", { limit: 1000 }))),
      Buffer.from(JSON.stringify(await opened().other("bank", "counter.checks", { limit: 1000 }))),
    ];
    assert.deepEqual(
      kept.filter((each) => holdsFrame(each, row)),
      [],
    );
    const [past] = await opened().other("bank", "counter.checks", { limit: 1 });
    assert.equal(past?.outcome, "valid");
    assert.ok(past.checks.some(({ code }) => code === "holder_bound.by_person"));
    assert.ok(!JSON.stringify(past).includes("data:image"));
  },
);

test(
  "an office's own program is off until it is switched on; then the visitor is asked, and what it says decides nothing",
  { skip },
  async () => {
    const { page } = opened();
    await openPrint();
    const { name } = await printed(["Portrait"]);
    await opened().switchTo("bank");
    await opened().goTo("#/settings");
    const part = page.locator("section").filter({ hasText: "Comparing faces by a program" });
    await part.getByText("There is no such program here.").waitFor();
    const chooser = page.waitForEvent("filechooser");
    await part.getByRole("button", { name: "Add a file" }).click();
    const buffer = Buffer.from(COMPARES_FIRST_POINTS);
    await (await chooser).setFiles({ name: "model.wasm", mimeType: "application/wasm", buffer });
    await part.getByText("switched off").waitFor();
    await part.getByRole("button", { name: "Switch on" }).click();
    const really = page.getByRole("alertdialog", { name: "Let a program compare faces?" });
    await shoot("matcher-switch");
    await really.getByRole("button", { name: "Switch on" }).click();
    const once = page.getByRole("dialog", { name: "Your passphrase, once more" });
    await once.getByLabel("Your passphrase", { exact: true }).fill(SAMPLE_PASSPHRASE);
    await page.keyboard.press("Enter");
    await part.getByText("Your office's program is switched on").waitFor();
    await shoot("matcher-on");

    const newCheck = async (): Promise<void> => {
      await opened().goTo("#/check");
      await drop(name);
      await verdict("Document genuine");
      await page.locator("video").waitFor();
    };
    await newCheck();
    await page.evaluate("window.taken = []");
    await button("Have a program compare too").click();
    const question = page.getByRole("alertdialog", { name: "Does the visitor agree?" });
    await question.waitFor();
    await page.keyboard.press("1");
    await shoot("matcher-question");
    await question.getByRole("button", { name: "The visitor would rather not" }).click();
    await page.getByText("The visitor would rather not.").waitFor();
    assert.deepEqual(await page.evaluate("window.taken"), [], "no picture was taken");
    await verdict("Document genuine");
    await page.keyboard.press("1");
    await verdict("Valid");

    await newCheck();
    const shown = "document.querySelector('video')?.videoWidth > 0";
    for (const end = performance.now() + 60_000; !(await page.evaluate(shown));) {
      assert.ok(performance.now() < end, "the camera is seen");
      await page.waitForTimeout(50);
    }
    await button("Have a program compare too").click();
    await question.getByRole("button", { name: "The visitor agrees" }).click();
    await page.getByText("The program finds that it does not speak for the same person.").waitFor();
    await verdict("Document genuine");
    await shoot("matcher-said");
    await page.keyboard.press("1");
    await verdict("Valid");
    // Those of one second stand in no order.
    const newest = await opened().other("bank", "counter.checks", { limit: 2 });
    const past = newest.find(({ face }) => face?.says === "does_not_support");
    assert.ok(past !== undefined);
    await opened().goTo(`#/checks/${past.id}`);
    await page.getByText("The program finds that it does not speak for the same person.").waitFor();
    await shoot("matcher-past");
    await opened().other("bank", "counter.set_matcher", { on: false });
  },
);

test(
  "a swapped portrait is never beside the camera; not sure is neither, and a camera that is missing or refused leaves the choice to who looks",
  { skip },
  async () => {
    const { page } = opened();
    await openPrint();
    const { name, message } = await printed(["Portrait"]);

    // The picture of somebody else: its digest stands nowhere in what the office signed.
    const swapped = "swapped.sealfolio";
    writeFileSync(join(opened().saved, swapped), withOtherPortrait(message));
    await opened().switchTo("bank");
    await opened().goTo("#/check");
    await drop(swapped);
    await verdict("Not valid");
    await shoot("swapped");
    const [refused] = await opened().other("bank", "counter.checks", { limit: 1 });
    assert.deepEqual(
      refused?.checks.filter(({ result }) => result === "failed").map(({ code }) => code),
      ["disclosures.unfit"],
    );
    assert.equal(await page.locator("main img, main video").count(), 0, "it is not even shown");
    assert.equal(await button("Same person").count(), 0);

    // No camera, then one whose name is that of a device, then one that the system refuses.
    await page.evaluate(
      "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotFoundError'))",
    );
    await opened().goTo("#/check");
    await drop(name);
    await verdict("Document genuine");
    await page.getByText("No camera was found.").waitFor();
    await shoot("no-camera");
    await page.evaluate(`{
      delete navigator.mediaDevices.getUserMedia;
      Object.defineProperty(MediaStreamTrack.prototype, "label", { get: () => "Integrated Webcam" });
    }`);
    await button("Try again").click();
    await page.locator("video").waitFor();
    assert.equal(await page.getByText("This may be no real camera.").count(), 0);
    opened().refuseCamera();
    await opened().goTo("#/check");
    await drop(name);
    await verdict("Document genuine");
    await page.getByText("The camera is not allowed.").waitFor();
    await page.keyboard.press("3");
    await page.getByText("You were not sure that it is the same person.").first().waitFor();
    assert.equal(await page.locator("[data-verdict]").getAttribute("data-verdict"), "cannot tell");
    // Those of one second stand in no order.
    const newest = await opened().other("bank", "counter.checks", { limit: 5 });
    const unsure = newest.filter(({ checks }) =>
      checks.some(({ code }) => code === "person_compared.unsure"),
    );
    assert.deepEqual(
      unsure.map(({ outcome }) => outcome),
      ["cannot tell"],
    );

    await opened().goTo("#/check");
    await drop(name);
    await verdict("Document genuine");
    await button("Not the same").click();
    await verdict("Not valid");
  },
);
