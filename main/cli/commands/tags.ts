import { CodedError } from "../../../src/error.ts";
import { openProgram } from "../../wallet/compose.ts";
import type { Command } from "../command.ts";
import { CliError, EXIT } from "../error.ts";
import { readPassphrase } from "../input.ts";
import { untilTold } from "../until-told.ts";
import { asking, WALLET_OPTIONS, walletFolder, withWallet } from "../wallet-session.ts";

/** How often a tag keeper looks who may issue what, seconds. */
const SYNC_EVERY = 30;

const serve: Command = {
  name: "tags serve",
  usage: "--wallet DIR [--port N]",
  help: "computes unique tags for the offices that may issue a type whose tag keeper this office is, until told to stop",
  options: {
    ...WALLET_OPTIONS,
    port: { type: "string", value: "N", help: "port to listen on (any free one)" },
    host: { type: "string", value: "ADDRESS", help: "address to listen on (this machine alone)" },
  },
  run: async (invocation, output) => {
    const port = invocation.count("port", { min: 0, max: 65_535, otherwise: 0 });
    const host = invocation.text("host");
    const program = openProgram(walletFolder(invocation));
    try {
      const ask = asking(program.call);
      await ask("wallet.unlock", { passphrase: await readPassphrase(invocation) });
      await ask("registry.sync", {});
      const server = await program.serveTags({ port, ...(host === undefined ? {} : { host }) });
      const sync = setInterval(() => {
        ask("registry.sync", {}).catch((error: unknown) => {
          output.note(error instanceof CodedError ? String(error.code) : "failed");
        });
      }, SYNC_EVERY * 1000);
      output.result({ url: server.url }, [`Tag keeper at ${server.url}`]);
      await untilTold();
      clearInterval(sync);
      await server.close();
      process.stdin.destroy();
      return EXIT.done;
    } finally {
      program.close();
    }
  },
};

const keepers: Command = {
  name: "tags keepers",
  usage: "OFFICE=URL... --wallet DIR",
  help: "says where the offices that keep tags of other types are reached; what was known before is forgotten",
  options: WALLET_OPTIONS,
  run: async (invocation, output) => {
    const given = invocation.positionals.map((text) => {
      const at = text.indexOf("=");
      if (at < 1) throw new CliError("cli.usage");
      return { office: text.slice(0, at), url: text.slice(at + 1) };
    });
    return await withWallet(invocation, async (ask) => {
      await ask("office.set_keepers", { keepers: given });
      output.result({ keepers: given }, [`${given.length} tag keepers known.`]);
      return EXIT.done;
    });
  },
};

export const TAG_COMMANDS: readonly Command[] = [serve, keepers];
