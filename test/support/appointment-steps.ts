import assert from "node:assert/strict";
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findPaper } from "../../src/paper/find-in-file.ts";
import { photographSheet } from "./code-pictures.ts";
import type { Film } from "./fake-camera.ts";
import type { SampleWindow } from "./sample-window.ts";
import { scanSheets } from "./scan-sheet.ts";

const DAY = 86_400;
const CARD = "urn:sealfolio:type:id-card:1";
/** Points of a picture to a point of the sheet: of all of an A4 sheet some fourteen hundred. */
const FINE = 1.7;

/** As a person drops a saved file into the window. */
export async function drop({ page, saved }: SampleWindow, name: string): Promise<void> {
  const base64 = readFileSync(join(saved, name)).toString("base64");
  await page.evaluate(`(() => {
    const bytes = Uint8Array.from(atob(${JSON.stringify(base64)}), (each) => each.charCodeAt(0));
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([bytes], ${JSON.stringify(name)}));
    for (const kind of ["dragenter", "dragover", "drop"]) {
      document.body.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
    }
  })()`);
}

/**
 * Asked for today, answered in the window and saved as sheets, of which the counter is given pictures: of
 * the first alone, and then the PDF, or of all of them.
 */
export async function answerOnPaper(
  window: SampleWindow,
  shoot: (name: string) => Promise<void>,
  given: "first" | "all" = "first",
): Promise<void> {
  const { page, saved } = window;
  const button = (name: string | RegExp) => page.getByRole("button", { name });
  const { request } = await window.other("bank", "counter.ask", {
    purpose: "identity-check",
    credentials: [{ vct: CARD, claims: [{ path: ["family_name"], optional: false }] }],
    validFor: DAY,
  });
  await window.switchTo("ada");
  await window.goTo("#/present");
  await page.getByLabel("Or paste it here").fill(request);
  await page.getByRole("button", { name: "Open", exact: true }).click();
  await window.title("Who asks, and for what");
  await button("Approve").click();
  await window.title("Your answer is ready");
  await page.getByText("On paper, for an appointment").waitFor();
  await button("Save as PDF").click();
  await page.getByText(/^Saved: .*answer.*\.pdf/).waitFor();
  await page.getByRole("img", { name: /^Sheet 1 of/ }).waitFor();
  await shoot("on-paper");
  const [name] = globSync("answer*.pdf", { cwd: saved });
  const response = findPaper(readFileSync(join(saved, name ?? "")));
  assert.ok(response !== undefined);
  // What was passed on may be left without a question.
  await button("Done").click();
  await window.title("Certificates");
  await window.goTo("#/activity");
  await page.getByText("Printed an answer", { exact: true }).waitFor();

  const { asked } = await window.other("ada", "present.preview", { request });
  const [credential = ""] = asked.flatMap(({ fitting }) => fitting.map(({ id }) => id));
  const answers = [{ query: "document0", credential, approved: [["family_name"]] }];
  const paper = { request, response, answers, size: "A4", language: "en" } as const;
  const { sheets } = await window.other("ada", "paper.answer", paper);
  const pictures = sheets.filter(({ items }) => items.some(({ kind }) => kind === "code"));
  assert.ok(
    pictures.length > 1 &&
      pictures.some(({ items }) => items.filter((one) => one.kind === "code").length > 1),
  );
  await window.switchTo("bank");
  await window.goTo("#/check");
  await window.title("New check");
  let had = 0;
  for (const [i, sheet] of (given === "all" ? pictures : pictures.slice(0, 1)).entries()) {
    const picture = `sheet-${i}.png`;
    writeFileSync(join(saved, picture), photographSheet(sheet, FINE));
    await drop(window, picture);
    had += sheet.items.filter(({ kind }) => kind === "code").length;
    if (i === pictures.length - 1) continue;
    await page.getByText(new RegExp(`^Parts of the message that are here: ${had} of \\d+\\.$`)).waitFor();
    await shoot(`part-${i}`);
  }
  if (given === "first") await drop(window, name ?? "");
  await page
    .locator("[data-verdict]")
    .filter({ hasText: /^Valid$/ })
    .waitFor();
  await window.goTo("#/check");
  await drop(window, name ?? "");
  await page.getByText("presentation.replayed").waitFor();
}

/** A printed certificate of several codes before the camera, one after the other. */
export async function paperByCamera(window: SampleWindow, film: Film): Promise<void> {
  const { page } = window;
  const held = await window.other("ada", "holder.list", {});
  const card = held.find(({ type }) => type.id === "id-card");
  assert.ok(card !== undefined);
  const claims = [["family_name"], ["given_name"]];
  const printed = { credential: card.id, claims, size: "A4", language: "de" } as const;
  const { sheets, codes } = await window.other("ada", "paper.preview", printed);
  assert.ok(codes > 1);
  film.show(scanSheets(sheets));
  await window.switchTo("bank");
  await window.goTo("#/check");
  await page.getByRole("button", { name: "Scan with the camera" }).first().click();
  await page.locator("[data-verdict]").filter({ hasText: "Document genuine" }).waitFor();
}
