import axe from "axe-core";
import type { Page } from "playwright-core";
import { atRest } from "./audit.ts";

/**
 * Questions to an open page. They are texts, since tests are compiled without the DOM's types and the
 * page's policy forbids `eval` to its own scripts only.
 */

/** Texts that are not to be seen whole: beyond the edge of something that neither grows nor scrolls. */
const CUT_OFF = `(() => {
  const out = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || !parent.checkVisibility({ visibilityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const boxes = [...range.getClientRects()].filter((box) => box.width > 1.5 && box.height > 1.5);
    let scrollsX = false, scrollsY = false, isHiddenOnPurpose = false, cut = false;
    for (let up = parent; up && !cut && !isHiddenOnPurpose; up = up.parentElement) {
      const style = getComputedStyle(up);
      const edge = up.getBoundingClientRect();
      // Words for screen readers alone.
      if (edge.width <= 1.5 && edge.height <= 1.5 && style.position === "absolute") isHiddenOnPurpose = true;
      const closed = (value) => value === "hidden" || value === "clip";
      for (const box of boxes) {
        if (closed(style.overflowX) && !scrollsX && (box.left < edge.left - 1 || box.right > edge.right + 1)) cut = true;
        if (closed(style.overflowY) && !scrollsY && (box.top < edge.top - 1 || box.bottom > edge.bottom + 1)) cut = true;
      }
      if (/auto|scroll/.test(style.overflowX)) scrollsX = true;
      if (/auto|scroll/.test(style.overflowY)) scrollsY = true;
      if (style.position === "fixed") break;
    }
    if (cut && !isHiddenOnPurpose) out.push(node.data.trim().slice(0, 60));
  }
  return out;
})()`;

/** Screens that scroll sideways as a whole; a table may, within itself. */
const SIDEWAYS = `[document.documentElement, ...document.querySelectorAll("main, nav, [role=dialog]")]
  .filter((each) => each.scrollWidth > each.clientWidth + 1)
  .map((each) => each.tagName + " " + each.scrollWidth + " > " + each.clientWidth)`;

export async function cutOff(page: Page): Promise<readonly string[]> {
  const texts = (await page.evaluate(CUT_OFF)) as readonly string[];
  const sideways = (await page.evaluate(SIDEWAYS)) as readonly string[];
  return [...texts, ...sideways];
}

/**
 * Waits until an expression is true in the page. The library's own way compiles a text anew as it waits,
 * which the page's policy forbids: only what is true at once would come through.
 */
export async function until(page: Page, expression: string): Promise<void> {
  const end = performance.now() + 60_000;
  while ((await page.evaluate(expression)) !== true) {
    if (performance.now() > end) throw new Error(`it never came true: ${expression}`);
    await page.waitForTimeout(10);
  }
}

/** What axe finds, a line a fault; every rule it has is on. What is read out in passing is no part of it. */
export async function faultsOf(page: Page): Promise<readonly string[]> {
  const isThere = await page.evaluate("window.axe !== undefined");
  if (isThere !== true) await page.evaluate(`${axe.source}; undefined`);
  await atRest(page);
  // Behind a dialog there is no page to be in, which axe only guesses from how much of it the dialog covers.
  const hasPage = `document.querySelector("[role=dialog], [role=alertdialog]") === null`;
  const rules = `{ "color-contrast-enhanced": { enabled: false }, "target-size": { enabled: true },
    "landmark-one-main": { enabled: ${hasPage} }, "page-has-heading-one": { enabled: ${hasPage} } }`;
  return (await page.evaluate(`axe.run({ exclude: [["[data-live-announcer]"]] }, { resultTypes: ["violations"], rules: ${rules} }).then(
    ({ violations }) => violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => id + ": " + html.slice(0, 160) + " " + failureSummary)))`)) as readonly string[];
}

const TABBABLE = `[...document.querySelectorAll("a[href], button, input, textarea, select, [tabindex='0']")]
  .filter((each) => !each.disabled && each.tabIndex >= 0 && each.checkVisibility() && !each.closest("[inert]"))`;

/** Things of one group share one stop: the arrows go on within it. */
const GROUP = `(each) => each.closest("[role=radiogroup], [role=tablist]") ?? each`;

const OUTLINED = `(each) => {
  const about = [each, ...(each.closest("label")?.querySelectorAll("*") ?? []), each.closest("label"), each.closest("article")];
  const lit = (one) => one && getComputedStyle(one).outlineStyle !== "none" && parseFloat(getComputedStyle(one).outlineWidth) >= 2;
  return about.some(lit) || each.getAttribute("role") === "grid";
}`;

export interface TabRound {
  /** Could be reached, and were not. */
  readonly missed: readonly string[];
  /** Were in focus without a sign of it. */
  readonly unlit: readonly string[];
  readonly stops: number;
}

/** Goes round the page by Tab alone. */
export async function tabRound(page: Page): Promise<TabRound> {
  await page.evaluate(
    `window.round = { seen: new Set(), unlit: [], stops: 0 }; document.activeElement?.blur()`,
  );
  for (let i = 0; i < 200; i++) {
    await page.keyboard.press("Tab");
    const isOver = await page.evaluate(`(() => {
      const active = document.activeElement;
      // Past the last stop the browser's own controls come, then the first one.
      if (active === document.body || active === null) return false;
      const one = (${GROUP})(active);
      if (window.round.seen.has(one) && window.round.first === active) return true;
      window.round.first ??= active;
      window.round.seen.add(one);
      window.round.stops++;
      if (!(${OUTLINED})(active)) window.round.unlit.push(active.outerHTML.slice(0, 120));
      return false;
    })()`);
    if (isOver === true) break;
  }
  return (await page.evaluate(`({
    missed: ${TABBABLE}.filter((each) => !window.round.seen.has((${GROUP})(each))).map((each) => each.outerHTML.slice(0, 160)),
    unlit: window.round.unlit,
    stops: window.round.stops,
  })`)) as TabRound;
}
