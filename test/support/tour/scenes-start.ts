import type { Scene } from "./tour.ts";

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

/** With a wallet of one's own: its recovery words, and its lock. */
export const OWN_SCENES: readonly Scene[] = [
  {
    name: "start-words",
    open: async (tour) => {
      await tour.title("Your recovery words");
    },
  },
  {
    name: "start-words-asked",
    open: async (tour) => {
      await tour.press("They are on paper");
      await tour.title("Are they on paper?");
    },
  },
];
