import { codeOf } from "../../src/error.ts";
import { findCommand, loadCommands } from "./commands.ts";
import { EXIT, type ExitCode } from "./error.ts";
import { describeAll, describeCommand } from "./help.ts";
import { languageAsked, languageOfSession } from "./language.ts";
import { Output } from "./output.ts";
import { parseInvocation } from "./parse.ts";

async function explain(error: unknown, output: Output): Promise<ExitCode> {
  const code = codeOf(error);
  output.note((await output.explain(code ?? "failed")).join("\n"));
  if (output.json) output.result({ ok: false, code: code ?? "failed" }, []);
  // A stranger is a bug of ours; its text may hold values, so only a developer asks for it.
  if (code === undefined && process.env["SEALFOLIO_DEBUG"] !== undefined) console.error(error);
  return code === "cli.usage" || code === "call.arguments" ? EXIT.usage : EXIT.failed;
}

const isCommon = (word: string): boolean => word === "--json" || word.startsWith("--language");

/** The list of commands, for who asked for it or asked for something that there is not. */
async function listCommands(words: readonly string[], output: Output): Promise<ExitCode> {
  const [first] = words.filter((word, at) => !isCommon(word) && words[at - 1] !== "--language");
  const text = describeAll(await loadCommands());
  if (first === undefined || first === "--help" || first === "-h" || first === "help") {
    output.result({ help: text }, [text]);
    return EXIT.done;
  }
  output.note([...(await output.explain("cli.usage")), "", text].join("\n"));
  if (output.json) output.result({ ok: false, code: "cli.usage" }, []);
  return EXIT.usage;
}

/** One command, from its words to its exit code; it speaks on the process's own streams. */
export async function run(words: readonly string[]): Promise<ExitCode> {
  const found = await findCommand(words);
  const language = languageAsked(words) ?? languageOfSession(process.env);
  let output = new Output((found?.rest ?? words).includes("--json"), language);
  if (found === undefined) return await listCommands(words, output);
  const { command, rest } = found;
  try {
    const { invocation, json, help } = parseInvocation(command, rest);
    output = new Output(json, invocation.language);
    if (help) {
      const text = describeCommand(command);
      output.result({ help: text }, [text]);
      return EXIT.done;
    }
    return await command.run(invocation, output);
  } catch (error) {
    const exit = await explain(error, output);
    if (exit === EXIT.usage) output.note(`\n${describeCommand(command)}`);
    return exit;
  }
}
