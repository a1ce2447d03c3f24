import { readdirSync } from "node:fs";
import { join } from "node:path";
import { paperLanguage } from "../../../src/paper/words.ts";
import { fromBase64 } from "../../../src/bytes/base64.ts";
import { utf8 } from "../../../src/bytes/bytes.ts";
import { formatCsv } from "../../../src/csv/format.ts";
import { codeOf } from "../../../src/error.ts";
import { decidingCheck, sayCheck, sayOutcome } from "../../../src/verdict/words.ts";
import type { Outcome } from "../../../src/verdict/verdict.ts";
import { sayLine } from "../../../src/words/lines/say.ts";
import { writeFileDurably } from "../../doors/file.ts";
import type { Command } from "../command.ts";
import { CliError, EXIT, type ExitCode } from "../error.ts";
import { WALLET_OPTIONS, withWallet } from "../wallet-session.ts";
import { readMessage } from "./read-message.ts";

const MOST = 999;

interface Row {
  readonly name: string;
  readonly outcome?: Outcome;
  readonly head: string;
  readonly why: string;
  readonly code: string;
  readonly check?: string;
}

function exitOf(rows: readonly Row[]): ExitCode {
  if (rows.some(({ outcome }) => outcome === undefined || outcome === "not valid")) return EXIT.notValid;
  return rows.every(({ outcome }) => outcome === "valid") ? EXIT.done : EXIT.cannotTell;
}

export const verifyFolder: Command = {
  name: "verify folder",
  usage: "DIR --wallet DIR [--csv FILE] [--pdf FILE]",
  help: "checks every file of a folder, says how far it is, and writes a report",
  options: {
    ...WALLET_OPTIONS,
    csv: { type: "string", value: "FILE", help: "the report as a table" },
    pdf: { type: "string", value: "FILE", help: "the report on paper" },
  },
  run: (invocation, output) =>
    withWallet(invocation, async (ask) => {
      const { language } = output;
      const folder = invocation.positional(0);
      const found = readdirSync(folder, { withFileTypes: true });
      const names = found.filter((file) => file.isFile()).map(({ name }) => name);
      if (names.length === 0 || names.length > MOST) throw new CliError("cli.usage");
      const rows: Row[] = [];
      for (const name of names.toSorted()) {
        output.note(sayLine(language, "folder.progress", { done: rows.length + 1, total: names.length }));
        let file: string;
        try {
          file = await readMessage(join(folder, name));
        } catch (error) {
          const code = codeOf(error);
          if (code === undefined) throw error;
          rows.push({
            name,
            head: sayLine(language, "folder.unread"),
            why: await output.mention(code),
            code,
          });
          continue;
        }
        const { verdict, check } = await ask("counter.inspect", { file });
        const deciding = decidingCheck(verdict);
        const why = deciding === undefined ? "" : sayCheck(deciding, language).what;
        const head = sayOutcome(verdict, language);
        rows.push({ name, outcome: verdict.outcome, head, why, code: deciding?.code ?? "", check });
      }
      const csv = invocation.text("csv");
      if (csv !== undefined) {
        const table = rows.map(({ name, outcome = "", head, why, code }) => [name, outcome, head, why, code]);
        writeFileDurably(csv, utf8(formatCsv([["file", "outcome", "verdict", "why", "code"], ...table])));
      }
      const pdf = invocation.text("pdf");
      const checks = rows.flatMap(({ name, check }) => (check === undefined ? [] : [{ check, name }]));
      if (pdf !== undefined && checks.length > 0) {
        const report = { checks, size: "A4", language: paperLanguage(language) } as const;
        writeFileDurably(pdf, fromBase64((await ask("counter.report", report)).pdf));
      }
      output.result(
        rows,
        rows.map(({ name, head, why }) => [`${name}: ${head}.`, why].filter(Boolean).join(" ")),
      );
      return exitOf(rows);
    }),
};
