import assert from "node:assert/strict";
import { after, test } from "node:test";
import { CODES_DE } from "../../src/words/codes/de.ts";
import { CODES_EN } from "../../src/words/codes/en.ts";
import { CODES_AR } from "../../src/words/codes/ar.ts";
import { sayCode } from "../../src/words/codes/say.ts";
import { FINDINGS_EN } from "../../src/words/codes/findings/en.ts";
import { findBrowser } from "../support/browser.ts";
import { buildRenderer } from "../support/built-renderer.ts";
import { FAKE_REGISTRY, FAKE_WALLET, withPreferences } from "../support/fake-bridge.ts";
import { openBrowser } from "../support/page-browser.ts";
import { openWindow } from "../support/window-page.ts";

// Whatever a source may give that does not fit, and whatever may happen to a wallet's own copy: each
// finding stands in the registry's screen in plain words with its code, in every language.

const path = findBrowser();
const skip = path === undefined ? "no browser installed" : false;
const browser = path === undefined ? undefined : await openBrowser(path);
after(() => browser?.close());
if (path !== undefined) buildRenderer();

const LANGUAGES = { en: CODES_EN, de: CODES_DE, ar: CODES_AR } as const;
const CODES = Object.keys(FINDINGS_EN).filter((code) => code !== "alarm.fork");
/** As many as the screen lists. */
const SHOWN = 20;

for (const [language, table] of Object.entries(LANGUAGES)) {
  test(`every finding in words, with its code: ${language}`, { skip }, async () => {
    assert.ok(browser !== undefined);
    for (let from = 0; from < CODES.length; from += SHOWN) {
      const codes = CODES.slice(from, from + SHOWN);
      const at = Math.floor(Date.now() / 1000);
      const findings = codes.map((code, i) => ({
        code,
        source: "https://registry.example/",
        at: at - i,
        place: "block 17",
      }));
      const registry = { ...FAKE_REGISTRY, findings };
      const answers = {
        ...withPreferences({ language: language as keyof typeof LANGUAGES }),
        "wallet.status": { ok: true, value: { ...FAKE_WALLET, registry } },
      } as const;
      const { page, complaints, close } = await openWindow(browser, { hash: "#/registry", answers });
      for (const code of codes) {
        const { what, means } = sayCode(table, code);
        assert.notDeepEqual(what, sayCode(table, "unknown").what, code);
        const row = page.getByRole("listitem").filter({
          has: page.locator("code", { hasText: new RegExp(`^${code.replaceAll(".", "\\.")}$`) }),
        });
        await row.filter({ hasText: what }).filter({ hasText: means }).first().waitFor();
      }
      assert.deepEqual(complaints, []);
      await close();
    }
  });
}
