/**
 * What the crawler asks an open page, as texts: tests are compiled without the DOM's types, and the page's
 * policy forbids `eval` to its own scripts only.
 */

export interface Control {
  /** What it is and is called, and the how-manieth of these: the same whenever the scene is opened. */
  readonly key: string;
  readonly kind: "press" | "toggle" | "type" | "choose" | "row";
  /** Why a pointer would not reach it, if so. */
  readonly covered?: string;
}

export interface Layer {
  /** Which of the things that stand before the screen, with all that is in it; empty for the screen. */
  readonly name: string;
  readonly role: string;
  /** What it is called, or the screen. */
  readonly title: string;
  readonly controls: readonly Control[];
}

/** Attributes by which a page shows what it is in. React Aria's own (data-*) tell of pressing alone. */
const SHOWN = `["role", "disabled", "href", "src", "type", "inert", "lang", "dir", "open", "hidden", "readonly"]`;

const WITH_TIME = `.replace(/just now|(in )?\\d+ (second|minute|hour)s?( ago| left)?/g, "…")`;

/** Everything that the page shows, as one text: two that differ are a change of state. */
export const STATE = `(() => {
  const parts = [location.hash, document.title, document.activeElement === document.body ? "" : "focus " + [...document.querySelectorAll("*")].indexOf(document.activeElement)];
  const shown = new Set(${SHOWN});
  // What was read out to who listens is taken away again by itself.
  const pick = (node) => (node.dataset?.liveAnnouncer === undefined ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT);
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, pick);
  for (let node = walker.currentNode; node; node = walker.nextNode()) {
    if (node.nodeType === 3) { parts.push(node.data${WITH_TIME}); continue; }
    parts.push(node.tagName);
    for (const { name, value } of node.attributes) if (shown.has(name) || name.startsWith("aria-")) parts.push(name + "=" + value);
    if ("value" in node) parts.push("value=" + node.value);
    if (node.checked === true) parts.push("checked");
  }
  let hash = 5381;
  for (const each of parts.join("\\u0000")) hash = (Math.imul(hash, 33) ^ each.codePointAt(0)) >>> 0;
  return parts.length + " " + hash;
})()`;

/** The layer in front and what can be done in it. `isWhole`: with what stands around the screen, and no list cut short. */
export const layerOf = (isWhole: boolean): string => `(() => {
  const MANY = ${isWhole ? "Infinity" : "1"};
  const seen = (each) => each.checkVisibility({ visibilityProperty: true, opacityProperty: false });
  const inFront = [...document.querySelectorAll("[role=dialog], [role=alertdialog], [role=menu], [role=listbox]")].filter(seen);
  const front = inFront.findLast((each) => !inFront.some((other) => other !== each && each.contains(other))) ?? inFront.at(-1);
  const root = front ?? ${isWhole ? "document.body" : `document.querySelector("main")`};
  const nameOf = (each) => {
    const by = (each.getAttribute("aria-labelledby") ?? "").split(" ").map((id) => document.getElementById(id)?.innerText ?? "").join(" ").trim();
    const label = each.labels?.[0]?.innerText ?? each.closest("label")?.innerText;
    return (each.getAttribute("aria-label") ?? (by || label || each.innerText || each.placeholder || each.title || "")).replace(/\\s+/g, " ").trim()${WITH_TIME}.slice(0, 80);
  };
  const off = (each) => each.disabled || each.getAttribute("aria-disabled") === "true" || each.closest("[inert], [aria-hidden=true]") !== null;
  const kindOf = (each) => {
    const role = each.getAttribute("role");
    const type = each.type;
    if (role === "row") return each.hasAttribute("aria-selected") ? "row" : undefined;
    if (type === "file" || type === "hidden") return undefined;
    if (type === "radio" || role === "radio") return each.checked || each.getAttribute("aria-checked") === "true" ? undefined : "toggle";
    if (type === "checkbox" || role === "switch" || role === "checkbox") return "toggle";
    if (each.matches("input, textarea")) return each.readOnly ? undefined : "type";
    if (role === "tab") return each.getAttribute("aria-selected") === "true" ? undefined : "choose";
    if (role === "option" || role === "menuitem" || role === "menuitemradio") return each.getAttribute("aria-selected") === "true" || each.getAttribute("aria-checked") === "true" ? undefined : "choose";
    if (each.getAttribute("aria-current") === "page" || each.getAttribute("aria-current") === "true") return undefined;
    return "press";
  };
  const wanted = "a[href], button, [role=button], input, textarea, select, summary, [role=tab], [role=switch], [role=option], [role=menuitem], [role=menuitemradio], [role=row]";
  const counts = new Map();
  const taken = new Map();
  window.crawled = new Map();
  const controls = [];
  for (const each of root.querySelectorAll(wanted)) {
    const kind = kindOf(each);
    const isNative = each.matches("input[type=radio], input[type=checkbox]");
    // What is said in passing is gone by itself (e2e/design-parts closes it).
    if (each.closest("ul[aria-live]") !== null) continue;
    if (kind === undefined || off(each) || !(seen(each) || (isNative && seen(each.closest("label") ?? each)))) continue;
    const what = each.getAttribute("role") ?? each.tagName.toLowerCase();
    const item = each.closest("li, [role=option], [role=menuitem], [role=menuitemradio], [role=row]");
    if (item !== null && each.closest("nav") === null) {
      const group = item.parentElement;
      const items = taken.get(group) ?? new Set();
      taken.set(group, items);
      if (!items.has(item) && items.size >= MANY) continue;
      items.add(item);
    }
    const plain = what + " " + nameOf(each);
    const count = (counts.get(plain) ?? 0) + 1;
    counts.set(plain, count);
    const key = count === 1 ? plain : plain + " (" + count + ")";
    window.crawled.set(key, each);
    controls.push({ key, kind });
  }
  const title = front === undefined ? "" : nameOf(front);
  return { title: title || (document.querySelector("h1")?.innerText ?? ""), role: front?.getAttribute("role") ?? "", name: front === undefined ? "" : front.getAttribute("role") + " " + title + ": " + controls.map(({ key }) => key).join("; "), controls };
})()`;

/** Brings a control into view and under the focus; says what a pointer would meet there instead, if so. */
export const reach = (key: string): string => `(async () => {
  const placeNow = () => {
    const control = window.crawled.get(${JSON.stringify(key)});
    if (control === undefined || !control.isConnected) return "gone";
    // Some are there only with the focus on them.
    control.focus({ preventScroll: true });
    const about = control.closest("label") ?? control;
    about.scrollIntoView({ block: "center", inline: "center" });
    const box = about.getClientRects()[0] ?? about.getBoundingClientRect();
    const x = box.left + box.width / 2, y = box.top + box.height / 2;
    const met = document.elementFromPoint(x, y);
    const isMet = met !== null && (about.contains(met) || met.contains(control) || met.closest("label")?.control === control);
    if (isMet) return { x, y };
    return met === null ? "out of the window" : "under " + met.tagName.toLowerCase() + " " + (met.getAttribute("aria-label") ?? met.innerText ?? "").replace(/\\s+/g, " ").slice(0, 40);
  };
  const place = placeNow();
  if (typeof place !== "string" || place === "gone") return place;
  // It may be on its way.
  for (let i = 0; i < 2; i++) await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return placeNow();
})()`;
