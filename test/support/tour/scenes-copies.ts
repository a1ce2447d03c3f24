import { BIRTH, birthClaims } from "./messages.ts";
import type { Instead } from "./calls.ts";
import type { Scene, Tour } from "./tour.ts";

async function copiesOfTwo(tour: Tour, instead: Instead = {}): Promise<void> {
  await tour.once("copies", async () => {
    const holders = [];
    for (const who of ["ada", "jonah"]) {
      const asked = { office: "civil-registry", vct: BIRTH, copies: 2 };
      const { request } = await tour.call(who, "holder.request_key", asked);
      holders.push({ request, claims: birthClaims(tour) });
    }
    await tour.call("civil-registry", "copies.issue", { type: "birth-certificate", holders });
  });
  await tour.go("civil-registry", "#/copies", instead);
  await tour.page
    .getByRole("row", { name: /Otto Sample/ })
    .first()
    .waitFor();
}

/** Those of one of them; the last, whom nothing is done to where another's are ended. */
async function copiesOfOne(tour: Tour, instead: Instead = {}): Promise<void> {
  await copiesOfTwo(tour, instead);
  await tour.page
    .getByRole("row", { name: /Otto Sample/ })
    .last()
    .click();
  await tour.title("Otto Sample");
}

/** A seal is there before anybody could look at a batch without it. */
const UNSEALED: Instead = {
  "copies.list": (rows) => rows.map((row) => ({ ...row, state: "submitted" })),
  "copies.refresh": (batch) => ({
    ...batch,
    state: "submitted",
    holders: batch.holders.map(({ certificate }) => ({ certificate })),
  }),
};

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

/** What an officer sees of single-use copies. */
export const COPIES_SCENES: readonly Scene[] = [
  { name: "office-copies", who: "civil-registry", open: (tour) => copiesOfTwo(tour) },
  {
    name: "office-copies-look",
    who: "civil-registry",
    open: async (tour) => {
      await copiesOfOne(tour);
      await tour.press("Deliver again");
      await tour.page.getByText("Pass it on").first().waitFor();
    },
  },
  { name: "office-copies-unsealed", who: "civil-registry", open: (tour) => copiesOfOne(tour, UNSEALED) },
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
];
