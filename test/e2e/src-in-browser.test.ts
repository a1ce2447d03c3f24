import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { nodePrimitives } from "../../main/crypto/primitives.ts";
import { toHex } from "../../src/bytes/hex.ts";
import { parseEntry } from "../../src/chain/entries/entry.ts";
import { findBrowser } from "../support/browser.ts";
import { openBrowser, ORIGIN, type PageRun, runPage } from "../support/page-browser.ts";
import { sourcePaths } from "../support/page-files.ts";
import { draft, ids, makeInput, readJcs, world } from "../support/page-input.ts";
import type { PageOrder } from "../support/page-start.ts";
import { work } from "../support/page-work.ts";

const path = findBrowser();
const skip = path === undefined && "a browser is not installed: Chromium, Chrome or Edge";

let browser: Browser | undefined;
before(async () => {
  if (path !== undefined) browser = await openBrowser(path);
});
after(() => browser?.close());

function open(order: PageOrder, own?: { readonly [path: string]: string }): Promise<PageRun> {
  assert.ok(browser);
  return runPage(browser, order, own);
}

/** As it would come back through JSON, which is how the page answers. */
const throughJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const isForeign = (url: string): boolean => new URL(url).origin !== ORIGIN;

const input = makeInput();
let whole: Promise<PageRun> | undefined;
const openWhole = (): Promise<PageRun> => (whole ??= open({ modules: sourcePaths(), work: input }));

test("every module of src/ loads in a page", { skip }, async () => {
  const { report, requests } = await openWhole();
  assert.ok(sourcePaths().length > 100);
  assert.deepEqual(report.failures, {});
  assert.deepEqual(report.strangers, []);
  assert.deepEqual(
    sourcePaths().filter((module) => !requests.includes(ORIGIN + module)),
    [],
  );
});

test("the page comes to what Node comes to, and both to what is right", { skip }, async () => {
  const { report } = await openWhole();
  assert.equal(report.fault, undefined);
  const { output } = report;
  assert.ok(output);
  assert.deepEqual(output, throughJson(work(input, nodePrimitives)));

  const published = Object.entries(readJcs("output")).map(([name, text]) => [name, text.trimEnd()]);
  assert.deepEqual(output.canonical, Object.fromEntries(published));
  assert.equal(output.root, toHex(draft.root));
  assert.deepEqual(
    output.entries.map(({ kind }) => kind),
    world.leaves.map((leaf) => parseEntry(leaf).kind),
  );
  const { size, writes } = draft;
  assert.deepEqual(output.blocks["good"], { root: toHex(draft.root), size, writes: writes.length });
  assert.equal(output.blocks["forged"], "sig.invalid");
  assert.deepEqual(output.seals, { good: ids, moved: "seal.bad_signature" });
  const outcomes = Object.entries(output.verdicts).map(([name, { outcome }]) => [name, outcome]);
  assert.deepEqual(outcomes, [
    ["good", "valid"],
    ["anothersKey", "not valid"],
    ["garbage", "not valid"],
  ]);
  assert.deepEqual(output.args, { given: true, widened: false });
});

test("it breaks no policy of the page and asks for nothing outside", { skip }, async () => {
  const { complaints, requests } = await openWhole();
  assert.deepEqual(complaints, []);
  assert.deepEqual(requests.filter(isForeign), []);
});

test("what has no place in a page fails there", { skip }, async () => {
  const bad = {
    "/own/node-module.ts": 'import "node:fs";',
    "/own/package.ts": 'import "jose";',
    "/own/main.ts": 'import "../main/doors/clock.ts";',
    "/own/global.ts": "Buffer.alloc(1);",
    "/own/code.ts": 'new Function("");',
    "/own/markup.ts": 'document.body.innerHTML = "<b>x</b>";',
    "/own/network.ts": 'await fetch("https://elsewhere.example/");',
  };
  const fine = {
    "/own/types.ts": 'import type {} from "node:fs"; import "../src/error.ts"; export const n: number = 1;',
  };
  const own = { ...fine, ...bad };
  const { report, requests } = await open({ modules: Object.keys(own) }, own);
  assert.deepEqual(Object.keys(report.failures), Object.keys(bad));
  assert.ok(requests.some(isForeign));
});

test("a breach that its module keeps quiet about is seen", { skip }, async () => {
  const own = { "/own/quiet.ts": 'try { new Function(""); } catch {}' };
  const { report, complaints } = await open({ modules: Object.keys(own) }, own);
  assert.deepEqual(report.failures, {});
  assert.equal(complaints.length, 1);
});

test("a module of src/ that takes from Node fails, and so does all that rests on it", { skip }, async () => {
  const own = "/src/result.ts";
  const text = readFileSync(join(import.meta.dirname, "../..", own), "utf8");
  const { report } = await open(
    { modules: [own, "/src/chain/ledger.ts", "/src/error.ts"] },
    { [own]: `import "node:fs";\n${text}` },
  );
  assert.deepEqual(Object.keys(report.failures), [own, "/src/chain/ledger.ts"]);
});
