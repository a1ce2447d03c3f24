import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findBrowser } from "../../host/chromium/find-browser.ts";
import { PAGE_FOLDER } from "../../host/page-folder.ts";
import { buildWhenStale } from "../../launch/build-renderer.ts";
import { BenchError } from "../error.ts";
import { type Figure, judge, type Limit } from "../figure.ts";
import type { Group, Wish } from "../group.ts";
import { makeOffice } from "./rows.ts";
import { scrollRegister } from "./scroll.ts";
import { searchAsTyped } from "./search.ts";

const ROWS = 1_000_000;
const ROUNDS = 3;
const MAX_P95 = 50;
const MAX_DROPPED = 1;
const ROOT = join(import.meta.dirname, "..", "..", "..");

/** For the person who measures; the design sets no bound to them. */
const SHOWN: Limit = { kind: "at most", bound: Number.POSITIVE_INFINITY };

async function run(
  { entries: rows = ROWS, rounds = ROUNDS }: Wish,
  note: (line: string) => void,
): Promise<readonly Figure[]> {
  const browser = findBrowser()?.path;
  if (browser === undefined) throw new BenchError("bench.no_browser");
  if (!(await buildWhenStale(ROOT, (line) => void process.stderr.write(`${line}\n`))))
    throw new BenchError("bench.not_built");
  const data = mkdtempSync(join(tmpdir(), "sealfolio-bench-"));
  try {
    note(`an office's register of ${rows} rows, sealed in its wallet`);
    const folder = await makeOffice(data, rows);
    note("searched letter by letter");
    const { p95, first, unlocked, rss } = await searchAsTyped(folder, rows, rounds);
    note("scrolled in the window");
    const dropped = await scrollRegister(browser, data, PAGE_FOLDER);
    const informative = rows < ROWS;
    return [
      judge("register.search_p95", p95, "ms", { kind: "at most", bound: MAX_P95, informative }),
      judge("register.unlock", unlocked, "s", SHOWN),
      judge("register.first_search", first, "s", SHOWN),
      judge("register.rss", rss, "MB", SHOWN),
      judge("window.dropped", dropped, "%", { kind: "below", bound: MAX_DROPPED, informative }),
    ];
  } finally {
    rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  }
}

export const register: Group = {
  name: "window",
  help: "an office's register of 1,000,000 rows: search as one types, and frames dropped while it is scrolled",
  run,
};
