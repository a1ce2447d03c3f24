import type { Page } from "playwright-core";
import type { AppView } from "../../src/contract/calls/app.ts";

/**
 * Waits until the window shows the wallet that was made the active one; it follows by itself, and what is
 * typed before it has is lost with the screen. A locked one has no frame that would name it.
 */
export async function walletShown(page: Page, { active, profiles }: AppView): Promise<void> {
  const profile = profiles.find(({ id }) => id === active);
  if (profile === undefined || profile.state === "locked") return;
  await page.evaluate(`(async () => {
    const end = performance.now() + 20000;
    const isThere = () => [...document.querySelectorAll("nav button")].some((each) => each.innerText.trim() === ${JSON.stringify(profile.name)});
    while (!isThere() && performance.now() < end) await new Promise((done) => setTimeout(done, 10));
  })()`);
}
