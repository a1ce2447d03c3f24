import { BIRTH, TITLE, keyRequestBy, orderDraft } from "./messages.ts";
import type { Scene, Tour } from "./tour.ts";

const BIRTH_FIELDS = {
  "Registered on": "2001-04-02",
  "Family name": "Buyer",
  "Given names": "Jonah",
  "Date of birth": "2001-03-30",
  "Place of birth": "Lakeside",
  "First parent": "Ruth Buyer",
};

async function birthForm(tour: Tour): Promise<void> {
  const request = await keyRequestBy(tour, "jonah", "civil-registry", BIRTH);
  await tour.go("civil-registry", "#/issue");
  await tour.page.getByRole("radio", { name: /Birth certificate/ }).check({ force: true });
  await tour.give(request);
  await tour.title("Birth certificate: fill in");
}

async function birthLook(tour: Tour): Promise<void> {
  await birthForm(tour);
  await tour.fillIn({ "Registration number": `C ${String(2000 + tour.next())}/2001`, ...BIRTH_FIELDS });
  await tour.press("Look at it");
  await tour.title("Birth certificate: look once more");
}

async function record(tour: Tour, who: string, search: string): Promise<void> {
  const rows = await tour.call(who, "office.register", { search, limit: 50 });
  const row = rows.find(({ status, state }) => status === "valid" && state === "sealed") ?? rows[0];
  await tour.go(who, `#/register/${row?.commitment}`);
}

async function orderForm(tour: Tour): Promise<void> {
  const request = await keyRequestBy(tour, "jonah", "land-registry", TITLE);
  await record(tour, "land-registry", "12/3");
  await tour.press("Replace by an order");
  await tour.title("To whom does the new one go?");
  await tour.give(request);
  await tour.title("What does the order change?");
}

async function approval(tour: Tour): Promise<void> {
  const draft = await orderDraft(tour);
  await tour.go("land-registry-second", "#/approve");
  await tour.give(draft);
  await tour.page.getByText("The owner is not asked.").waitFor();
  await tour.settle();
}

/** What officers of an issuing office see. */
export const OFFICE_SCENES: readonly Scene[] = [
  { name: "office-none", who: "ada", open: (tour) => tour.go("ada", "#/issue") },
  { name: "office-issue", who: "civil-registry", open: (tour) => tour.go("civil-registry", "#/issue") },
  {
    name: "office-form",
    who: "civil-registry",
    open: birthForm,
  },
  {
    name: "office-form-wrong",
    who: "civil-registry",
    open: async (tour) => {
      await birthForm(tour);
      await tour.fillIn({ "Registration number": "C 412 - 1991", "Family name": "Buy\u202eer" });
      await tour.page.getByText("tag.held", { exact: true }).first().waitFor();
      await tour.press("Look at it");
      await tour.settle();
    },
  },
  { name: "office-look", who: "civil-registry", open: birthLook },
  {
    name: "office-holder-more",
    who: "civil-registry",
    open: async (tour) => {
      await birthLook(tour);
      await tour.press("Add somebody who holds it too");
      await tour.page.getByText("Each holds the same certificate", { exact: false }).waitFor();
    },
  },
  {
    name: "office-issued",
    who: "civil-registry",
    open: async (tour) => {
      await birthLook(tour);
      await tour.press("Sign and issue");
      await tour.page.getByText("It is sealed.").waitFor();
      await tour.settle();
    },
  },
  { name: "office-offers", who: "civil-registry", open: (tour) => tour.go("civil-registry", "#/offers") },
  { name: "office-register", who: "civil-registry", open: (tour) => tour.go("civil-registry", "#/register") },
  {
    name: "office-register-none",
    who: "civil-registry",
    open: async (tour) => {
      await tour.go("civil-registry", "#/register");
      await tour.page.getByRole("searchbox").fill("nobody at all");
      await tour.page.getByText("Nothing was found").waitFor();
    },
  },
  { name: "office-record", who: "civil-registry", open: (tour) => record(tour, "civil-registry", "Ada") },
  {
    name: "office-suspend",
    who: "civil-registry",
    open: async (tour) => {
      await record(tour, "civil-registry", "Ada");
      await tour.press("Suspend");
      await tour.page.getByRole("alertdialog").waitFor();
    },
  },
  {
    name: "office-deliver",
    who: "civil-registry",
    open: async (tour) => {
      await record(tour, "civil-registry", "Ada");
      await tour.press("Deliver again");
      await tour.page.getByRole("dialog").waitFor();
      await tour.settle();
    },
  },
  { name: "office-title", who: "land-registry", open: (tour) => record(tour, "land-registry", "12/3") },
  {
    name: "office-replace",
    who: "land-registry",
    open: async (tour) => {
      await record(tour, "land-registry", "12/3");
      await tour.press("Replace");
      await tour.title("To whom does the new one go?");
    },
  },
  { name: "office-order", who: "land-registry", open: orderForm },
  {
    name: "office-waits-for-second",
    who: "land-registry",
    open: async (tour) => {
      await orderDraft(tour);
      const rows = await tour.call("land-registry", "office.register", { limit: 50 });
      const waiting = rows.find(({ state }) => state === "waiting");
      await tour.go("land-registry", `#/register/${waiting?.commitment}`);
      await tour.page.getByText("It waits for a second officer.").waitFor();
    },
  },
  {
    name: "second-begin",
    who: "land-registry-second",
    open: (tour) => tour.go("land-registry-second", "#/approve"),
  },
  { name: "second-look", who: "land-registry-second", open: approval },
  {
    name: "second-send-back",
    who: "land-registry-second",
    open: async (tour) => {
      await approval(tour);
      await tour.press("Send back");
      await tour.page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "second-question",
    who: "land-registry-second",
    open: async (tour) => {
      await approval(tour);
      await tour.button("Approve and sign").click();
      await tour.page.getByRole("alertdialog").waitFor();
      await tour.settle();
    },
  },
];

/** Ends Ada's title: nothing that asks about it can be opened afterwards. */
export const APPROVED_SCENE: Scene = {
  name: "second-approved",
  who: "land-registry-second",
  open: async (tour) => {
    await approval(tour);
    await tour.button("Approve and sign").click();
    await tour.page.getByRole("alertdialog").getByRole("button", { name: "Approve and sign" }).click();
    await tour.title("Approved");
    await tour.page.getByText("It is sealed.").waitFor();
    await tour.call("ada", "registry.sync", {});
  },
};
