import { BIRTH, TITLE, birthClaims, keyRequestBy, orderDraft } from "./messages.ts";
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

async function copiesOfTwo(tour: Tour): Promise<void> {
  await tour.once("copies", async () => {
    const holders = [];
    for (const who of ["ada", "jonah"]) {
      const asked = { office: "civil-registry", vct: BIRTH, copies: 2 };
      const { request } = await tour.call(who, "holder.request_key", asked);
      holders.push({ request, claims: birthClaims(tour) });
    }
    await tour.call("civil-registry", "copies.issue", { type: "birth-certificate", holders });
  });
  await tour.go("civil-registry", "#/copies");
  await tour.page
    .getByRole("row", { name: /Otto Sample/ })
    .first()
    .waitFor();
}

/** Two wallets collected an offer of copies and wait for each other, whoever was refused or served before. */
async function waitingForCopies(tour: Tour): Promise<void> {
  const waiting = await tour.call("civil-registry", "copies.waiting", {});
  for (const who of ["ada", "jonah"].slice(waiting.length)) {
    const { link = "" } = await tour.call("civil-registry", "offers.create", {
      type: "birth-certificate",
      format: "dc+sd-jwt",
      copies: true,
      claims: birthClaims(tour),
      waits: 86_400,
      withCode: false,
    });
    const { id } = await tour.call(who, "receive.open", { offer: link });
    await tour.call(who, "receive.fetch", { id });
  }
  await tour.go("civil-registry", "#/copies");
  await tour.page.getByRole("button", { name: "Issue to all" }).waitFor();
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
  { name: "office-copies", who: "civil-registry", open: copiesOfTwo },
  { name: "office-copies-waiting", who: "civil-registry", open: waitingForCopies },
  {
    name: "office-copies-question",
    who: "civil-registry",
    open: async (tour) => {
      await waitingForCopies(tour);
      await tour.press("Issue to all");
      await tour.page.getByRole("alertdialog").waitFor();
    },
  },
  {
    name: "office-copies-end",
    who: "civil-registry",
    open: async (tour) => {
      await copiesOfTwo(tour);
      await tour.page
        .getByRole("row", { name: /Otto Sample.*Valid/ })
        .first()
        .click();
      await tour.title("Otto Sample");
      await tour.press("Withdraw");
      await tour.page.getByRole("alertdialog").waitFor();
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
