import { sayLine } from "../../../src/words/lines/say.ts";
import type { Command } from "../command.ts";
import { CliError, EXIT } from "../error.ts";
import { serveFor } from "../serve-for.ts";
import { readFileCapped, writeFileDurably } from "../../doors/file.ts";
import { formatThings, MAX_THING_LIST, parseThings } from "../../wallet/tags/thing-list.ts";
import { WALLET_OPTIONS, withProgram, withWallet } from "../wallet-session.ts";

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

const list: Command = {
  name: "tags list",
  usage: "TYPE --wallet DIR --out FILE",
  help: "writes what this office's certificates of a type stand for, for the type's tag keeper who makes tags anew",
  options: {
    ...WALLET_OPTIONS,
    out: { type: "string", value: "FILE", help: "where to; only you may read it" },
  },
  run: async (invocation, output) => {
    const [type, ...rest] = invocation.positionals;
    const path = invocation.text("out");
    if (type === undefined || rest.length > 0 || path === undefined) throw new CliError("cli.usage");
    return await withProgram(invocation, async (program) => {
      const made = await program.listThings(type);
      writeFileDurably(path, formatThings(made), { mode: 0o600 });
      const count = made.things.length;
      output.result({ type, office: made.office, things: count, path }, [
        sayLine(output.language, "tags.listed", { count, path }),
      ]);
      return EXIT.done;
    });
  },
};

const retag: Command = {
  name: "tags retag",
  usage: "TYPE [LIST...] --wallet DIR [--random] [--dry-run]",
  help: "makes all tags of a type anew under a new key, as their keeper; goes on with a change that was begun",
  options: {
    ...WALLET_OPTIONS,
    random: {
      type: "boolean",
      help: "a random tag where nobody knows what a certificate stands for: no duplicate of it will be noticed",
    },
    "dry-run": { type: "boolean", help: "only says what it would come to" },
  },
  run: async (invocation, output) => {
    const [type, ...paths] = invocation.positionals;
    if (type === undefined) throw new CliError("cli.usage");
    const lists = paths.map((path) => parseThings(readFileCapped(path, MAX_THING_LIST)));
    const { language } = output;
    return await withProgram(invocation, async (program) => {
      if (invocation.flag("dry-run")) {
        const survey = await program.surveyRetag(type, lists);
        output.result(survey, [sayLine(language, "tags.survey", { ...survey })]);
        return EXIT.done;
      }
      const done = await program.retag(type, {
        lists,
        random: invocation.flag("random"),
        onPart: (part, parts) => output.note(sayLine(language, "tags.part", { part, parts })),
      });
      const { tags, epoch, random } = done;
      output.result(done, [sayLine(language, "tags.retagged", { tags, epoch, random })]);
      return EXIT.done;
    });
  },
};

export const TAG_COMMANDS: readonly Command[] = [serve, keepers, list, retag];
