import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Waits until nothing fades in or changes its colour any more: half seen, no text has the contrast that it will have. */
export async function atRest(page: Page): Promise<void> {
  await page.evaluate(
    "Promise.allSettled(document.getAnimations().filter((each) => each instanceof CSSTransition).map((each) => each.finished)).then(() => undefined)",
  );
}

/** Asks axe what keeps somebody from using the screen as it stands, or the dialog in front of it. */
export async function auditScreen(page: Page, name: string): Promise<void> {
  if ((await page.evaluate("window.axe === undefined")) === true) await page.evaluate(axe);
  await atRest(page);
  const found = await page.evaluate(
    "axe.run(document.querySelector('[role=alertdialog], [role=dialog]') ?? document.querySelector('main'), { rules: { region: { enabled: false } } }).then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => String(target)).join()]))",
  );
  assert.deepEqual(found, [], name);
}
