import type { Language } from "../../src/language/languages.ts";
import type { Output } from "./output.ts";
import type { ExitCode } from "./error.ts";

export interface OptionSpec {
  readonly type: "string" | "boolean";
  readonly multiple?: boolean;
  /** Placeholder of its value and what it does, for the help. */
  readonly value?: string;
  readonly help: string;
}

export interface Invocation {
  /** In which the command speaks. */
  readonly language: Language;
  readonly positionals: readonly string[];
  /** Value of an option; undefined when it was not given. */
  text(name: string): string | undefined;
  texts(name: string): readonly string[];
  flag(name: string): boolean;
  /** One of a few words, the first of them where it was not given. Throws `cli.usage`. */
  oneOf<const Word extends string>(name: string, words: readonly [Word, ...Word[]]): Word;
  /** A whole number within bounds, `otherwise` where it was not given. Throws `cli.usage`. */
  count(
    name: string,
    bounds: { readonly min: number; readonly max: number; readonly otherwise: number },
  ): number;
  /** As `text`; throws `cli.usage` when it was not given. */
  required(name: string): string;
  /** A positional by its place; throws `cli.usage`. */
  positional(at: number): string;
}

/** One command of the program: `sealfolio <name> ...`. */
export interface Command {
  /** One or two words. */
  readonly name: string;
  /** What stands behind the name in the help. */
  readonly usage: string;
  readonly help: string;
  readonly options: Readonly<Record<string, OptionSpec>>;
  readonly run: (invocation: Invocation, output: Output) => Promise<ExitCode>;
}
