import type { Command } from "../command.ts";
import { CliError, EXIT } from "../error.ts";
import { sayAge, sayFinding } from "../words.ts";
import { sayLine } from "../../../src/words/lines/say.ts";
import { WALLET_OPTIONS, withProgram } from "../wallet-session.ts";

const MODES = ["light", "full", "audit"] as const;

const chainExport: Command = {
  name: "chain export",
  usage: "FILE --wallet DIR [--mode light|full|audit]",
  help: "writes the wallet's copy of the registry as one file, for machines without a network",
  options: {
    ...WALLET_OPTIONS,
    mode: {
      type: "string",
      value: "MODE",
      help: "light (newest state), full (every entry; the default), audit",
    },
  },
  run: (invocation, output) =>
    withProgram(invocation, async (program, ask) => {
      const { mode: held } = await ask("registry.status", {});
      const wanted = invocation.text("mode") ?? held;
      const mode = MODES.find((each) => each === wanted);
      if (mode === undefined) throw new CliError("cli.usage");
      const head = await program.exportBundle(invocation.positional(0), mode);
      output.result(head, [
        sayLine(output.language, "chain.exported", { height: head.height, mode: head.mode }),
      ]);
      return EXIT.done;
    }),
};

const chainImport: Command = {
  name: "chain import",
  usage: "FILE --wallet DIR",
  help: "takes in a copy of the registry that came as a file, whole or not at all",
  options: WALLET_OPTIONS,
  run: (invocation, output) =>
    withProgram(invocation, async (program) => {
      const synced = await program.importBundle(invocation.positional(0));
      const { language } = output;
      output.result(synced, [
        ...(synced.alarm === undefined
          ? []
          : [sayLine(language, "chain.alarm", { what: (await output.explain(synced.alarm)).join(" ") })]),
        sayLine(language, "chain.synced", { count: synced.newBlocks, age: sayAge(synced.age, language) }),
        ...(await Promise.all(synced.findings.map((finding) => sayFinding(finding, output)))),
      ]);
      return synced.alarm === undefined ? EXIT.done : EXIT.cannotTell;
    }),
};

export const BUNDLE_COMMANDS: readonly Command[] = [chainExport, chainImport];
