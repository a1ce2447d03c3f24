import { parseArgs } from "node:util";
import type { Command, Invocation } from "./command.ts";
import type { Language } from "../../src/language/languages.ts";
import { CliError } from "./error.ts";
import { languageAsked, languageOfSession } from "./language.ts";

const COMMON = {
  json: { type: "boolean" },
  help: { type: "boolean", short: "h" },
  language: { type: "string" },
} as const;

type Values = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

function toInvocation(values: Values, positionals: readonly string[], language: Language): Invocation {
  const text = (name: string): string | undefined => {
    const value = values[name];
    return typeof value === "string" ? value : undefined;
  };
  return {
    language,
    positionals,
    text,
    texts: (name) => {
      const value = values[name];
      return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
    },
    flag: (name) => values[name] === true,
    oneOf: (name, words) => {
      const given = text(name) ?? words[0];
      const found = words.find((word) => word === given);
      if (found === undefined) throw new CliError("cli.usage");
      return found;
    },
    count: (name, { min, max, otherwise }) => {
      const value = text(name);
      if (value === undefined) return otherwise;
      const count = /^[0-9]{1,10}$/.test(value) ? Number(value) : Number.NaN;
      if (!(count >= min && count <= max)) throw new CliError("cli.usage");
      return count;
    },
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

/** base64url of 32 bytes, a hash, or of 16, as a wallet draws a row's id. */
const ID = /^(?:[A-Za-z0-9_-]{43}|[A-Za-z0-9_-]{22})$/;

/**
 * A value may begin with a dash, as one registry id, commitment or row's id in 64 does: it is the value of
 * its option, or what stands by itself, all the same.
 */
function sortOut(command: Command, args: readonly string[]): string[] {
  const options: string[] = [];
  const others: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] as string;
    if (arg === "--") {
      others.push(...args.slice(i + 1));
      break;
    }
    const next = args[i + 1];
    const own = arg.startsWith("--") ? command.options[arg.slice(2)] : undefined;
    const takesValue = arg === "--language" || own?.type === "string";
    if (takesValue && next !== undefined) {
      options.push(`${arg}=${next}`);
      i++;
    } else if (!arg.startsWith("-") || arg === "-" || (own === undefined && ID.test(arg))) others.push(arg);
    else options.push(arg);
  }
  return [...options, "--", ...others];
}

/** Reads what follows the command's name. Throws `cli.usage`, also for a `--language` that we do not speak. */
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
      args: sortOut(command, args),
      options: { ...own, ...COMMON },
      allowPositionals: true,
      strict: true,
    });
    const values: Values = parsed.values;
    const language = values["language"] === undefined ? languageOfSession(process.env) : languageAsked(args);
    if (language === undefined) throw new CliError("cli.usage");
    return {
      invocation: toInvocation(values, parsed.positionals, language),
      json: values["json"] === true,
      help: values["help"] === true,
    };
  } catch {
    throw new CliError("cli.usage");
  }
}
