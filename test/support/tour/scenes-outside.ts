import { randomBytes } from "node:crypto";
import { showFrames } from "../../../main/carrier/show.ts";
import type { Film } from "../fake-camera.ts";
import { stubBank } from "../stub-bank.ts";
import { linkWith, StubVerifier } from "../stub-verifier.ts";
import { askedByBank, ID_CARD } from "./messages.ts";
import type { Scene, Tour } from "./tour.ts";

/** A few parts of a message of many, over and over: it is being taken for as long as one looks. */
export function playSomeParts(film: Film): void {
  // What does not become shorter when it is packed.
  film.show(showFrames(randomBytes(6000).toString("base64url"), 450, 0, 3).frames);
}

const CLAIMS = [{ path: ["family_name"] }, { path: ["birthdate"] }];
const QUERY = {
  credentials: [{ id: "card", format: "dc+sd-jwt", meta: { vct_values: [ID_CARD] }, claims: CLAIMS }],
};

async function askedByShop(tour: Tour): Promise<void> {
  const shop = await tour.once("shop", StubVerifier.start);
  const from = { client_id: `redirect_uri:${shop.responseUri}`, nonce: "n".repeat(24) };
  await tour.go("ada", "#/present");
  await tour.give(linkWith(shop.parameters(QUERY, from)));
  await tour.page.getByText("Nobody you trust vouches for this asker.").waitFor();
}

/** What begins outside the registry, or with a camera that sees something. */
export const OUTSIDE_SCENES: readonly Scene[] = [
  {
    name: "citizen-sign-in",
    who: "ada",
    open: async (tour) => {
      const bank = await tour.once("bank", stubBank);
      tour.window.keepLinks();
      await tour.go("ada", "#/receive");
      await tour.give(bank.link);
      await tour.title("Somebody offers you a certificate");
      await tour.press("Sign in there");
      await tour.page.getByText("Sign in with your browser.").waitFor();
    },
  },
  { name: "citizen-outside-asker", who: "ada", open: askedByShop },
  {
    name: "citizen-outside-question",
    who: "ada",
    open: async (tour) => {
      await askedByShop(tour);
      await tour.press("Approve and send");
      await tour.page.getByRole("alertdialog").waitFor();
    },
  },
  {
    name: "citizen-moving-answer",
    who: "ada",
    open: async (tour) => {
      const request = await askedByBank(tour, "identity-check", [["family_name"], ["portrait"]]);
      await tour.go("ada", "#/present");
      await tour.give(request);
      await tour.press("Approve");
      await tour.title("Your answer is ready");
      await tour.press("Show as a code");
      await tour.page.locator("[data-moving-code]").waitFor();
      // What moves would be another picture each time that one looks.
      await tour.press("Hold still");
    },
  },
  {
    name: "citizen-taking-parts",
    who: "ada",
    open: async (tour) => {
      await tour.go("ada", "#/present");
      await tour.press("Scan with the camera");
      await tour.page.getByText("Parts of the message").waitFor();
    },
  },
];
