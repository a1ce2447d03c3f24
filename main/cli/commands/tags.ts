import { sayLine } from "../../../src/words/lines/say.ts";
import type { Command } from "../command.ts";
import { CliError, EXIT } from "../error.ts";
import { serveFor } from "../serve-for.ts";
import { WALLET_OPTIONS, withWallet } from "../wallet-session.ts";

const serve: Command = {
  name: "tags serve",
  usage: "--wallet DIR [--port N]",
  help: "computes unique tags for the offices that may issue a type whose tag keeper this office is, until told to stop",
  options: {
    ...WALLET_OPTIONS,
    port: { type: "string", value: "N", help: "port to listen on (any free one)" },
    host: { type: "string", value: "ADDRESS", help: "address to listen on (this machine alone)" },
  },
  run: (invocation, output) =>
    serveFor(invocation, output, "tags.serves", (program, options) => program.serveTags(options)),
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
      output.result({ keepers: given }, [sayLine(output.language, "tags.known", { count: given.length })]);
      return EXIT.done;
    });
  },
};

export const TAG_COMMANDS: readonly Command[] = [serve, keepers];
