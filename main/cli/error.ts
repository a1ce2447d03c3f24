import { CodedError } from "../../src/error.ts";

/** How the program ends (DESIGN: section "Command line"). */
export const EXIT = { done: 0, notValid: 1, usage: 2, cannotTell: 3, failed: 4 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export type CliErrorCode =
  | "cli.usage"
  | "cli.no_passphrase"
  | "cli.input_too_large"
  | "cli.no_input"
  | "cli.json";

/** A command that cannot be carried out as it was given. */
export class CliError extends CodedError<CliErrorCode> {}
