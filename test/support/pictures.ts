import { join } from "node:path";
import type { Page } from "playwright-core";

const FOLDER = process.env["SEALFOLIO_SHOTS"];
const LOOKS = [
  { theme: "dark", language: "en" },
  { theme: "dark", language: "de" },
  { theme: "light", language: "ar" },
  // The last is what a test goes on with.
  { theme: "light", language: "en" },
] as const;

interface Preferring {
  call(name: "app.set_preferences", look: (typeof LOOKS)[number]): Promise<unknown>;
}

/**
 * Where SEALFOLIO_SHOTS names a folder: pictures of the page as it stands, in light and dark, in German and
 * from right to left, for whoever wants to look at what a test comes by. Otherwise nothing.
 */
export async function takePictures(page: Page, app: Preferring, name: string): Promise<void> {
  if (FOLDER === undefined) return;
  for (const look of LOOKS) {
    await app.call("app.set_preferences", look);
    const root = page.locator(`html[lang=${look.language}][data-theme=${look.theme}]`);
    await root.waitFor({ state: "attached" });
    await page.waitForTimeout(350);
    await page.screenshot({ path: join(FOLDER, `${name}--${look.theme}-${look.language}.png`) });
  }
}
