import type { Scene } from "./tour.ts";

/** What everybody sees: the registry, the settings, and what stands around the screens. */
export const FRAME_SCENES: readonly Scene[] = [
  { name: "registry", who: "civil-registry", open: (tour) => tour.go("civil-registry", "#/registry") },
  {
    name: "registry-block",
    who: "civil-registry",
    open: (tour) => tour.go("civil-registry", "#/registry/2"),
  },
  {
    name: "registry-genesis",
    who: "civil-registry",
    open: (tour) => tour.go("civil-registry", "#/registry/0"),
  },
  {
    name: "registry-no-block",
    who: "civil-registry",
    open: (tour) => tour.go("civil-registry", "#/registry/999999"),
  },
  {
    name: "registry-checked",
    who: "civil-registry",
    open: async (tour) => {
      await tour.go("civil-registry", "#/registry/1");
      await tour.press("Check everything");
      await tour.page.getByText("Everything holds.").waitFor();
      await tour.press("Check this block");
      await tour.page.getByText("Every entry keeps the rules.").waitFor();
      await tour.settle();
    },
  },
  {
    name: "registry-entry",
    who: "civil-registry",
    open: async (tour) => {
      await tour.go("civil-registry", "#/registry/3");
      await tour.page
        .getByRole("button", { name: /^Open: / })
        .first()
        .click();
      await tour.page.getByRole("dialog").waitFor();
      await tour.settle();
    },
  },
  {
    name: "registry-sources",
    who: "civil-registry",
    open: async (tour) => {
      await tour.go("civil-registry", "#/registry");
      await tour.press("Change the sources");
      await tour.page.getByRole("dialog").waitFor();
    },
  },
  { name: "settings", who: "ada", open: (tour) => tour.go("ada", "#/settings") },
  { name: "not-found", who: "ada", open: (tour) => tour.go("ada", "#/somewhere/else") },
  {
    name: "palette",
    who: "bank",
    open: async (tour) => {
      await tour.go("bank", "#/checks");
      await tour.page.keyboard.press("Control+k");
      await tour.page.getByRole("searchbox").waitFor();
      await tour.settle();
    },
  },
  {
    name: "wallet-menu",
    who: "ada",
    open: async (tour) => {
      await tour.go("ada", "#/certificates");
      await tour.press(/^Wallet:/);
      await tour.page.getByRole("menu").waitFor();
    },
  },
  {
    name: "lock",
    who: "ada",
    open: async (tour) => {
      await tour.go("ada", "#/certificates");
      await tour.page.keyboard.press("Control+l");
      await tour.title(/Unlock/);
    },
  },
];
