import { parseArgs } from "node:util";
import { chain } from "./chain/group.ts";
import { credentials } from "./credentials/group.ts";
import { BenchError } from "./error.ts";
import { type Figure, formatTable } from "./figure.ts";
import type { Group, Wish } from "./group.ts";
import { launching } from "./launch/group.ts";
import { network } from "./network/group.ts";
import { register } from "./window/group.ts";

const GROUPS: readonly Group[] = [credentials, chain, launching, register, network];
/** 4 as in the rest of the command line: it could not be done. */
const EXIT = { ok: 0, missed: 1, usage: 2, failed: 4 } as const;
const MAX_ROUNDS = 1000;
const MAX_ENTRIES = 1_000_000;

const HELP = `npm run bench [-- GROUP...] [--json] [--rounds N]

Measures how fast Sealfolio is against other programs and against its own cryptography, within one
run, so that the ratios hold on any machine. Without a group all of them:
${GROUPS.map(({ name, help }) => `  ${name.padEnd(12)} ${help}`).join("\n")}

  --json       one document on standard output: {"figures":[{"id","value","unit","limit","ok"}]}
  --rounds N   rounds in each repetition; few make a quick and noisy run
  --entries N  entries of the registry that is followed and rows of the register that is searched,
               default 1000000, which takes a gigabyte, for the register five, in the
               temporary folder and, once, some minutes; fewer make figures that are only informative
  --help

Ends with 0 if every figure is within its limit, 1 if one is not, 2 for wrong usage, 4 if something
could not be measured.
`;

interface Invocation extends Wish {
  readonly groups: readonly Group[];
  readonly json: boolean;
  readonly help: boolean;
}

function readNumber(text: string | undefined, most: number): number | undefined {
  if (text === undefined) return undefined;
  const number = /^[1-9][0-9]{0,6}$/.test(text) ? Number(text) : 0;
  if (number < 1 || number > most) throw new BenchError("bench.usage");
  return number;
}

function readInvocation(args: readonly string[]): Invocation {
  const options = {
    json: { type: "boolean" },
    help: { type: "boolean", short: "h" },
    rounds: { type: "string" },
    entries: { type: "string" },
  } as const;
  let parsed;
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch {
    throw new BenchError("bench.usage");
  }
  const { values, positionals } = parsed;
  const named = GROUPS.filter(({ name }) => positionals.includes(name));
  if (positionals.some((word) => GROUPS.every(({ name }) => name !== word))) {
    throw new BenchError("bench.usage");
  }
  return {
    groups: positionals.length === 0 ? GROUPS : named,
    json: values.json === true,
    help: values.help === true,
    rounds: readNumber(values.rounds, MAX_ROUNDS),
    entries: readNumber(values.entries, MAX_ENTRIES),
  };
}

const SENTENCES = {
  "bench.usage": HELP,
  "bench.rival_missing":
    "The library to compare with is a development dependency and is not installed here. Run `npm ci` " +
    "without --omit=dev, then measure again.\n",
  "bench.no_browser":
    "No Chromium, Chrome or Edge is installed; the window cannot be measured without one.\n",
  "bench.no_engine":
    "CometBFT is not here, so a network cannot be measured: `npm run build:cometbft` builds it with Go.\n",
  "bench.not_built": "The window could not be built, so it cannot be measured.\n",
  "bench.unexpected": "What was to be measured did not come to the result it should; nothing was measured.\n",
} as const;

async function measureAll({ groups, ...wish }: Invocation): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const group of groups) {
    const note = (line: string): void => void process.stderr.write(`${group.name}: ${line}\n`);
    figures.push(...(await group.run(wish, note)));
  }
  return figures;
}

/** Runs `npm run bench` with these arguments and answers its exit code. */
export async function runBench(args: readonly string[]): Promise<number> {
  try {
    const invocation = readInvocation(args);
    if (invocation.help) {
      process.stdout.write(HELP);
      return EXIT.ok;
    }
    const figures = await measureAll(invocation);
    process.stdout.write(invocation.json ? `${JSON.stringify({ figures })}\n` : `${formatTable(figures)}\n`);
    return figures.every(({ ok }) => ok) ? EXIT.ok : EXIT.missed;
  } catch (error) {
    if (!(error instanceof BenchError)) throw error;
    process.stderr.write(SENTENCES[error.code]);
    return error.code === "bench.usage" ? EXIT.usage : EXIT.failed;
  }
}
