import { SAMPLE_PASSPHRASE } from "../../../main/app/sample/people.ts";
import { offerMade } from "./messages.ts";
import type { Scene, Tour } from "./tour.ts";

async function offerOpened(tour: Tour): Promise<void> {
  await offerMade(tour, true);
  await tour.go("civil-registry", "#/offers");
  await tour.page
    .getByRole("row", { name: /Nora Sample.*Offered/ })
    .first()
    .click();
  await tour.title("Offer");
}

async function offerReceived(tour: Tour, withCode: boolean): Promise<void> {
  const { link = "" } = await offerMade(tour, withCode);
  await tour.go("ada", "#/receive");
  await tour.give(link);
  await tour.title("Somebody offers you a certificate");
}

/** What an office makes of what waits to be collected. */
export const OFFER_SCENES: readonly Scene[] = [
  {
    name: "office-offer-terms",
    who: "civil-registry",
    open: async (tour) => {
      await tour.go("civil-registry", "#/offers");
      await tour.press("Make an offer");
      await tour.page.getByRole("radio").first().waitFor();
      await tour.settle();
    },
  },
  { name: "office-offer", who: "civil-registry", open: offerOpened },
  {
    name: "office-offer-question",
    who: "civil-registry",
    open: async (tour) => {
      await offerOpened(tour);
      await tour.press("Take it back");
      await tour.page.getByRole("alertdialog").waitFor();
    },
  },
  {
    name: "office-offers-some",
    who: "civil-registry",
    open: async (tour) => {
      await tour.go("civil-registry", "#/offers");
      await tour.page.getByRole("row").nth(1).waitFor();
    },
  },
];

/** What a citizen sees of what an issuer offers, and a counter's request as codes that follow one another. */
export const COLLECT_SCENES: readonly Scene[] = [
  { name: "citizen-issuer-offer", who: "ada", open: (tour) => offerReceived(tour, true) },
  {
    name: "citizen-arrived",
    who: "ada",
    open: async (tour) => {
      await offerReceived(tour, false);
      await tour.press("Fetch it");
      await tour.title("Look before you keep it");
    },
  },
  {
    name: "citizen-suspended",
    who: "ada",
    open: async (tour) => {
      const held = await tour.call("ada", "holder.list", {});
      const birth = held.find(({ type, state }) => type.id === "birth-certificate" && state !== "revoked");
      const commitment = birth?.commitment ?? "";
      if (birth?.state === "valid") {
        await tour.call("civil-registry", "office.suspend", { commitment, reason: "investigation" });
        await tour.call("ada", "registry.sync", {});
      }
      const credentials = [
        { vct: birth?.type.vct ?? "", claims: [{ path: ["place_of_birth"], optional: false }] },
      ];
      const asked = { purpose: "identity-check", credentials, validFor: 600 };
      const { request } = await tour.call("bank", "counter.ask", asked);
      await tour.go("ada", "#/present");
      await tour.give(request);
      await tour.title("Who asks, and for what");
    },
  },
  {
    name: "counter-moving-code",
    who: "bank",
    open: async (tour) => {
      await tour.go("bank", "#/check");
      await tour.page.getByRole("radio").first().waitFor();
      await tour.press("Make the request");
      await tour.title("Pass the request on");
      await tour.press("Show as a code");
      await tour.press("Hold still");
    },
  },
];

/** Backups of a wallet, and whether they open. */
export const BACKUP_SCENES: readonly Scene[] = [
  {
    name: "settings-backup",
    who: "ada",
    open: async (tour) => {
      await tour.call("ada", "backup.set", { folder: tour.window.saved, every: "off" });
      await tour.go("ada", "#/settings");
      await tour.press("Back up with a passphrase");
      await tour.page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "settings-rehearsal",
    who: "ada",
    open: async (tour) => {
      await tour.call("ada", "backup.set", { folder: tour.window.saved, every: "off" });
      const { last } = await tour.call("ada", "backup.status", {});
      if (last === undefined) {
        await tour.call("ada", "wallet.confirm", { passphrase: SAMPLE_PASSPHRASE });
        await tour.call("ada", "backup.now", { passphrase: "four quiet words together" });
      }
      await tour.go("ada", "#/settings");
      await tour.press("Rehearse a loss");
      await tour.page.getByRole("dialog").waitFor();
    },
  },
];
