import type { Scene, Tour } from "./tour.ts";

const OWN_PASSPHRASE = "four quiet words together";

const fresh = async (tour: Parameters<Scene["open"]>[0]): Promise<void> => {
  await tour.page.reload();
  await tour.title("Welcome");
};

/** What there is before any wallet is open. */
export const START_SCENES: readonly Scene[] = [
  { name: "start", open: fresh },
  {
    name: "start-new",
    open: async (tour) => {
      await fresh(tour);
      await tour.press("Make a new wallet");
      await tour.title("A new wallet");
      await tour.page.getByLabel("Passphrase", { exact: true }).fill("four quiet words together");
      await tour.settle();
    },
  },
  {
    name: "start-restore",
    open: async (tour) => {
      await fresh(tour);
      await tour.press(/backup/i);
      await tour.settle();
    },
  },
];

async function wordsShown(tour: Tour): Promise<void> {
  await tour.page.reload();
  await tour.title("Your recovery words");
}

/** Confirms the words, if that is still to be done, and has the wallet open. */
async function wordsConfirmed(tour: Tour): Promise<void> {
  const { page, window } = tour;
  const { active, profiles } = await window.ask("app.status", {});
  const own = profiles.find(({ sample }) => !sample);
  if (active === undefined && own !== undefined) await window.ask("app.open_profile", { id: own.id });
  const { state, wordsWait } = await window.ask("wallet.status", {});
  if (wordsWait === true) {
    await wordsShown(tour);
    const shown = await page
      .getByRole("list", { name: "Recovery words" })
      .getByRole("listitem")
      .allTextContents();
    const words = shown.map((text) => text.replace(/^\d+/, ""));
    await tour.press("They are on paper");
    await tour.title("Are they on paper?");
    const labels = (await page.locator("label").allTextContents()).flatMap(
      (label) => /\d+/.exec(label) ?? [],
    );
    for (const place of labels) await tour.fillIn({ [`Word ${place}`]: words[Number(place) - 1] ?? "" });
    await page.keyboard.press("Enter");
  } else {
    if (state === "locked") await window.ask("wallet.unlock", { passphrase: OWN_PASSPHRASE });
    await page.reload();
  }
  await page.getByRole("navigation").first().waitFor();
  await tour.settle();
}

/** With a wallet of one's own: its recovery words, and its lock. */
export const OWN_SCENES: readonly Scene[] = [
  {
    name: "start-words",
    open: wordsShown,
  },
  {
    name: "start-words-asked",
    open: async (tour) => {
      await wordsShown(tour);
      await tour.press("They are on paper");
      await tour.title("Are they on paper?");
    },
  },
  {
    name: "start-lock",
    open: async (tour) => {
      await wordsConfirmed(tour);
      await tour.page.keyboard.press("Control+l");
      await tour.title("Unlock “Mine”");
    },
  },
  {
    name: "start-recover",
    open: async (tour) => {
      await wordsConfirmed(tour);
      await tour.page.keyboard.press("Control+l");
      await tour.title("Unlock “Mine”");
      await tour.press("Passphrase forgotten: use the recovery words");
      await tour.title(/with its recovery words/);
    },
  },
];

/** Makes a wallet of one's own, up to the moment when its recovery words are shown. */
export async function makeOwn(tour: Tour): Promise<void> {
  await fresh(tour);
  await tour.press("Make a new wallet");
  await tour.fillIn({
    "Name of the wallet": "Mine",
    "Id of the registry": "A".repeat(43),
    "Where the registry is served": "http://127.0.0.1:9/",
    "The passphrase once more": OWN_PASSPHRASE,
  });
  await tour.page.getByLabel("Passphrase", { exact: true }).fill(OWN_PASSPHRASE);
  await tour.page.keyboard.press("Enter");
  await tour.title("Your recovery words");
}
