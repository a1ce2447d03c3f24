import type { Command } from "../command.ts";
import { EXIT } from "../error.ts";
import { readInput } from "../input.ts";
import { inspect } from "../inspect/inspect.ts";

export const inspectFile: Command = {
  name: "inspect",
  usage: "FILE",
  help: "says what a file of ours or a foreign credential, proof or checkpoint holds; judges nothing",
  options: {},
  run: async (invocation, output) => {
    const found = inspect(await readInput(invocation.positional(0)));
    output.result(found, [`${found.kind}`, JSON.stringify(found.content, undefined, 2)]);
    return found.kind === "unknown" ? EXIT.notValid : EXIT.done;
  },
};
