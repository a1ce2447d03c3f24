import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { weigh } from "../../main/bench/launch/first-load.ts";
import { launch } from "../../main/bench/launch/launch.ts";
import { droppedShare } from "../../main/bench/window/scroll.ts";
import { findBrowser } from "../support/browser.ts";
import { startScript } from "../support/child.ts";
import { tempFolder } from "../support/temp-folder.ts";

const BENCH = join(import.meta.dirname, "../../main/bench/run.ts");
const browser = findBrowser();
const skip = browser === undefined ? "no browser installed" : false;

test("npm run bench -- launch measures the launch and weighs what it loads", { skip }, async (t) => {
  const script = startScript(t, BENCH, { args: ["launch", "--json", "--rounds", "1"] });
  const [text = "", ...more] = await script.rest();
  assert.deepEqual(more, []);
  const { figures } = JSON.parse(text) as { figures: { id: string; value: number; ok: boolean }[] };
  assert.deepEqual(
    figures.map(({ id }) => id),
    ["launch.vs_empty", "renderer.first_load"],
  );
  const [race, load] = figures;
  // One launch of each says nothing of the ratio; the weight is the same each time.
  assert.ok(race !== undefined && race.value > 0);
  assert.ok(load !== undefined && load.ok && load.value > 100 && load.value <= 250, `${load?.value} KB`);
});

test("npm run bench -- window searches and scrolls a register", { skip }, async (t) => {
  const args = ["window", "--json", "--rounds", "1", "--entries", "400"];
  const script = startScript(t, BENCH, { args });
  const [text = "", ...more] = await script.rest();
  assert.deepEqual(more, []);
  const { figures } = JSON.parse(text) as { figures: { id: string; value: number; limit: string }[] };
  const ids = [
    "register.search_p95",
    "register.unlock",
    "register.first_search",
    "register.rss",
    "window.dropped",
  ];
  assert.deepEqual(
    figures.map(({ id }) => id),
    ids,
  );
  for (const { id, value } of figures) assert.ok(Number.isFinite(value) && value >= 0, id);
});

test("frames that should have been drawn and were not are counted, slow ones for more than one", () => {
  assert.equal(droppedShare([16, 17, 16, 17], 16.67), 0);
  // One of 50 milliseconds stands for three: two of five are gone.
  assert.equal(droppedShare([16.67, 50, 16.67], 16.67), 40);
});

test("everything that a page fetches is counted, text gzipped", { skip }, async (t) => {
  const root = tempFolder(t);
  const page = join(root, "page");
  mkdirSync(page);
  const script = "setTimeout(() => document.querySelector('input').focus(), 10);".repeat(50);
  const html = `<!doctype html><link rel="icon" href="data:,"><input><script src="./a.js"></script>`;
  writeFileSync(join(page, "index.html"), html);
  writeFileSync(join(page, "a.js"), script);
  writeFileSync(join(page, "unused.js"), script);
  const options = { browser: browser ?? "", data: join(root, "data"), page, usable: "input:focus" };
  const { fetched, milliseconds } = await launch(options);
  assert.deepEqual(fetched, ["/", "/a.js"]);
  assert.ok(milliseconds > 0);
  assert.equal(weigh(page, fetched), gzipSync(html).length + gzipSync(script).length);
  assert.throws(() => weigh(page, ["/", "/b.js"]), { code: "bench.unexpected" });
});
