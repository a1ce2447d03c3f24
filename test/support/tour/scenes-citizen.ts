import { adasTitle, askedByBank, askedByStranger, birthDelivery, consentAsked } from "./messages.ts";
import type { Scene, Tour } from "./tour.ts";

const IDENTITY = [
  ["family_name"],
  ["portrait"],
  ["birthdate", "optional"],
  ["nationality", "optional"],
] as const;

async function asked(tour: Tour, purpose: string, claims: Parameters<typeof askedByBank>[2]): Promise<void> {
  const request = await askedByBank(tour, purpose, claims);
  await tour.go("ada", "#/present");
  await tour.give(request);
  await tour.title("Who asks, and for what");
}

async function offered(tour: Tour): Promise<void> {
  const delivery = await birthDelivery(tour);
  await tour.go("ada", "#/receive");
  await tour.give(delivery);
  await tour.title("Look before you keep it");
}

async function consent(tour: Tour): Promise<void> {
  const request = await consentAsked(tour);
  await tour.go("ada", "#/present");
  await tour.give(request);
  await tour.title("May it be replaced?");
}

async function certificate(tour: Tour, type: string): Promise<void> {
  const held = await tour.call("ada", "holder.list", {});
  const one = held.find((each) => each.type.id === type);
  await tour.go("ada", `#/certificates/${encodeURIComponent(one?.id ?? "")}`);
}

/** What whoever holds certificates sees. */
export const CITIZEN_SCENES: readonly Scene[] = [
  {
    name: "citizen-certificates",
    who: "ada",
    open: async (tour) => {
      await tour.go("ada", "#/certificates");
      await tour.page.locator("article").nth(2).waitFor();
    },
  },
  { name: "citizen-empty", who: "jonah", open: (tour) => tour.go("jonah", "#/certificates") },
  { name: "citizen-activity-empty", who: "jonah", open: (tour) => tour.go("jonah", "#/activity") },
  { name: "citizen-id-card", who: "ada", open: (tour) => certificate(tour, "id-card") },
  { name: "citizen-title", who: "ada", open: (tour) => certificate(tour, "property-title") },
  {
    name: "citizen-delete",
    who: "ada",
    open: async (tour) => {
      await certificate(tour, "birth-certificate");
      await tour.press("Delete");
      await tour.page.getByRole("alertdialog").waitFor();
    },
  },
  {
    name: "citizen-print",
    who: "ada",
    open: async (tour) => {
      await certificate(tour, "birth-certificate");
      await tour.page.getByRole("link", { name: "Print" }).click();
      await tour.title("Print");
      await tour.page
        .getByRole("img", { name: /^Sheet / })
        .first()
        .waitFor();
    },
  },
  { name: "citizen-no-such", who: "ada", open: (tour) => tour.go("ada", "#/certificates/none") },
  { name: "citizen-receive", who: "ada", open: (tour) => tour.go("ada", "#/receive") },
  {
    name: "citizen-key-request",
    who: "ada",
    open: async (tour) => {
      await tour.go("ada", "#/receive");
      await tour.choose(/Certificate/, "Birth certificate");
      await tour.choose(/Office/, /Civil Registry/);
      await tour.press("Make the request");
      await tour.page.getByText("The request is ready.").waitFor();
      await tour.press("Show as a code");
    },
  },
  {
    name: "citizen-not-for-us",
    who: "ada",
    open: async (tour) => {
      await tour.go("ada", "#/receive");
      await tour.give("no delivery at all");
      await tour.page.getByText("holder.not_for_us").waitFor();
    },
  },
  { name: "citizen-offer", who: "ada", open: offered },
  { name: "citizen-present", who: "ada", open: (tour) => tour.go("ada", "#/present") },
  {
    name: "citizen-scan",
    who: "ada",
    open: async (tour) => {
      await tour.go("ada", "#/present");
      await tour.press("Scan with the camera");
      await tour.page.getByRole("dialog").waitFor();
      await tour.settle();
    },
  },
  { name: "citizen-request", who: "ada", open: (tour) => asked(tour, "identity-check", IDENTITY) },
  {
    name: "citizen-over-asking",
    who: "ada",
    open: (tour) => asked(tour, "age-check", [["age_over_18"], ["birthdate"]]),
  },
  {
    name: "citizen-over-asking-question",
    who: "ada",
    open: async (tour) => {
      await asked(tour, "age-check", [["age_over_18"], ["birthdate"]]);
      await tour.press("Approve");
      await tour.page.getByRole("alertdialog").waitFor();
    },
  },
  {
    name: "citizen-stranger",
    who: "ada",
    open: async (tour) => {
      const request = askedByStranger(await askedByBank(tour, "age-check", [["age_over_18"]]));
      await tour.go("ada", "#/present");
      await tour.give(request);
      await tour.page.getByText("asker.other_registry").first().waitFor();
    },
  },
  {
    name: "citizen-changed",
    who: "ada",
    open: async (tour) => {
      const [header, payload, signature = ""] = (
        await askedByBank(tour, "age-check", [["age_over_18"]])
      ).split(".");
      const swapped = signature.replace(/./, (first) => (first === "A" ? "B" : "A"));
      await tour.go("ada", "#/present");
      await tour.give(`${header}.${payload}.${swapped}`);
      await tour.page.getByText("This request should not be answered.").waitFor();
    },
  },
  {
    name: "citizen-nothing-fits",
    who: "jonah",
    open: async (tour) => {
      const request = await askedByBank(tour, "age-check", [["age_over_18"]]);
      await tour.go("jonah", "#/present");
      await tour.give(request);
      await tour.page.getByText("You have nothing that answers this.").waitFor();
    },
  },
  {
    name: "citizen-answer",
    who: "ada",
    open: async (tour) => {
      await asked(tour, "age-check", [["age_over_18"]]);
      await tour.press("Approve");
      await tour.title("Your answer is ready");
    },
  },
  { name: "citizen-consent", who: "ada", open: consent },
  {
    name: "citizen-consent-question",
    who: "ada",
    open: async (tour) => {
      await consent(tour);
      await tour.press("Agree");
      await tour.page.getByRole("alertdialog").waitFor();
    },
  },
  { name: "citizen-activity", who: "ada", open: (tour) => tour.go("ada", "#/activity") },
  { name: "citizen-registry", who: "ada", open: (tour) => tour.go("ada", "#/registry") },
];

/** After two officers replaced a title by an order: what its owner sees. It cannot be undone. */
export const ALARM_SCENES: readonly Scene[] = [
  {
    name: "citizen-alarm",
    who: "ada",
    open: async (tour) => {
      await tour.go("ada", "#/certificates");
      await tour.page.getByText(/^Replaced without your consent: /).waitFor();
    },
  },
  {
    name: "citizen-alarm-title",
    who: "ada",
    open: async (tour) => {
      const { id } = await adasTitle(tour);
      await tour.go("ada", `#/certificates/${encodeURIComponent(id)}`);
      await tour.page.getByText("This certificate was replaced without your consent.").waitFor();
    },
  },
];
