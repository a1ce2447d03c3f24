import type { RequestView } from "../../../src/contract/views.ts";
import { WALLET_OPTIONS, withWallet } from "../wallet-session.ts";
import type { Command } from "../command.ts";
import { CliError, EXIT } from "../error.ts";
import { readText } from "../input.ts";
import { say, sayClaim, sayTime } from "../words.ts";

function sayRequest(view: RequestView): readonly string[] {
  const { asker, purpose } = view;
  const who =
    asker.state === "accredited"
      ? `${say(asker.name, asker.office)} asks, accredited for: ${say(purpose.label, purpose.id)}`
      : asker.state === "unaccredited"
        ? `Somebody asks who is NOT accredited for this (${asker.code}). Do not answer unless you know them.`
        : `This wallet cannot tell who asks (${asker.code}).`;
  return [
    who,
    ...(view.overAsking ? ["They ask for more than they may for this purpose."] : []),
    ...(view.refusal === undefined ? [] : [`It must not be answered (${view.refusal}).`]),
    ...view.asked.flatMap(({ query, typeName, claims, fitting }) => [
      `${query}: ${say(typeName, "a certificate")}: ${claims.map(({ label, optional }) => say(label) + (optional ? " (optional)" : "")).join(", ")}`,
      ...fitting.flatMap(({ id, leaves }) => [
        `  from ${id} would leave:`,
        ...leaves.map((leaf) => `  ${sayClaim(leaf)}`),
      ]),
      ...(fitting.length === 0 ? ["  You have no certificate that answers this."] : []),
    ]),
    `Answer before ${sayTime(view.expires)}`,
  ];
}

const presentShow: Command = {
  name: "present show",
  usage: "FILE --wallet DIR",
  help: "shows who asks, for what, and what would leave",
  options: WALLET_OPTIONS,
  run: async (invocation, output) => {
    const request = await readText(invocation.positional(0));
    return await withWallet(invocation, async (ask) => {
      const view = await ask("present.preview", { request });
      output.result(view, sayRequest(view));
      return EXIT.done;
    });
  },
};

const presentAnswer: Command = {
  name: "present answer",
  usage: "FILE --wallet DIR --approve",
  help: "answers with exactly what `present show` says would leave",
  options: {
    ...WALLET_OPTIONS,
    approve: { type: "boolean", help: "you have seen what would leave and agree" },
    "despite-warnings": { type: "boolean", help: "also to who is not accredited or asks for too much" },
  },
  run: async (invocation, output) => {
    if (!invocation.flag("approve")) throw new CliError("cli.usage");
    const request = await readText(invocation.positional(0));
    return await withWallet(invocation, async (ask) => {
      const view = await ask("present.preview", { request });
      const answers = view.asked.flatMap(({ query, fitting: [first] }) =>
        first === undefined
          ? []
          : [{ query, credential: first.id, approved: first.leaves.map(({ path }) => [...path]) }],
      );
      const despiteWarnings = invocation.flag("despite-warnings");
      const value = await ask("present.answer", { request, answers, despiteWarnings });
      output.result(value, [value.response]);
      return EXIT.done;
    });
  },
};

const presentAsk: Command = {
  name: "present ask",
  usage: "--wallet DIR --purpose ID --type VCT --claim PATH...",
  help: "makes a counter's signed request",
  options: {
    ...WALLET_OPTIONS,
    purpose: { type: "string", value: "ID", help: "an accredited purpose" },
    type: { type: "string", value: "VCT", help: "the type asked for" },
    claim: {
      type: "string",
      multiple: true,
      value: "PATH",
      help: "a claim, inner ones as a/b; may be repeated",
    },
    "valid-for": { type: "string", value: "SECONDS", help: "how long an answer is taken (600)" },
  },
  run: (invocation, output) =>
    withWallet(invocation, async (ask) => {
      const claims = invocation.texts("claim").map((path) => ({ path: path.split("/"), optional: false }));
      const value = await ask("counter.ask", {
        purpose: invocation.required("purpose"),
        credentials: [{ vct: invocation.required("type"), claims }],
        validFor: invocation.count("valid-for", { min: 60, max: 7 * 86_400, otherwise: 600 }),
      });
      output.result(value, [value.request]);
      return EXIT.done;
    }),
};

export const PRESENT_COMMANDS: readonly Command[] = [presentShow, presentAnswer, presentAsk];
