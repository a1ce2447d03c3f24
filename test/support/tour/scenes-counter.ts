import { answeredBy, askedByBank } from "./messages.ts";
import type { Scene, Tour } from "./tour.ts";

async function asking(tour: Tour): Promise<void> {
  await tour.go("bank", "#/check");
  await tour.page.getByRole("radio").first().waitFor();
}

async function judged(tour: Tour): Promise<void> {
  const request = await askedByBank(tour, "age-check", [["age_over_18"], ["portrait"]]);
  const response = await answeredBy(tour, "ada", request);
  await asking(tour);
  await tour.give(response);
  await tour.page.locator("[data-verdict]").waitFor();
  await tour.settle();
}

/** What staff at a counter see. */
export const COUNTER_SCENES: readonly Scene[] = [
  {
    name: "counter-checks-empty",
    who: "civil-registry",
    open: (tour) => tour.go("civil-registry", "#/checks"),
  },
  {
    name: "counter-may-not-ask",
    who: "civil-registry",
    open: (tour) => tour.go("civil-registry", "#/check"),
  },
  { name: "counter-ask", who: "bank", open: asking },
  {
    name: "counter-own-choice",
    who: "bank",
    open: async (tour) => {
      await asking(tour);
      await tour.page.getByRole("radio", { name: /Something else/ }).check({ force: true });
      await tour.settle();
    },
  },
  {
    name: "counter-request",
    who: "bank",
    open: async (tour) => {
      await asking(tour);
      await tour.press("Make the request");
      await tour.title("Pass the request on");
    },
  },
  {
    name: "counter-link",
    who: "bank",
    open: async (tour) => {
      await asking(tour);
      await tour.page.getByText("Link, for any wallet", { exact: true }).click();
      await tour.press("Make the request");
      await tour.page.getByText("Waiting for the answer").waitFor();
    },
  },
  {
    name: "counter-document-valid",
    who: "bank",
    open: async (tour) => {
      await judged(tour);
    },
  },
  {
    name: "counter-valid",
    who: "bank",
    open: async (tour) => {
      await judged(tour);
      await tour.page.keyboard.press("1");
      await tour.page
        .locator("[data-verdict]")
        .filter({ hasText: /^Valid$/ })
        .waitFor();
      await tour.settle();
    },
  },
  {
    name: "counter-cannot-tell",
    who: "bank",
    open: async (tour) => {
      await judged(tour);
      await tour.page.keyboard.press("3");
      await tour.page
        .locator("[data-verdict]")
        .filter({ hasText: /^Cannot tell$/ })
        .waitFor();
      await tour.settle();
    },
  },
  {
    name: "counter-not-valid",
    who: "bank",
    open: async (tour) => {
      await asking(tour);
      await tour.give("not.a.certificate~");
      await tour.page.locator("[data-verdict]").waitFor();
      await tour.settle();
    },
  },
  {
    name: "counter-checks",
    who: "bank",
    open: async (tour) => {
      await tour.go("bank", "#/checks");
      await tour.page.locator("[role=row]").nth(1).waitFor();
    },
  },
  {
    name: "counter-past-check",
    who: "bank",
    open: async (tour) => {
      const [newest] = await tour.call("bank", "counter.checks", { limit: 1 });
      await tour.go("bank", `#/checks/${newest?.id ?? ""}`);
    },
  },
  {
    name: "counter-many-files",
    who: "bank",
    open: async (tour) => {
      await tour.go("bank", "#/check/files");
      await tour.title("Check many files");
    },
  },
  { name: "counter-no-such-check", who: "bank", open: (tour) => tour.go("bank", "#/checks/unknown") },
];
