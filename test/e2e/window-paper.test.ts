import assert from "node:assert/strict";
import { globSync, lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { Collector } from "../../main/carrier/collect.ts";
import { findPaper } from "../../src/paper/find-in-file.ts";
import { findBrowser } from "../support/browser.ts";
import { fakeFilm } from "../support/fake-camera.ts";
import { endWindow, SampleWindow } from "../support/sample-window.ts";
import { scanSheets } from "../support/scan-sheet.ts";
import { tempFolder } from "../support/temp-folder.ts";

const skip = findBrowser() === undefined ? "no browser installed" : false;
const endings: (() => void | Promise<void>)[] = [];
const world = { after: (work: () => void | Promise<void>) => void endings.unshift(work) };
const film = skip === false ? fakeFilm(tempFolder(world)) : undefined;
const window = film === undefined ? undefined : await SampleWindow.open(world, { flags: film.flags });
after(() => endWindow(window, endings));

const SHOTS = process.env["SEALFOLIO_SHOTS"];

function opened(): SampleWindow {
  assert.ok(window !== undefined);
  window.page.setDefaultTimeout(60_000);
  return window;
}

async function shoot(name: string): Promise<void> {
  if (SHOTS === undefined) return;
  await opened().page.waitForTimeout(300);
  await opened().page.screenshot({ path: join(SHOTS, `paper-${name}.png`), fullPage: true });
}

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

/** As a person drops a file into the window. */
async function drop(name: string): Promise<void> {
  const { page, saved } = opened();
  const base64 = readFileSync(join(saved, name)).toString("base64");
  await page.evaluate(`(() => {
    const bytes = Uint8Array.from(atob(${JSON.stringify(base64)}), (each) => each.charCodeAt(0));
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([bytes], ${JSON.stringify(name)}, { type: "application/pdf" }));
    for (const kind of ["dragenter", "dragover", "drop"]) {
      document.body.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
    }
  })()`);
}

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

/** Undefined for what is no file, or gone by now: the browser is still at work. */
function bytesOf(path: string): Buffer | undefined {
  try {
    return lstatSync(path).isFile() ? readFileSync(path) : undefined;
  } catch {
    return undefined;
  }
}

/** Counts every way in which a page can take a picture out of a video. */
const WATCH = `{
  window.taken = [];
  const count = (holder, name) => {
    const real = holder?.[name];
    if (typeof real !== "function") return;
    holder[name] = function (...args) { window.taken.push(name); return real.apply(this, args); };
  };
  for (const name of ["createImageBitmap"]) count(window, name);
  for (const each of [CanvasRenderingContext2D, OffscreenCanvasRenderingContext2D, WebGLRenderingContext]) {
    for (const name of ["drawImage", "getImageData", "texImage2D"]) count(each.prototype, name);
  }
  for (const name of ["toBlob", "toDataURL"]) count(HTMLCanvasElement.prototype, name);
  for (const name of ["captureStream", "requestVideoFrameCallback"]) count(HTMLVideoElement.prototype, name);
  if (window.MediaRecorder) count(MediaRecorder.prototype, "start");
}`;

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
    film?.show(["a frame that is marked so that it would be found"]);
    await page.evaluate(WATCH);
    await drop(name);
    await verdict("Document genuine");
    const live = page.locator("video");
    await live.waitFor();
    const end = performance.now() + 60_000;
    while (!(await page.evaluate("document.querySelector('video')?.videoWidth > 0"))) {
      assert.ok(performance.now() < end, "the camera is seen");
      await page.waitForTimeout(50);
    }
    const portrait = page.getByRole("img", { name: /portrait/i });
    const [still, moving] = [await portrait.boundingBox(), await live.boundingBox()];
    assert.deepEqual(
      [still?.width, still?.height].map(Math.round as never),
      [moving?.width, moving?.height].map(Math.round as never),
    );
    const focused = String(await page.evaluate("document.activeElement?.textContent ?? ''"));
    assert.doesNotMatch(focused, /Same person|Not the same|Not sure/, "nothing is chosen before");
    await shoot("compare");
    await page.keyboard.press("1");
    await verdict("Valid");
    await live.waitFor({ state: "detached" });
    await shoot("compared");
    assert.deepEqual(await page.evaluate("window.taken"), []);

    // A row of the marked frame, as the camera gave it, is in no file of the program.
    const frame = readFileSync(
      film?.flags.find((flag) => flag.includes("file-for-fake"))?.split("=")[1] ?? "",
    );
    const row = frame.subarray(
      frame.indexOf("FRAME\n") + 6 + 960 * 270 + 200,
      frame.indexOf("FRAME\n") + 6 + 960 * 270 + 760,
    );
    const { folder } = opened();
    const files = globSync("**/*", { cwd: folder }).map((file) => join(folder, file));
    const read = files.filter((file) => bytesOf(file)?.indexOf(row) === -1);
    assert.ok(read.length > 10);
    assert.deepEqual(
      files.filter((file) => (bytesOf(file)?.indexOf(row) ?? -1) >= 0),
      [],
    );
    const [past] = await opened().other("bank", "counter.checks", { limit: 1 });
    assert.equal(past?.outcome, "valid");
    assert.ok(past.checks.some(({ code }) => code === "holder_bound.by_person"));
    assert.ok(!JSON.stringify(past).includes("data:image"));
  },
);

test(
  "not sure is neither, and a camera that is refused leaves the choice to who looks",
  { skip },
  async () => {
    const { page } = opened();
    opened().refuseCamera();
    await openPrint();
    const { name } = await printed(["Portrait"]);
    await opened().switchTo("bank");
    await opened().goTo("#/check");
    await drop(name);
    await verdict("Document genuine");
    await page.getByText("The camera is not allowed.").waitFor();
    await page.keyboard.press("3");
    await page
      .getByText("The officer was not sure", { exact: false })
      .or(page.locator("[data-verdict='cannot tell']"))
      .first()
      .waitFor();
    const [past] = await opened().other("bank", "counter.checks", { limit: 1 });
    assert.equal(past?.outcome, "cannot tell");
    assert.ok(past.checks.some(({ code }) => code === "person_compared.unsure"));

    await opened().goTo("#/check");
    await drop(name);
    await verdict("Document genuine");
    await button("Not the same").click();
    await verdict("Not valid");
  },
);
