import { existsSync } from "node:fs";
import type { AnswerOf, ArgsOf, CallFunction, CallName, ValueOf } from "../../src/contract/contract.ts";
import { CodedError } from "../../src/error.ts";
import { type ComposeOptions, openProgram } from "../wallet/compose.ts";
import type { Program } from "../wallet/program.ts";
import { CliError } from "./error.ts";
import type { Invocation } from "./command.ts";
import { PASSPHRASE_OPTION, readPassphrase } from "./input.ts";

/** A call answered with a code; the command ends with it. */
export class CallError extends CodedError<string> {}

/** A call whose refusal ends the command. */
export type Ask = <Name extends CallName>(name: Name, args: ArgsOf<Name>) => Promise<ValueOf<Name>>;

export const WALLET_OPTIONS = {
  wallet: { type: "string", value: "DIR", help: "the wallet's folder (or SEALFOLIO_WALLET)" },
  ...PASSPHRASE_OPTION,
} as const;

export function walletFolder(invocation: Invocation): string {
  const folder = invocation.text("wallet") ?? process.env["SEALFOLIO_WALLET"];
  if (folder === undefined || folder.length === 0) throw new CliError("cli.usage");
  return folder;
}

/** `again` gives the passphrase where an act asks for it once more; without, the command ends there. */
export function asking(call: CallFunction, again?: () => Promise<string>): Ask {
  return async (name, args) => {
    let answer: AnswerOf<typeof name> = await call(name, args);
    if (!answer.ok && answer.code === "wallet.passphrase_again" && again !== undefined) {
      const confirmed = await call("wallet.confirm", { passphrase: await again() });
      if (!confirmed.ok) throw new CallError(confirmed.code);
      answer = await call(name, args);
    }
    if (answer.ok) return answer.value;
    throw new CallError(answer.code);
  };
}

/** What somebody at a terminal is told of long work, and stops it with; and how far a wallet goes out. */
export type WatchOptions = Pick<ComposeOptions, "watchSync" | "watchAudit" | "watchBulk" | "loopbackIssuers">;

/** Opens the wallet in its folder, unlocks it, works, and leaves it locked. */
export async function withProgram<T>(
  invocation: Invocation,
  work: (program: Program, ask: Ask, passphrase: string) => Promise<T>,
  watch: WatchOptions = {},
): Promise<T> {
  const folder = walletFolder(invocation);
  // A mistyped folder is neither made nor held.
  if (!existsSync(folder)) throw new CallError("wallet.none");
  const program = openProgram(folder, watch);
  try {
    const ask = asking(program.call, () => readPassphrase(invocation, "ask.passphrase_again"));
    const { state } = await ask("wallet.status", {});
    if (state === "none") throw new CallError("wallet.none");
    const passphrase = await readPassphrase(invocation);
    await ask("wallet.unlock", { passphrase });
    return await work(program, ask, passphrase);
  } finally {
    program.close();
  }
}

/** As `withProgram`, for work that calls alone do. */
export async function withWallet<T>(
  invocation: Invocation,
  work: (ask: Ask, passphrase: string) => Promise<T>,
  watch: WatchOptions = {},
): Promise<T> {
  return await withProgram(invocation, (_program, ask, passphrase) => work(ask, passphrase), watch);
}
