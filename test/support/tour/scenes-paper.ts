import { ID_CARD } from "./messages.ts";
import type { Scene, Tour } from "./tour.ts";

const DAY = 86_400;

async function appointmentAnswered(tour: Tour): Promise<void> {
  const { request } = await tour.call("bank", "counter.ask", {
    purpose: "identity-check",
    credentials: [{ vct: ID_CARD, claims: [{ path: ["family_name"], optional: false }] }],
    validFor: DAY,
  });
  await tour.go("ada", "#/present");
  await tour.give(request);
  await tour.title("Who asks, and for what");
  await tour.press("Approve");
  await tour.title("Your answer is ready");
}

async function saved(tour: Tour): Promise<void> {
  await tour.page.getByText(/^Saved: /).waitFor();
  await tour.settle();
}

/** What leaves a wallet on paper, with where it was saved. */
export const PAPER_SCENES: readonly Scene[] = [
  {
    name: "citizen-answer-on-paper",
    who: "ada",
    open: async (tour) => {
      await appointmentAnswered(tour);
      await tour.press("Save as PDF");
      await saved(tour);
      await tour.page.getByRole("img", { name: /^Sheet 1 of/ }).waitFor();
    },
  },
  {
    name: "citizen-print-saved",
    who: "ada",
    open: async (tour) => {
      const held = await tour.call("ada", "holder.list", {});
      const title = held.find(({ type }) => type.id === "property-title");
      await tour.go("ada", `#/certificates/${encodeURIComponent(title?.id ?? "")}/print`);
      await tour.page
        .getByRole("img", { name: /^Sheet / })
        .first()
        .waitFor();
      await tour.press("Save as PDF");
      await saved(tour);
    },
  },
  {
    name: "counter-many-done",
    who: "bank",
    open: async (tour) => {
      await tour.go("bank", "#/check/files");
      await tour.page.locator("input[type=file]").setInputFiles([
        {
          name: "a certificate of somebody.sealfolio",
          mimeType: "text/plain",
          buffer: Buffer.from("a.b.c~"),
        },
        { name: "notes.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7 of somebody else") },
      ]);
      await tour.press("Report on paper (PDF)");
      await saved(tour);
    },
  },
];
