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

/** A value may begin with a dash, as one registry id in 64 does: it is the value all the same. */
function joinValues(command: Command, args: readonly string[]): string[] {
  const joined: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] as string;
    const next = args[i + 1];
    const takesValue = arg.startsWith("--") && command.options[arg.slice(2)]?.type === "string";
    if (takesValue && next !== undefined) {
      joined.push(`${arg}=${next}`);
      i++;
    } else joined.push(arg);
  }
  return joined;
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
      args: joinValues(command, args),
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
