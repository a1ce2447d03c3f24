import { WALLET_OPTIONS, withWallet } from "../wallet-session.ts";
import type { Outcome } from "../../../src/verdict/verdict.ts";
import type { Command, Invocation } from "../command.ts";
import { CliError, EXIT, type ExitCode } from "../error.ts";
import type { CheckedView } from "../../../src/contract/views.ts";
import type { Language } from "../../../src/language/languages.ts";
import { fromBase64Url } from "../../../src/bytes/base64.ts";
import type { StatementView } from "../../../src/contract/registry-views.ts";
import { sayLine, sayLineOf } from "../../../src/words/lines/say.ts";
import { nodePrimitives } from "../../crypto/primitives.ts";
import { checkStatement } from "../../wallet/registry/statements.ts";
import { readMessage } from "./read-message.ts";
import type { Output } from "../output.ts";
import { say, sayTime, sayVerdict } from "../words.ts";
import { hashFile } from "../hash-file.ts";

export const VERDICT_EXITS: Readonly<Record<Outcome, ExitCode>> = {
  valid: EXIT.done,
  "not valid": EXIT.notValid,
  "cannot tell": EXIT.cannotTell,
};

/** A compact JWE has five parts; a credential or presentation is divided by tildes. */
function isAnswer(text: string): boolean {
  return !text.includes("~") && text.split(".").length === 5;
}

/** What our own statements begin with; their members are sorted. */
function isStatement(text: string): boolean {
  return text.startsWith('{"block":"c2sp.org/tlog-proof@v1');
}

async function saysOf(view: StatementView, registry: string, output: Output): Promise<readonly string[]> {
  const { language } = output;
  const {
    height = 0,
    time = 0,
    until = 0,
    sealedAt = 0,
    signers = [],
    entry,
    record,
    status,
    deposit,
  } = view;
  if (!view.holds) return await output.explain(view.code ?? "failed");
  return [
    sayLine(language, "statement.holds", { id: registry, height, time: sayTime(time) }),
    ...(until > time ? [sayLine(language, "statement.until", { time: sayTime(until) })] : []),
    sayLine(language, "statement.seal", { time: sayTime(sealedAt), names: signers.join(", ") }),
    ...(entry === undefined ? [] : [sayLine(language, "statement.entry", { ...entry })]),
    ...(record === undefined ? [] : [sayLine(language, "statement.record", { key: record.key })]),
    ...(status === undefined
      ? []
      : [
          sayLine(language, "statement.status", {
            mark: status.commitment ?? String(status.index),
            office: status.office,
            state: sayLineOf(language, "state", status.state),
          }),
        ]),
    ...(deposit === undefined
      ? []
      : [sayLine(language, "statement.deposit", { file: deposit.file, author: deposit.author })]),
  ];
}

/** With `--registry` from that id alone, else by what the wallet follows; never by a network. */
async function verifyStatementFile(text: string, invocation: Invocation, output: Output): Promise<ExitCode> {
  const path = invocation.text("file");
  const file = path === undefined ? undefined : await hashFile(path);
  const given = { statement: text, ...(file === undefined ? {} : { file }) };
  const registry = invocation.text("registry");
  const tell = async (view: StatementView, id: string): Promise<ExitCode> => {
    output.result(view, await saysOf(view, id, output));
    return view.holds ? EXIT.done : EXIT.notValid;
  };
  if (registry !== undefined) {
    if (!/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/.test(registry)) throw new CliError("cli.usage");
    const reader = { registryId: fromBase64Url(registry) };
    return await tell(checkStatement(given, reader, nodePrimitives), registry);
  }
  return await withWallet(invocation, async (ask) => {
    const { id } = await ask("registry.status", {});
    return await tell(await ask("registry.check_statement", given), id);
  });
}

/** The last second of a day; throws `cli.usage`. */
function endOf(day: string): number {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T23:59:59Z`) : Number.NaN;
  if (Number.isNaN(time)) throw new CliError("cli.usage");
  return time / 1000;
}

function sayLife(life: CheckedView["life"], language: Language): readonly string[] {
  return life.flat().map(({ time, height, office, state }) =>
    sayLine(language, "verdict.step", {
      time: sayTime(time),
      height,
      office: say(office, language),
      state: sayLineOf(language, "state", state),
    }),
  );
}

export const verifyFile: Command = {
  name: "verify",
  usage: "FILE --wallet DIR [--on DAY] | PROOF --registry ID [--file DOCUMENT]",
  help: "checks an answer to a request of this counter, a credential file, or a proof of what the registry says",
  options: {
    ...WALLET_OPTIONS,
    registry: {
      type: "string",
      value: "ID",
      help: "check a proof from the registry's id alone, without a wallet",
    },
    on: { type: "string", value: "DAY", help: "was it valid on that day, as 2026-05-03 (UTC)" },
    file: { type: "string", value: "DOCUMENT", help: "the document that a deposit's proof is for" },
  },
  run: async (invocation, output) => {
    const text = await readMessage(invocation.positional(0));
    if (isStatement(text)) return await verifyStatementFile(text, invocation, output);
    return await withWallet(invocation, async (ask) => {
      const { language } = output;
      const day = invocation.text("on");
      if (day !== undefined) {
        const then = await ask("counter.on_day", { file: text, time: endOf(day) });
        output.result(then.verdict, sayVerdict(then.verdict, language));
        return VERDICT_EXITS[then.verdict.outcome];
      }
      const { verdict, life } = isAnswer(text)
        ? await ask("counter.check", { response: text })
        : await ask("counter.inspect", { file: text });
      output.result(verdict, [...sayVerdict(verdict, language), ...sayLife(life, language)]);
      return VERDICT_EXITS[verdict.outcome];
    });
  },
};
