import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ProfileStore } from "../../app/profile-store.ts";
import { systemRandom } from "../../doors/random.ts";
import { findBrowser } from "../../host/chromium/find-browser.ts";
import { PAGE_FOLDER } from "../../host/page-folder.ts";
import { buildWhenStale } from "../../launch/build-renderer.ts";
import { openProgram } from "../../wallet/compose.ts";
import { BenchError } from "../error.ts";
import { type Figure, judge } from "../figure.ts";
import type { Group, Wish } from "../group.ts";
import { median } from "../stopwatch.ts";
import { weigh } from "./first-load.ts";
import { type Launch, launch, type Launched } from "./launch.ts";

const ROUNDS = 9;
const MAX_RATIO = 1.5;
const MAX_KB = 250;
const ROOT = join(import.meta.dirname, "..", "..", "..");

/** Nothing but a field, so that both pages can be asked the same: is it there, and does it have the focus? */
const EMPTY = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Sealfolio</title>
<link rel="icon" href="data:,"></head><body><input aria-label="Empty" autofocus></body></html>
`;

/** Makes one wallet there; the program opens on its lock screen from then on. */
async function makeWallet(data: string): Promise<void> {
  const profiles = new ProfileStore(data, systemRandom);
  const { id } = profiles.create({ name: "Bench", kind: "citizen" });
  const wallet = openProgram(profiles.pathOf(id));
  try {
    const made = await wallet.call("wallet.create", {
      passphrase: "four quiet words together",
      registry: "A".repeat(43),
      sources: ["http://127.0.0.1:9/"],
      mode: "light",
    });
    if (!made.ok) throw new BenchError("bench.unexpected");
  } finally {
    wallet.close();
  }
}

interface Arms {
  readonly start: Launch;
  readonly lock: Launch;
  readonly empty: Launch;
}

async function prepare(folder: string): Promise<Arms> {
  const browser = findBrowser()?.path;
  if (browser === undefined) throw new BenchError("bench.no_browser");
  if (!(await buildWhenStale(ROOT, (line) => void process.stderr.write(`${line}\n`))))
    throw new BenchError("bench.not_built");
  const empty = join(folder, "empty-page");
  mkdirSync(empty);
  writeFileSync(join(empty, "index.html"), EMPTY);
  const arm = (name: string, page: string, usable: string): Launch => ({
    browser,
    data: join(folder, name),
    page,
    usable,
  });
  const arms = {
    start: arm("start", PAGE_FOLDER, "button:focus:enabled"),
    lock: arm("lock", PAGE_FOLDER, "input[type=password]:focus:enabled"),
    empty: arm("empty", empty, "input:focus:enabled"),
  };
  // Both have a wallet, so that they differ in nothing but the page.
  await makeWallet(arms.lock.data);
  await makeWallet(arms.empty.data);
  return arms;
}

async function race({ lock, empty }: Arms, rounds: number): Promise<number> {
  const times = { lock: [] as number[], empty: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    const inTurn = round % 2 === 0 ? (["lock", "empty"] as const) : (["empty", "lock"] as const);
    for (const name of inTurn) times[name].push((await launch(name === "lock" ? lock : empty)).milliseconds);
  }
  return median(times.lock) / median(times.empty);
}

async function run({ rounds = ROUNDS }: Wish, note: (line: string) => void): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), "sealfolio-bench-"));
  try {
    const arms = await prepare(folder);
    note("warming up: each page once");
    const first: Launched[] = [];
    for (const arm of [arms.start, arms.lock]) first.push(await launch(arm));
    await launch(arms.empty);
    const bytes = Math.max(...first.map(({ fetched }) => weigh(PAGE_FOLDER, fetched)));
    note(`${rounds} launches to the lock screen and ${rounds} to an empty page, in turn`);
    const value = await race(arms, rounds);
    return [
      judge("launch.vs_empty", value, "ratio", { kind: "at most", bound: MAX_RATIO }),
      judge("renderer.first_load", bytes / 1000, "KB", { kind: "at most", bound: MAX_KB }),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

export const launching: Group = {
  name: "launch",
  help: "launch to a usable lock screen against an empty page in the same host; what is loaded until then",
  run,
};
