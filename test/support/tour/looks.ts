import { cutOff, faultsOf } from "../page-probes.ts";
import type { Tour } from "./tour.ts";

export interface Look {
  readonly theme: "light" | "dark";
  readonly language: "en" | "de" | "ar";
}

export const PLAIN: Look = { theme: "light", language: "en" };

export const SIZES = {
  normal: { width: 1280, height: 800 },
  /** The smallest window. */
  small: { width: 1024, height: 700 },
  /** A window of 1280 x 800 at 200 %: half the pixels each way. */
  zoomed: { width: 640, height: 400 },
} as const;

/** Takes a look on, and waits until it shows. */
export async function dress(tour: Tour, look: Look): Promise<void> {
  await tour.window.ask("app.set_preferences", look);
  await tour.page.evaluate(`(async () => {
    const end = performance.now() + 10000;
    const root = document.documentElement;
    const isOn = () => root.lang === "${look.language}" && root.dataset.theme === "${look.theme}";
    while (!isOn() && performance.now() < end) await new Promise((done) => setTimeout(done, 10));
    await document.fonts.ready;
  })()`);
  await tour.settle();
}

export type Sight = readonly [size: keyof typeof SIZES, look: Look];

/** German has the longest words, Arabic the other direction; each in one of the small sizes. */
export const FEW_SIGHTS: readonly Sight[] = [
  ["zoomed", { theme: "dark", language: "de" }],
  ["small", { theme: "light", language: "ar" }],
];
export const ALL_SIGHTS: readonly Sight[] = [
  ["small", PLAIN],
  ["zoomed", PLAIN],
  ...FEW_SIGHTS,
  ["zoomed", { theme: "light", language: "ar" }],
  ["small", { theme: "dark", language: "de" }],
];

/**
 * Looks at the page as it stands in several sizes and languages, and says what is wrong: cut off,
 * scrolling sideways, not in words, not set apart, a fault that axe finds. Afterwards it is plain again.
 */
export async function lookAt(
  tour: Tour,
  sights: readonly Sight[],
  isAudited: (sight: Sight) => boolean,
): Promise<readonly string[]> {
  const { page } = tour;
  const wrong: string[] = [];
  const ask = async (question: string): Promise<readonly string[]> =>
    (await page.evaluate(question)) as readonly string[];
  for (const sight of sights) {
    const [size, look] = sight;
    await page.setViewportSize(SIZES[size]);
    await dress(tour, look);
    const found = [
      ...(await cutOff(page)),
      ...(await ask(RAW_KEYS)).map((key) => `not in words: ${key}`),
      ...(await ask(BROKEN_WORDS)).map((word) => `broken in two: ${word}`),
    ];
    if (look.language === "ar") {
      found.push(...(await ask(LOOSE_IDS)).map((id) => `not set apart: ${id}`));
      found.push(...(await ask(TURNED)).map((text) => `from left to right: ${text}`));
    }
    if (isAudited(sight)) found.push(...(await faultsOf(page)));
    wrong.push(...found.map((each) => `${look.language}, ${size}: ${each}`));
  }
  await page.setViewportSize(SIZES.normal);
  await dress(tour, PLAIN);
  return wrong;
}

/** Words that are keys of words, with the `.` of one: nobody gave them in this language. */
export const RAW_KEYS = `(() => {
  const out = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    // Codes stand in <code>, and hashes and addresses in what is set apart for them.
    if (node.parentElement.closest("code, pre, bdi, .font-mono") !== null) continue;
    for (const word of node.data.split(/\\s+/)) {
      if (/^[a-z_]+(\\.[a-z_]+)+$/.test(word) && !/\\.(sealfolio|txt|png|pdf|csv|example)$/.test(word)) out.push(word);
      if (/\\{\\{|\\}\\}/.test(word)) out.push(word);
    }
  }
  return out;
})()`;

/** Words of an ordinary length that begin on one line and end on the next without a hyphen. */
export const BROKEN_WORDS = `(() => {
  const out = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.data.trim() || node.parentElement.closest("code, pre, .font-mono, .sr-only") !== null) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    if (range.getClientRects().length < 2) continue;
    for (const { 0: word, index } of node.data.matchAll(/(?<![\\p{L}\\p{N}_./-])\\p{L}{4,20}(?![\\p{L}\\p{N}_./-])/gu)) {
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const tops = new Set([...range.getClientRects()].filter(({ width }) => width > 0.5).map(({ top }) => Math.round(top)));
      if (tops.size > 1) out.push(word);
    }
  }
  return out;
})()`;

/** Ids and hashes in a page that reads from right to left, not set apart from the words around them. */
export const LOOSE_IDS = `(() => {
  const out = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (parent.closest("[dir=ltr], [dir=auto], bdi, code, pre, input, textarea, option") !== null) continue;
    const plain = node.data.replace(/[\\u2066-\\u2069]/g, "");
    // Isolated by characters where it is filled into a sentence.
    const bare = node.data.replace(/[\\u2066-\\u2068][^\\u2069]*\\u2069/g, "");
    for (const id of bare.match(/[A-Za-z0-9_-]{24,}|https?:\\S+|\\b[0-9a-f]{4} [0-9a-f]{4}\\b/g) ?? []) out.push(id + " in: " + plain.slice(0, 60));
  }
  return out;
})()`;

/** Arabic in something that runs from left to right, as where a sentence begins with a foreign name. */
export const TURNED = `(() => {
  const out = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!/[\\u0621-\\u064a]/.test(node.data) || parent.closest("bdi, pre, code, [lang]:not(html), option, svg, .sr-only") !== null) continue;
    if (getComputedStyle(parent).direction === "ltr") out.push(node.data.trim().slice(0, 60));
  }
  return out;
})()`;
