import { WALLET_OPTIONS, withWallet } from "../wallet-session.ts";
import type { Outcome } from "../../../src/verdict/verdict.ts";
import type { Command } from "../command.ts";
import { EXIT, type ExitCode } from "../error.ts";
import { readText } from "../input.ts";
import { sayVerdict } from "../words.ts";

const EXITS: Readonly<Record<Outcome, ExitCode>> = {
  valid: EXIT.done,
  "not valid": EXIT.notValid,
  "cannot tell": EXIT.cannotTell,
};

/** A compact JWE has five parts; a credential or presentation is divided by tildes. */
function isAnswer(text: string): boolean {
  return !text.includes("~") && text.split(".").length === 5;
}

export const verifyFile: Command = {
  name: "verify",
  usage: "FILE --wallet DIR",
  help: "checks the answer to a request of this counter, or a credential file on its own",
  options: WALLET_OPTIONS,
  run: async (invocation, output) => {
    const text = await readText(invocation.positional(0));
    return await withWallet(invocation, async (ask) => {
      const { verdict } = isAnswer(text)
        ? await ask("counter.check", { response: text })
        : await ask("counter.inspect", { file: text });
      output.result(verdict, sayVerdict(verdict, output.language));
      return EXITS[verdict.outcome];
    });
  },
};
