import { basename } from "node:path";
import { writeFileDurably } from "../../doors/file.ts";
import { utf8 } from "../../../src/bytes/bytes.ts";
import type { DepositView } from "../../../src/contract/registry-views.ts";
import { sayLine } from "../../../src/words/lines/say.ts";
import type { Command } from "../command.ts";
import { CliError, EXIT } from "../error.ts";
import type { Output } from "../output.ts";
import { hashFile } from "../hash-file.ts";
import { serveFor } from "../serve-for.ts";
import { WALLET_OPTIONS, withWallet } from "../wallet-session.ts";
import { sayTime } from "../words.ts";

async function sayDeposit(deposit: DepositView, path: string, output: Output): Promise<string> {
  const { language } = output;
  if (deposit.state === "sealed" && deposit.time !== undefined && deposit.height !== undefined) {
    const { height, time } = deposit;
    return sayLine(language, "deposit.sealed", { path, height, time: sayTime(time), proof: `${path}.proof` });
  }
  const what = deposit.code === undefined ? deposit.state : await output.mention(deposit.code);
  return sayLine(language, "deposit.waits", { path, what, digest: deposit.digest });
}

const deposit: Command = {
  name: "deposit",
  usage: "FILE... --wallet DIR [--office ID --via URL]",
  help: "has documents dated by the registry and writes one proof file each (FILE.proof); only a digest leaves",
  options: {
    ...WALLET_OPTIONS,
    office: { type: "string", value: "ID", help: "the deposit office, where it is not this wallet's own" },
    via: { type: "string", value: "URL", help: "where that office takes documents in" },
  },
  run: async (invocation, output) => {
    const paths = invocation.positionals;
    const office = invocation.text("office");
    const url = invocation.text("via");
    if (paths.length === 0 || (office === undefined) !== (url === undefined)) throw new CliError("cli.usage");
    const via = office === undefined || url === undefined ? {} : { via: { office, url } };
    return await withWallet(invocation, async (ask) => {
      await ask("registry.sync", {});
      const made: DepositView[] = [];
      const lines: string[] = [];
      for (const path of paths) {
        const file = await hashFile(path);
        // Asked for again, what waits goes on rather than being deposited twice.
        const waiting = (await ask("deposit.list", {})).find(
          (row) => row.file === file && row.state === "signed",
        );
        const row =
          waiting === undefined
            ? await ask("deposit.make", { file, name: basename(path).slice(0, 255), ...via })
            : await ask("deposit.carry", { digest: waiting.digest });
        if (row.statement !== undefined)
          writeFileDurably(`${path}.proof`, utf8(row.statement), { mode: 0o644 });
        made.push(row);
        lines.push(await sayDeposit(row, path, output));
      }
      output.result(made, lines);
      return made.every(({ state }) => state === "sealed") ? EXIT.done : EXIT.cannotTell;
    });
  },
};

const depositServe: Command = {
  name: "deposit serve",
  usage: "--wallet DIR [--port N]",
  help: "takes documents' digests in from anyone, signs and hands them in, until told to stop",
  options: {
    ...WALLET_OPTIONS,
    port: { type: "string", value: "N", help: "port to listen on (any free one)" },
    host: { type: "string", value: "ADDRESS", help: "address to listen on (this machine alone)" },
  },
  run: (invocation, output) =>
    serveFor(invocation, output, "deposit.serves", (program, options) => program.serveDeposits(options)),
};

export const DEPOSIT_COMMANDS: readonly Command[] = [deposit, depositServe];
