import assert from "node:assert/strict";
import { after, afterEach, test } from "node:test";
import { Between } from "../support/between.ts";
import { findBrowser } from "../support/browser.ts";
import { FollowWorld } from "../support/follow-world.ts";
import { type StoryWindow, StoryWindows } from "../support/story-windows.ts";
import { PASSPHRASE } from "../support/vault.ts";
import { toBase64Url } from "../../src/bytes/base64.ts";

// Long work as a window tells it: things done, time left, and a way to stop that keeps what was done.

const skip = findBrowser() === undefined ? "no browser installed" : false;
/** Leaves of a bundle; each of these blocks fills some. */
const BUNDLE = 256;
const BLOCKS = 12;
const PER_BLOCK = 2 * BUNDLE - 1;

const endings: (() => void | Promise<void>)[] = [];
const t = { after: (work: () => void | Promise<void>) => void endings.unshift(work) };
const world = new FollowWorld(t);
for (let i = 0; i < BLOCKS; i++) world.fill(PER_BLOCK);
const node = await world.serve();
const slow = await Between.open(t, () => node.name);
const windows = skip === false ? await StoryWindows.open(t) : undefined;
let pause = 0;
const counter = (await windows?.window("counter", { clock: () => world.kit.time }, () => {
  // A computer that is busy with other things, while it checks everything.
  if (pause > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
})) as StoryWindow;

const isBundle = (path: string): boolean => path.startsWith("/tile/entries/");
const bundles = (): readonly string[] => slow.asked.filter(isBundle);
const bar = (label: string) => counter.page.getByRole("progressbar", { name: label });

after(async () => {
  for (const end of endings) await end();
});
afterEach(() => windows?.assertSound());

async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + 60_000;
  while (!(await holds())) {
    assert.ok(performance.now() < end, what);
    await new Promise((done) => setTimeout(done, 10));
  }
}

async function size(): Promise<number> {
  const status = await counter.app.call("registry.status", {});
  assert.ok(status.ok);
  return status.value.size;
}

test(
  "a slow source: how much is done, how long it takes, and Stop keeps what came in",
  { skip },
  async () => {
    slow.holds = isBundle;
    const made = await counter.app.call("app.create_profile", {
      name: "Till 3",
      kind: "counter",
      passphrase: PASSPHRASE,
      registry: toBase64Url(world.kit.registryId),
      sources: [slow.url],
      mode: "full",
      office: "bank",
    });
    assert.ok(made.ok);
    // It begins by itself, and says that it is under way before anything is counted.
    const work = bar("Bringing the registry up to date");
    await counter.sees("0 so far");
    await until("a bundle is asked for", () => slow.waiting > 0);
    const total = world.chain.size.toLocaleString("en");
    const says = async (): Promise<string> => (await work.getAttribute("aria-valuetext")) ?? "";
    for (let given = 1; !(await says()).endsWith(" left") && given < 12; given++) {
      slow.letThrough(1);
      await until("the next is asked for", () => slow.waiting > 0);
      await counter.page.waitForTimeout(150);
    }
    await counter.sees(new RegExp(`[\\d,]+ of ${total} · \\d+ \\w+ left`));
    await counter.shoot("syncing");
    // The wallet is used meanwhile.
    await counter.go("Settings");
    await counter.title("Settings");
    await counter.press("Stop: Bringing the registry up to date");
    await work.waitFor({ state: "detached" });
    await until("nobody waits", () => slow.waiting === 0);
    const kept = await size();
    assert.ok(kept > PER_BLOCK && kept < world.chain.size, `${kept}`);

    // It goes on from where it was, and what is stopped by its button is told in place.
    await counter.go("Registry");
    const before = bundles().length;
    await counter.press("Sync now");
    await until("it goes on", () => slow.waiting > 0);
    const first = Number(/entries\/(?:x\d+\/)*(\d+)/.exec(bundles()[before] ?? "")?.[1]);
    assert.equal(first, Math.floor(kept / BUNDLE));
    await counter.press("Stop: Bringing the registry up to date");
    await counter.said("follow.cancelled", "You stopped bringing the registry up to date.");
    await counter.said("follow.cancelled", "What had come in by then is kept.");
    assert.equal(await size(), kept);
    await counter.shoot("stopped");

    slow.letAllThrough();
    await counter.sync(/came in/);
    assert.equal(await size(), world.chain.size);
    await work.waitFor({ state: "detached" });
  },
);

test(
  "checking everything: how much is done, how long it takes; stopped, and done anew",
  { skip },
  async () => {
    await counter.go("Registry");
    pause = 200;
    // Stopped by the page itself as soon as it says how long it takes: its program is too busy for a tester.
    await counter.page.evaluate(`globalThis.said = []; new MutationObserver(() => {
    const bar = document.querySelector("main [role=progressbar]");
    if (bar !== null) said.push(bar.getAttribute("aria-valuetext"));
    if (!/left/.test(said.at(-1))) return;
    document.querySelector("main button[aria-label^='Stop: Checking everything']")?.click();
  }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true })`);
    await counter.press("Check everything");
    await counter.said("follow.cancelled", "You stopped the check.");
    pause = 0;
    const said = await counter.page.evaluate<readonly string[]>("said");
    assert.ok(
      said.some((each) => /^[\d,]+ of [\d,]+ · \d+ \w+ left$/.test(each)),
      said.join("; "),
    );
    await counter.shoot("audit-stopped");
    await counter.page.reload();
    await counter.go("Registry");
    await counter.press("Check everything");
    await counter.sees("Everything holds.");
    assert.equal(await counter.page.getByText("follow.cancelled").count(), 0);
  },
);
