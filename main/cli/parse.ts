import { parseArgs } from "node:util";
import type { Command, Invocation } from "./command.ts";
import { CliError } from "./error.ts";

const COMMON = { json: { type: "boolean" }, help: { type: "boolean", short: "h" } } as const;

type Values = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

function toInvocation(values: Values, positionals: readonly string[]): Invocation {
  const text = (name: string): string | undefined => {
    const value = values[name];
    return typeof value === "string" ? value : undefined;
  };
  return {
    positionals,
    text,
    texts: (name) => {
      const value = values[name];
      return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
    },
    flag: (name) => values[name] === true,
    required: (name) => {
      const value = text(name);
      if (value === undefined) throw new CliError("cli.usage");
      return value;
    },
    positional: (at) => {
      const value = positionals[at];
      if (value === undefined) throw new CliError("cli.usage");
      return value;
    },
  };
}

/** Reads what follows the command's name. Throws `cli.usage`. */
export function parseInvocation(
  command: Command,
  args: readonly string[],
): { readonly invocation: Invocation; readonly json: boolean; readonly help: boolean } {
  const own = Object.fromEntries(
    Object.entries(command.options).map(([name, { type, multiple }]) => [
      name,
      { type, multiple: multiple ?? false },
    ]),
  );
  try {
    const parsed = parseArgs({
      args: [...args],
      options: { ...own, ...COMMON },
      allowPositionals: true,
      strict: true,
    });
    const values: Values = parsed.values;
    return {
      invocation: toInvocation(values, parsed.positionals),
      json: values["json"] === true,
      help: values["help"] === true,
    };
  } catch {
    throw new CliError("cli.usage");
  }
}
