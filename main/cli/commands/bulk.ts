import { basename } from "node:path";
import type { BulkCheckView, BulkView } from "../../../src/contract/bulk-views.ts";
import { CSV_LIMITS } from "../../../src/csv/parse.ts";
import { sayLine } from "../../../src/words/lines/say.ts";
import type { Command } from "../command.ts";
import { EXIT, type ExitCode } from "../error.ts";
import { readText } from "../input.ts";
import type { Output } from "../output.ts";
import { type Ask, WALLET_OPTIONS, withWallet } from "../wallet-session.ts";

async function linesOf(check: BulkCheckView, output: Output): Promise<readonly string[]> {
  const { language } = output;
  const { ready, known, wrong } = check;
  const rows = await Promise.all(
    check.problems.map(async ({ row, column, code }) =>
      sayLine(language, "bulk.row", { row, column: column ?? "-", what: await output.mention(code) }),
    ),
  );
  return [...rows, sayLine(language, "bulk.checked", { ready, known, wrong })];
}

/** Rows at a time. */
const PAGE = 1000;

/** Jobs of this table: those that its known rows came in by, and a new one for rows that are new. */
async function jobsFor(
  ask: Ask,
  table: { readonly type: string; readonly csv: string; readonly name: string },
  check: BulkCheckView,
): Promise<readonly string[]> {
  if (check.ready === 0) return check.jobs;
  const { id } = await ask("bulk.begin", table);
  return [...check.jobs, id];
}

/** The deliveries of all rows, as one table. */
async function deliveriesOf(ask: Ask, id: string): Promise<string> {
  let { csv, next } = await ask("bulk.deliveries", { id });
  while (next !== undefined) {
    const part = await ask("bulk.deliveries", { id, from: next });
    csv += part.csv.slice(part.csv.indexOf("\n") + 1);
    ({ next } = part);
  }
  return csv;
}

/** Why rows of a job failed. */
async function sayFailed(ask: Ask, { id, total, count }: BulkView, output: Output): Promise<void> {
  if (count.failed === 0) return;
  for (let from = 0; from < total; from += PAGE) {
    for (const { row, code } of await ask("bulk.rows", { id, from, count: PAGE })) {
      if (code === undefined) continue;
      output.note(sayLine(output.language, "bulk.failed", { row, what: await output.mention(code) }));
    }
  }
}

function exitOf(done: readonly BulkView[]): ExitCode {
  const sum = (state: keyof BulkView["count"]): number =>
    done.reduce((all, { count }) => all + count[state], 0);
  if (sum("failed") > 0) return EXIT.notValid;
  return sum("ready") + sum("signed") + sum("waiting") > 0 ? EXIT.cannotTell : EXIT.done;
}

export const issueBulk: Command = {
  name: "issue bulk",
  usage: "TABLE.csv --wallet DIR --type ID [--check]",
  help: "issues one certificate for each row of a table and never two; the same command again goes on, and prints the deliveries again. Columns: the claims, request, key, role (holder, guardian or representative)",
  options: {
    ...WALLET_OPTIONS,
    type: { type: "string", value: "ID", help: "the type's id" },
    check: { type: "boolean", help: "only say what is wrong; nothing is signed or kept" },
  },
  run: async (invocation, output) => {
    const path = invocation.positional(0);
    const csv = await readText(path, CSV_LIMITS.text);
    const type = invocation.required("type");
    const tell = ({ done, total }: { readonly done: number; readonly total: number }): void =>
      output.note(`${done}/${total}`);
    return await withWallet(
      invocation,
      async (ask) => {
        await ask("registry.sync", {});
        const check = await ask("bulk.check", { type, csv });
        if (invocation.flag("check") || check.wrong > 0) {
          output.result(check, await linesOf(check, output));
          return check.wrong > 0 ? EXIT.notValid : EXIT.done;
        }
        const name = basename(path).slice(0, 100);
        const done: BulkView[] = [];
        const tables: string[] = [];
        for (const id of await jobsFor(ask, { type, csv, name }, check)) {
          const job = await ask("bulk.run", { id });
          done.push(job);
          output.note(sayLine(output.language, "bulk.done", job.count));
          await sayFailed(ask, job, output);
          tables.push(await deliveriesOf(ask, id));
        }
        output.result(done, tables);
        return exitOf(done);
      },
      { watchBulk: () => ({ onProgress: tell }) },
    );
  },
};
