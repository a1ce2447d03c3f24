import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BenchError } from "../error.ts";
import { type Figure, judge, type Limit } from "../figure.ts";
import type { Group, Wish } from "../group.ts";
import { median } from "../stopwatch.ts";
import { type Answer, askChild, numberOf, startChild } from "./ask-child.ts";
import { makeLargeRegistry } from "./large-registry.ts";
import { SOLO_BATCH } from "./solo.ts";

/** The size that the design sets its figures for. */
const WHOLE = 1_000_000;
/** Entries audited: a rate does not change with the size, and verifying each takes its time. */
const AUDITED = 100_000;
/** Entries through the solo engine. */
const SOLO = 40_000;
const ROUNDS = 3;

type Note = (line: string) => void;

/** One child after another, over and over, so that whatever else the machine does meets each alike. */
async function inTurn(
  rounds: number,
  children: readonly (readonly [string, ...string[]])[],
): Promise<readonly (readonly Answer[])[]> {
  const answers: Answer[][] = children.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [i, [role, ...args]] of children.entries()) answers[i]?.push(await askChild(role, ...args));
  }
  return answers;
}

function all(answers: readonly Answer[] | undefined, name: string): readonly number[] {
  return (answers ?? []).map((answer) => numberOf(answer, name));
}

/** Of two children's numbers, round by round, the middle one of the ratios. */
function ratioOf(of: readonly number[], to: readonly number[]): number {
  return median(of.map((value, i) => value / (to[i] as number)));
}

const seconds = (milliseconds: readonly number[]): string =>
  milliseconds.map((each) => (each / 1000).toFixed(2)).join(" ");

/** What the figures come to; each limit is the design's. */
class Sheet {
  readonly figures: Figure[] = [];
  readonly #entries: number;

  constructor(entries: number) {
    this.#entries = entries;
  }

  /** `whole`: entries of which the design speaks. */
  put(id: string, value: number, unit: string, limit: Limit, whole = WHOLE): void {
    this.figures.push(judge(id, value, unit, { ...limit, informative: this.#entries < whole }));
  }
}

async function measureFollow(
  registry: string,
  copy: string,
  rounds: number,
  sheet: Sheet,
  note: Note,
): Promise<void> {
  const [follow, tree] = await inTurn(rounds, [
    ["follow", registry, copy],
    ["tree", registry],
  ]);
  const [times, bare] = [all(follow, "milliseconds"), all(tree, "milliseconds")];
  note(`followed from disk in ${seconds(times)} s; its tree hashed on one thread in ${seconds(bare)} s`);
  sheet.put("follow.vs_tree", ratioOf(times, bare), "ratio", { kind: "at most", bound: 2 });
  const used = median(all(follow, "rss")) / 1e6;
  sheet.put("follow.rss", used, "MB", { kind: "at most", bound: 400 });
  const disk = ratioOf(all(follow, "disk"), all(tree, "bytes"));
  sheet.put("follow.disk", disk, "ratio", { kind: "at most", bound: 2 });
}

async function measureAudit(
  registry: string,
  copy: string,
  rounds: number,
  sheet: Sheet,
  note: Note,
): Promise<void> {
  const [audit, bare] = await inTurn(rounds, [
    ["audit", registry, copy],
    ["verify", registry],
  ]);
  const [rates, bareRates, cores] = [all(audit, "rate"), all(bare, "rate"), all(bare, "cores")];
  const most = bareRates.map((rate, i) => rate * (cores[i] as number));
  const shown = (values: readonly number[]): string => values.map((value) => value.toFixed(0)).join(" ");
  note(`audited ${shown(rates)} signatures a second; ${cores[0]} cores alone verify ${shown(most)}`);
  sheet.put("audit.vs_verify", ratioOf(rates, most), "ratio", { kind: "at least", bound: 0.85 }, AUDITED);
}

/** A wallet's copy of the registry, made by a full follow over HTTP; and what a light follow takes. */
async function fromNode(registry: string, copy: string, sheet: Sheet | undefined, note: Note): Promise<void> {
  const node = await startChild("serve", registry);
  const { url } = node.first;
  if (typeof url !== "string") throw new BenchError("bench.unexpected");
  try {
    const synced = await askChild("copy", registry, url, copy);
    note(`followed it over HTTP into a file in ${seconds([numberOf(synced, "milliseconds")])} s`);
    if (sheet === undefined) return;
    const light = await askChild("light", registry, url);
    sheet.put("light.bytes", numberOf(light, "bytes") / 1000, "KB", { kind: "at most", bound: 400 });
    sheet.put("light.requests", numberOf(light, "requests"), "requests", { kind: "at most", bound: 20 });
  } finally {
    await node.end();
  }
}

async function measureSolo(entries: number, sheet: Sheet, note: Note): Promise<void> {
  const count = Math.min(entries, SOLO);
  const solo = await askChild("solo", String(count));
  const [whole, acknowledged] = [numberOf(solo, "milliseconds"), numberOf(solo, "acknowledged")];
  note(
    `${count} entries to a solo engine with 4 cosigners, ${SOLO_BATCH} at a time: ` +
      `acknowledged in ${seconds([acknowledged])} s, sealed in ${seconds([whole])} s`,
  );
  const rate = (1000 * count) / whole;
  sheet.put("solo.entries_s", rate, "entries/s", { kind: "at least", bound: 5000 }, SOLO);
}

async function run({ rounds = ROUNDS, entries = WHOLE }: Wish, note: Note): Promise<Figure[]> {
  const sheet = new Sheet(entries);
  const registry = await makeLargeRegistry(entries, note);
  const folder = mkdtempSync(join(tmpdir(), "sealfolio-bench-"));
  const copy = join(folder, "chain.db");
  try {
    await fromNode(registry, copy, sheet, note);
    await measureFollow(registry, copy, rounds, sheet, note);
    if (entries <= AUDITED) await measureAudit(registry, copy, rounds, sheet, note);
    else {
      const smaller = await makeLargeRegistry(AUDITED, note);
      const part = join(folder, "part.db");
      await fromNode(smaller, part, undefined, note);
      await measureAudit(smaller, part, rounds, sheet, note);
    }
    await measureSolo(entries, sheet, note);
    return sheet.figures;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const chain: Group = {
  name: "chain",
  help: "following a registry of 1,000,000 entries in full, lightly and by audit; a solo engine",
  run,
};
